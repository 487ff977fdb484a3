import type { Browser, Page } from 'playwright-core';
import { open, settled, visit, type Look, type Visitor } from './look.ts';
import { patience } from './patience.ts';

/** Signed in, and acting in the account's only office. */
export const actAs = async (browser: Browser, url: string, account: string, look: Look): Promise<Visitor> => {
  const visitor = await visit(browser, url, look, account);
  const { page } = visitor;
  await open(page, '/work');
  await page.click('.offices button');
  await page.waitForSelector('nav.areas');
  await settled(page);
  return visitor;
};

/** A step that asks once more and gives a receipt. */
export const confirmStep = async (page: Page, button: string): Promise<void> => {
  await page.click(`button:has-text("${button}")`);
  await page.click('dialog[open] button.primary');
  await page.waitForSelector('.receipt');
};

/** A form that asks once more before it is sent. */
export const sendForm = async (page: Page): Promise<void> => {
  await page.click('form[novalidate] button[type=submit]');
  await page.click('dialog[open] button.primary');
};

/** What somebody else has just done reaches a page with the read models: `path` is opened anew until `selector` is there. */
export const openUntil = async (page: Page, path: string, selector: string): Promise<void> => {
  const until = performance.now() + patience.stepMs;
  for (;;) {
    await open(page, path);
    if ((await page.locator(selector).count()) > 0) return;
    if (performance.now() > until) throw new Error(`${path} never showed ${selector}`);
  }
};
