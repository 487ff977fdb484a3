import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import type { Browser, BrowserContext, Page } from 'playwright-core';

export interface Look {
  readonly width: number;
  readonly language: 'zh' | 'en';
  readonly elder: boolean;
}
export const looks: readonly Look[] = [
  { width: 360, language: 'zh', elder: false },
  { width: 360, language: 'zh', elder: true },
  { width: 360, language: 'en', elder: true },
  { width: 1280, language: 'en', elder: false },
];

export interface Visitor {
  readonly context: BrowserContext;
  readonly page: Page;
  /** What the browser complained of, the content security policy's violations among it. */
  readonly complaints: string[];
}

/** Somebody with a browser; `account` signs in as one of the demo's. */
export const visit = async (browser: Browser, url: string, look: Look, account?: string): Promise<Visitor> => {
  const { width, language, elder } = look;
  const context = await browser.newContext({
    viewport: { width, height: 780 },
    locale: language === 'zh' ? 'zh-CN' : 'en-GB',
    acceptDownloads: true,
  });
  if (elder) await context.addInitScript(() => localStorage.setItem('cunjian.elder', 'on'));
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  if (account !== undefined) {
    await page.goto(`${url}/sign-in?account=${account}&to=/me`);
    await page.waitForSelector('h1');
  }
  return { context, page, complaints };
};

const axeFile = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
interface Axe {
  run(): Promise<{ violations: { id: string; nodes: { target: unknown[] }[] }[] }>;
}

/** Rules that axe found broken, each with the first place. */
export const violations = async (page: Page): Promise<string[]> => {
  await page.evaluate(readFileSync(axeFile, 'utf8'));
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: Axe };
    const found = (await axe.run()).violations;
    return found.map(({ id, nodes }) => `${id} ${String(nodes[0]?.target)}`);
  });
};

/** Controls smaller than `least` pixels, links within text aside (WCAG 2.5.8 lets them be). */
export const smallTargets = (page: Page, least: number): Promise<string[]> =>
  page.evaluate(
    (min) =>
      [...document.querySelectorAll<HTMLElement>('button, select, input, textarea, summary, a.button')]
        .filter((element) => element.checkVisibility() && !element.matches('input[type=radio], input[type=checkbox]'))
        .filter((element) => element.getBoundingClientRect().height < min - 0.5)
        .map((element) => `${element.tagName} ${element.textContent.trim().slice(0, 30)}`),
    least,
  );

export const overflow = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/** Smallest type on the page, in pixels. */
export const smallestType = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    let least = Infinity;
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const parent = node.parentElement;
      if (parent === null || (node.textContent ?? '').trim() === '' || !parent.checkVisibility()) continue;
      least = Math.min(least, parseFloat(getComputedStyle(parent).fontSize));
    }
    return least;
  });
