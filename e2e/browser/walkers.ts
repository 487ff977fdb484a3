import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { copyBuiltPage } from '@cunjian/web/test/browser/built-page.ts';
import { launchChromium } from '@cunjian/web/test/browser/chromium.ts';
import { desk, phone, visit, violations, type Visitor } from '@cunjian/web/test/browser/look.ts';
import { actAs } from '@cunjian/web/test/browser/officials.ts';
import { expect } from '@jest/globals';
import type { Page } from 'playwright-core';
import type { Deployment } from '../src/deployment.ts';
import { runDemo } from '../src/running.ts';
import { workspaceRoot } from '../src/workspace.ts';

const villagers: readonly string[] = ['villager', 'neighbour'];
const shots = join(workspaceRoot, 'docs', 'screenshots');

export interface Walkers {
  readonly demo: Deployment;
  /** Somebody's device, on which she stays signed in: villagers have a phone of 360 × 780, officials a desk and their office. */
  device(account: string): Promise<Visitor>;
  /** Somebody who has not signed in. */
  stranger(): Promise<Visitor>;
  stop(): Promise<void>;
}

/** The demo with a browser before it. */
export const startWalk = async (): Promise<Walkers> => {
  const folder = await mkdtemp(join(tmpdir(), 'cunjian-page-'));
  const demo = await runDemo({ pageRoot: await copyBuiltPage(folder) });
  const browser = await launchChromium();
  const devices = new Map<string, Promise<Visitor>>();
  const sit = (account: string): Promise<Visitor> =>
    villagers.includes(account) ? visit(browser, demo.url, phone, account) : actAs(browser, demo.url, account, desk);
  return {
    demo,
    device: (account) => {
      const known = devices.get(account) ?? sit(account);
      devices.set(account, known);
      return known;
    },
    stranger: () => visit(browser, demo.url, phone),
    stop: async () => {
      await browser.close();
      await demo.stop();
      await rm(folder, { recursive: true });
    },
  };
};

/** Nothing that WCAG or the content security policy forbids. */
export const expectSound = async ({ page, complaints }: Visitor): Promise<void> => {
  expect({ violations: await violations(page), complaints }).toEqual({ violations: [], complaints: [] });
};

/** Pictures for the README are taken anew where CUNJIAN_SCREENSHOTS says so. */
export const shoot = async (page: Page, name: string): Promise<void> => {
  if (process.env['CUNJIAN_SCREENSHOTS'] !== undefined) await page.screenshot({ path: join(shots, `${name}.png`) });
};

/** What stands at the top of the picture. */
export const scrollTo = (page: Page, selector: string): Promise<void> =>
  page
    .locator(selector)
    .first()
    .evaluate((element) => element.scrollIntoView({ block: 'start' }));
