import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { noticeBoardPicture } from '@cunjian/standalone/demo/pictures';
import type { Browser, Page } from 'playwright-core';
import { shanghaiDate } from '../src/days.ts';
import { period, quarterFile } from '../src/quarter-file.ts';
import { runDemo, type Running } from '../src/running.ts';
import { workspaceRoot } from '../src/workspace.ts';
import { desk, findChromium, launch, phone, signInAs } from './chromium.ts';

const executable = findChromium();
if (executable === undefined)
  console.log('skipped: the walk in the page needs Chromium (CUNJIAN_TEST_CHROMIUM, or on the path)');
const walk = executable === undefined ? describe.skip : describe;

const division = '330324108207';
const body = `${division}-vc`;
const disclosure = `disclosure-${body}-${period}`;
const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const shots = join(workspaceRoot, 'docs', 'screenshots');
const axeSource = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/** A browser on a busy machine. */
const maxStepMs = 90_000;
jest.setTimeout(maxStepMs);

let demo: Running;
let browser: Browser;
beforeAll(async () => {
  demo = await runDemo();
  await demo.advanceHeads();
  browser = await launch(executable ?? '');
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await demo?.stop();
});

/** Pictures for the README are taken anew where CUNJIAN_SCREENSHOTS says so, else only looked at by the browser. */
const shoot = async (page: Page, name: string): Promise<void> => {
  if (process.env['CUNJIAN_SCREENSHOTS'] !== undefined) await page.screenshot({ path: join(shots, `${name}.png`) });
};

/** Who is signed in and the office she acts in are asked for at first; then the page is what she will work with. */
const open = async (page: Page, path: string): Promise<void> => {
  await page.goto(demo.url + path);
  await page.waitForLoadState('networkidle');
};

/** What axe finds against WCAG 2 A and AA. Evaluated as the tool's own code: the page's policy allows no other scripts. */
const violations = async (page: Page): Promise<readonly string[]> => {
  await page.evaluate(await readFile(axeSource, 'utf8'));
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: { run(options: object): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
    };
    const found = await axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa'] });
    return found.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`);
  });
};

walk('the walk in the page', () => {
  it('says who one can be', async () => {
    const page = await (await browser.newContext({ viewport: phone, locale: 'zh-CN' })).newPage();
    await page.goto(demo.url);
    await page.getByRole('button', { name: '代理会计' }).waitFor();
    expect(await violations(page)).toEqual([]);
    await page.context().close();
  });

  it('names the wrong row of the agency’s file', async () => {
    const { page, context, problems } = await signInAs(browser, demo.url, 'accountant', desk);
    await open(page, `/work/import?period=${period}`);
    const wrong = await quarterFile({ 芙蓉村: { mistake: { line: 5, addFen: 10_000 } }, 苍坡村: {} });
    const choose = page.locator('input[type=file]').first();
    await choose.setInputFiles({ name: '三季度.xlsx', mimeType: xlsx, buffer: wrong });
    await page.getByText('相差 100.00 元').first().waitFor();
    await page.getByText('相差 100.00 元').first().scrollIntoViewIfNeeded();
    await shoot(page, 'import-preview');
    expect(await violations(page)).toEqual([]);
    expect(problems).toEqual([]);
    await context.close();
  });

  it('is carried through its steps by those whose turn it is', async () => {
    const [chair, accountant, supervisor, clerk] = await Promise.all(
      ['chair', 'accountant', 'supervisor', 'clerk'].map(demo.as),
    );
    const mended = await accountant?.upload(await quarterFile({ 芙蓉村: {}, 苍坡村: {} }));
    await accountant?.carryOut(
      'importDisclosures',
      { file: mended, fileName: '三季度.xlsx', period },
      'results { bodyName }',
    );
    await demo.settle();
    await chair?.carryOut('confirmDisclosure', { disclosure });
    await accountant?.carryOut('submitDisclosure', { disclosure });
    await supervisor?.carryOut('giveOpinion', { disclosure, verdict: 'APPROVE', reasons: '同意公开。' });
    await clerk?.carryOut('recordJointMeeting', { disclosure, heldOn: shanghaiDate(), present: 6 });
    const { page, context } = await signInAs(browser, demo.url, 'clerk', desk);
    await open(page, `/work/disclosures/${disclosure}`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    expect(await violations(page)).toEqual([]);
    await context.close();
    await clerk?.carryOut('publishDisclosure', { disclosure });
    const file = await clerk?.upload(noticeBoardPicture(5));
    for (const place of ['芙蓉村文化礼堂前', '芙蓉村下街口'])
      await clerk?.carryOut('postDisclosure', {
        disclosure,
        place,
        from: shanghaiDate(),
        to: shanghaiDate(10),
        photo: { file, name: '公开栏.png' },
      });
    await demo.advanceHeads();
  });

  it('is read, verified and objected to on a phone', async () => {
    const { page, context, problems } = await signInAs(browser, demo.url, 'villager', phone);
    await open(page, `/disclosure/${disclosure}`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.getByText('一看就懂').waitFor();
    await shoot(page, 'villager-disclosure');
    expect(await violations(page)).toEqual([]);

    await page.getByRole('button', { name: '开始核验' }).click();
    await page.getByText('核验通过').waitFor();
    await page.getByText('核验通过').evaluate((element) => element.scrollIntoView({ block: 'start' }));
    await shoot(page, 'villager-verify');

    await open(page, `/disclosure/${disclosure}/object`);
    await page.locator('textarea').first().fill('路灯电费比上季度高,请说明。');
    await page.getByRole('button', { name: '下一步' }).click();
    await page.getByRole('button', { name: '确认提交' }).click();
    await page.getByText('回执').first().waitFor();
    expect(await violations(page)).toEqual([]);
    expect(problems).toEqual([]);
    await context.close();
  });

  it('is read in large type', async () => {
    const { page, context } = await signInAs(browser, demo.url, 'villager', phone);
    await page.getByRole('button', { name: '长辈版' }).click();
    await open(page, `/disclosure/${disclosure}`);
    await page.getByText('一看就懂').waitFor();
    await shoot(page, 'elder-mode');
    const size = await page.evaluate<number>('parseFloat(getComputedStyle(document.body).fontSize)');
    expect(size).toBeGreaterThanOrEqual(18);
    expect(await violations(page)).toEqual([]);
    await context.close();
  });

  it('is not there for a villager of another village', async () => {
    const { page, context } = await signInAs(browser, demo.url, 'neighbour', phone);
    await open(page, `/disclosure/${disclosure}`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    expect(await page.locator('main').innerText()).not.toContain('期初余额');
    await context.close();
  });

  it('is counted for the county, with the missing ones shown as missing', async () => {
    const { page, context } = await signInAs(browser, demo.url, 'county', desk);
    await open(page, `/work/statistics?period=${period}`);
    await page
      .getByText(/已公开 1 个/)
      .first()
      .waitFor();
    await shoot(page, 'department-statistics');
    expect(await violations(page)).toEqual([]);
    await context.close();
  });

  it('fits the narrowest phone', async () => {
    const { page, context } = await signInAs(browser, demo.url, 'villager', { width: 360, height: 740 });
    for (const path of ['/', `/village/${division}`, `/village/${division}/finance`, `/disclosure/${disclosure}`]) {
      await open(page, path);
      await page.getByRole('heading', { level: 1 }).waitFor();
      expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360);
    }
    await context.close();
  });
});
