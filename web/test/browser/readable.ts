import { expect } from '@jest/globals';
import type { Page } from 'playwright-core';
import { looks, overflow, smallestType, smallTargets, violations, wear } from './look.ts';

/** The page that is open can be read and used by everybody, on every device. */
export const expectReadable = async (page: Page): Promise<void> => {
  for (const look of looks) {
    await wear(page, look);
    const found = {
      look,
      violations: await violations(page),
      overflow: await overflow(page),
      small: await smallTargets(page, look.elder ? 60 : 44),
      readable: !look.elder || (await smallestType(page)) >= 18,
      heading: await page.locator('#main h1').count(),
    };
    expect(found).toEqual({ look, violations: [], overflow: 0, small: [], readable: true, heading: 1 });
  }
};
