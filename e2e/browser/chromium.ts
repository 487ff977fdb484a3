import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';

const names = ['chromium', 'chromium-browser', 'google-chrome'];

/** CUNJIAN_TEST_CHROMIUM, else the first on the path; undefined where there is none. */
export const findChromium = (): string | undefined => {
  const given = process.env['CUNJIAN_TEST_CHROMIUM'];
  if (given !== undefined) return given;
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return folders.flatMap((folder) => names.map((name) => join(folder, name))).find((path) => existsSync(path));
};

/** Without what a browser asks the world for at its start. */
const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export const launch = (executablePath: string): Promise<Browser> => chromium.launch({ executablePath, args: quiet });

export const phone = { width: 390, height: 844 };
export const desk = { width: 1200, height: 900 };

/** A device of its own, on which somebody signs in; an official goes to the work of her office. What the page's console says is wrong is collected. */
export const signInAs = async (
  browser: Browser,
  url: string,
  account: string,
  viewport: { width: number; height: number },
): Promise<{ context: BrowserContext; page: Page; problems: string[] }> => {
  const context = await browser.newContext({ viewport, locale: 'zh-CN', acceptDownloads: true });
  const page = await context.newPage();
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(message.text());
  });
  await page.goto(`${url}/sign-in?account=${account}`);
  await page.getByRole('button', { name: '退出' }).waitFor();
  const office = page.locator('button.office').first();
  await page.getByRole('heading', { level: 1 }).waitFor();
  if (account !== 'villager' && account !== 'neighbour') {
    await office.click();
    await page.waitForURL('**/work');
  }
  return { context, page, problems };
};
