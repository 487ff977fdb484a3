import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { Route } from 'playwright-core';
import { open, phone, settled, violations } from './look.ts';
import { startSuite } from './suite.ts';

const village = '330324108207';
const disclosure = `disclosure-${village}-vc-2026Q2`;
const corrected = `disclosure-${village}-vc-2026Q1`;
const verdict = '#verify .verdict';

const suite = startSuite();
const on = (account?: string) => suite.visit(phone, account);

describe('verify', () => {
  it('proves what is shown, and on the next visit that nothing was rewritten', async () => {
    const { page, context } = await on('villager');
    for (const expected of ['从现在起记住这份日志', '原样都在']) {
      await open(page, `/disclosure/${corrected}`);
      await page.click('#verify button');
      await page.waitForSelector(verdict);
      expect(await page.innerText(verdict)).toContain('核验通过');
      expect(await page.innerText('#verify')).toContain(expected);
    }
    expect(await violations(page)).toEqual([]);
    await context.close();
  });

  const change =
    (pattern: RegExp, by: string) =>
    async (route: Route): Promise<void> => {
      const response = await route.fetch();
      await route.fulfill({ response, body: (await response.text()).replaceAll(pattern, by) });
    };
  it.each([
    [
      'an event changed on the way',
      '**/log/**/opening/*',
      change(/\\"payment\\":618750/g, '\\"payment\\":318750'),
      '对不上',
    ],
    ['a page that shows another amount', '**/graphql', change(/618750/g, '318750'), '支出金额: 3,187.50 ≠ 6,187.50'],
    [
      'a page that shows another summary',
      '**/graphql',
      change(/"summary":"付办公用品\(4月\)"/g, '"summary":"付招待用品(4月)"'),
      '付招待用品(4月) ≠ 付办公用品(4月)',
    ],
    [
      'a text that does not match its fingerprint',
      '**/graphql',
      change(/付办公用品\(4月\)/g, '付招待用品(4月)'),
      '与日志里的指纹不符',
    ],
    ['another signing key', '**/log/vkeys**', change(/\+[0-9a-f]{8}\+/g, '+deadbeef+'), '钥匙被换过'],
  ])('turns red for %s, and says whom to tell', async (_, where, tamper, said) => {
    const { page, context } = await on('villager');
    await open(page, `/disclosure/${disclosure}`);
    await page.click('#verify button');
    await page.waitForSelector(verdict);
    await page.route(where, tamper);
    await page.reload();
    await settled(page);
    await page.click('#verify button');
    await page.waitForSelector(`${verdict}.failed`);
    const report = await page.innerText('#verify');
    expect(report).toContain(said);
    expect(report).toContain('村务监督委员会');
    expect(await violations(page)).toEqual([]);
    await context.close();
  });

  it('does not cry wolf when the network is gone', async () => {
    const { page, context } = await on('villager');
    await open(page, `/disclosure/${disclosure}`);
    await context.setOffline(true);
    await page.click('#verify button');
    await page.waitForSelector(`${verdict}.open`);
    expect(await page.innerText('#verify')).toContain('不说明内容有问题');
    await context.close();
  });

  it('works from one file opened from a disk, without this deployment’s page', async () => {
    const { page, context, complaints } = await on();
    await page.goto(`file://${join(suite.page(), 'verifier.html')}`);
    await page.fill('#url', suite.url());
    await page.fill('#division', village);
    await page.click('button[type=submit]');
    await page.waitForSelector('.report');
    expect(await page.getAttribute('.report', 'class')).toBe('report proved');
    expect(await page.innerText('.report')).toContain('全部前后一致');
    expect(complaints).toEqual([]);
    expect(await violations(page)).toEqual([]);
    await context.close();
  });

  it('works in place, under a policy that lets its own script run and no other', async () => {
    const { page, context, complaints } = await on();
    const served = await fetch(`${suite.url()}/verifier.html`);
    const html = await served.text();
    const [, script = ''] = /<script type="module">([\s\S]*?)<\/script>/.exec(html) ?? [];
    const hash = createHash('sha256').update(script).digest('base64');
    const policy = served.headers.get('content-security-policy') ?? '';
    expect(policy).toContain(`script-src 'sha256-${hash}'`);
    expect(policy).not.toContain('unsafe-inline');
    await page.goto('/verifier.html');
    await page.fill('#url', suite.url());
    await page.fill('#division', village);
    await page.click('button[type=submit]');
    await page.waitForSelector('.report');
    expect(await page.getAttribute('.report', 'class')).toBe('report proved');
    expect(complaints).toEqual([]);
    await context.close();
  });
});

describe('a villager', () => {
  it('asks about one item by keyboard alone, and keeps the receipt', async () => {
    const { page, context } = await on('villager');
    await open(page, `/disclosure/${disclosure}/object?kind=question`);
    await page.locator('textarea').focus();
    await page.keyboard.type('这笔维修款的发票是哪家开的？');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.waitForSelector('dialog[open]');
    expect(await page.evaluate(() => document.activeElement?.closest('dialog') !== null)).toBe(true);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.receipt');
    const [download] = await Promise.all([page.waitForEvent('download'), page.click('.receipt .button')]);
    expect(readFileSync(await download.path(), 'utf8')).toContain(`receipt division ${village}`);
    await page.click('a.button.primary');
    await page.waitForURL('**/objection/*');
    await page.waitForSelector('text=哪家开的');
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H1');
    await context.close();
  });

  it('of another village learns nothing', async () => {
    const { page, context } = await on('neighbour');
    await open(page, `/disclosure/${disclosure}`);
    await page.waitForSelector('h1');
    expect(await page.innerText('main')).not.toContain('芙蓉');
    await context.close();
  });
});

describe('the sheet on the notice board', () => {
  it('leads anybody to whether it is genuine, corrected or forged', async () => {
    const resident = await on('villager');
    await open(resident.page, `/print/sheet/${disclosure}`);
    await resident.page.waitForSelector('.sheet-table');
    expect(await resident.page.innerText('.sheet-table thead')).toContain('经手/证明/审批');
    expect(await resident.page.innerText('.paper')).toContain('期末余额（元）');
    const hash = (await resident.page.locator('.proof dd').last().innerText()).trim();
    const lines = await resident.page.locator('.sheet-table').allInnerTexts();
    const forged = hash.replace(/^./, (digit) => (digit === '0' ? '1' : '0'));
    await resident.context.close();
    const { page, context } = await on();
    for (const [path, said] of [
      [`/sheet/${disclosure}/1/${hash}`, '是真的，而且是最新版本'],
      [`/sheet/${disclosure}/1/${forged}`, '查无此表'],
      [`/sheet/${disclosure}/7/${hash}`, '查无此表'],
      [`/sheet/${disclosure}/1/short`, '网址不完整'],
    ] as const) {
      await open(page, path);
      await page.waitForSelector('.answer, .note.bad');
      expect(await page.innerText('main')).toContain(said);
      // Item by item as on the paper, so that a code copied from another sheet is found out.
      const isGenuine = path === `/sheet/${disclosure}/1/${hash}`;
      expect(await page.locator('.sheet-table').allInnerTexts()).toEqual(isGenuine ? lines : []);
      expect(await violations(page)).toEqual([]);
    }
    await context.close();
  });
});
