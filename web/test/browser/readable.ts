import { expect } from '@jest/globals';
import type { Page } from 'playwright-core';
import { looks, overflow, smallestType, smallTargets, violations, wear, type Look } from './look.ts';

/** What is open, a dialog too, can be read and used as it is worn now. */
export const expectReadableIn = async (page: Page, look: Look): Promise<void> => {
  const found = {
    look,
    violations: await violations(page),
    overflow: await overflow(page),
    small: await smallTargets(page, look.elder ? 60 : 44),
    readable: !look.elder || (await smallestType(page)) >= 18,
    heading: await page.locator('#main h1').count(),
  };
  expect(found).toEqual({ look, violations: [], overflow: 0, small: [], readable: true, heading: 1 });
};

/** The page that is open can be read and used by everybody, on every device. */
export const expectReadable = async (page: Page): Promise<void> => {
  for (const look of looks) {
    await wear(page, look);
    await expectReadableIn(page, look);
  }
};
