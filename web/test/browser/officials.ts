import type { Browser, Page } from 'playwright-core';
import { open, settled, visit, type Look, type Visitor } from './look.ts';

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
