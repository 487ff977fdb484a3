import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { launchChromium } from './chromium.ts';
import { startDeployment, type Deployment } from './deployment.ts';
import { open, phone, settled, visit } from './look.ts';
import { patience } from './patience.ts';
import { expectReadable } from './readable.ts';

const village = '330324108207';

jest.setTimeout(patience.caseMs);
let deployment: Deployment;
let browser: Browser;
beforeAll(async () => {
  [deployment, browser] = await Promise.all([startDeployment(), launchChromium()]);
}, patience.startMs);
afterAll(async () => {
  await (browser as Browser | undefined)?.close();
  await (deployment as Deployment | undefined)?.stop();
});

describe('a ballot that was counted', () => {
  it('is counted again on the phone of a villager, from the log and not from what the page was told', async () => {
    const { page, context, complaints } = await visit(browser, deployment.url, phone, 'villager');
    await open(page, `/village/${village}/ballots`);
    await page.click('a.list-item:has-text("已计票")');
    await page.click('#recount button.primary');
    await page.waitForSelector('#recount.proved');
    const said = await page.innerText('#recount');
    expect(said).toContain('复核一致');
    expect(said).toContain('名册 12 人');
    await settled(page);
    await expectReadable(page);
    expect(complaints).toEqual([]);
    await context.close();
  });
});
