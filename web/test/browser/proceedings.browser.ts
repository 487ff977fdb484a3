import { describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { actorOf } from './actor.ts';
import { desk, open, phone, settled } from './look.ts';
import { openUntil } from './officials.ts';
import { expectReadable } from './readable.ts';
import { startSuite } from './suite.ts';

/** The demo's village resolved a road in its year, and carried it out. */
const village = '330324108207';
const body = `${village}-vc`;

const suite = startSuite();

const picture = (more: number) => ({
  ...{ name: '会议记录.png', mimeType: 'image/png' },
  buffer: Buffer.concat([
    Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
      'base64',
    ),
    Buffer.from([more]),
  ]),
});

const raiseHands = async (page: Page, hands: Readonly<Record<string, string>>): Promise<void> => {
  for (const [field, count] of Object.entries(hands)) await page.fill(`#field-hands-${field}`, count);
  await page.setInputFiles('#field-minutes', picture(Number(hands['present'] ?? 0)));
  await page.waitForSelector('text=会议记录.png');
};

describe('what was resolved', () => {
  it('is read by a villager: its votes, its result, what paid for it, and back', async () => {
    const { page, context, complaints } = await suite.visit(phone, 'villager');
    await open(page, `/village/${village}`);
    await page.click('a:has-text("2026-1 号决议")');
    await page.waitForSelector('h2:has-text("怎样议定的")');
    await settled(page);
    const main = await page.innerText('#main');
    expect(main).toContain('应到 4 人，实到 3 人；同意 2，反对 1，弃权 0');
    expect(main).toContain('已办结');
    const address = new URL(page.url()).pathname;
    await page.click('button:has-text("开始核验")');
    await page.waitForSelector('#verify:has-text("这项决议的编号、日期、期限、预算和表决数字，都与日志里的原文一致")');
    expect(await page.innerText('#verify')).toContain('2 处姓名和文字逐一核对过');
    expect(await page.locator('#verify.failed').count()).toBe(0);
    await page.click('a:has-text("付款来自")');
    await page.waitForSelector('h2:has-text("依据的决议")');
    await settled(page);
    expect(await page.locator('a:has-text("2026-1 号决议")').getAttribute('href')).toBe(address);
    await open(page, address);
    await expectReadable(page);
    await open(page, `/print${address}`);
    expect(await page.locator('svg[role=img]').count()).toBe(1);
    await expectReadable(page);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('shows how it was decided, step by step', async () => {
    const { page, context, complaints } = await suite.visit(phone, 'villager');
    await open(page, `/village/${village}/proceedings`);
    await page.click('a.title');
    await page.waitForSelector('.DONE');
    expect(await page.locator('ol > .DONE').count()).toBe(7);
    expect(await page.innerText('#main')).toContain('各步骤都已办完');
    await settled(page);
    await expectReadable(page);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('is nothing to a villager of another village', async () => {
    const own = await suite.visit(phone, 'villager');
    await open(own.page, `/village/${village}/resolutions`);
    const address = (await own.page.getAttribute('a.title', 'href')) ?? '';
    const other = await suite.visit(phone, 'neighbour');
    await open(other.page, address);
    expect(await other.page.innerText('h1')).toBe('没有找到这项决议');
    await open(other.page, `/village/${village}/resolutions`);
    expect(await other.page.locator('a.title').count()).toBe(0);
    await own.context.close();
    await other.context.close();
  });
});

describe('a procedure', () => {
  it('is begun, refused out of its order, and taken step by step by those whose turn it is', async () => {
    const proposer = await actorOf(suite.url(), 'chair');
    const text = { title: '修村口的桥', text: '栏杆松了', matter: 'PUBLIC_WORKS' };
    const { topic } = await proposer.carryOut('proposeTopic', 'ProposeTopicInput', { body, ...text }, 'topic { id }');
    const at = `/topic/${topic.id}`;

    const chair = await suite.actAs('chair', phone);
    await openUntil(chair.page, at, 'button:text-is("启动")');
    await chair.page.click('button:text-is("启动")');
    await chair.page.waitForSelector('.NEXT:has-text("村党组织提议")');
    expect(await chair.page.locator('button:text-is("记录这一步")').count()).toBe(0);
    await settled(chair.page);

    const secretary = await suite.actAs('secretary', phone);
    const { page } = secretary;
    await openUntil(page, at, 'button:text-is("记录这一步")');
    await page.click('button:text-is("记录这一步")');
    await page.fill('#field-members', '3');
    await raiseHands(page, { present: '4', for: '4', against: '0', abstained: '0' });
    await page.click('form[novalidate]:has(#field-minutes) button[type=submit]');
    await page.click('dialog[open] button.primary');
    await page.waitForSelector('#field-hands-present-error:has-text("超过应到 3 人")');
    await page.fill('#field-hands-present', '3');
    await page.fill('#field-hands-for', '3');
    await page.click('form[novalidate]:has(#field-minutes) button[type=submit]');
    await page.click('dialog[open] button.primary');
    await page.waitForSelector('.DONE:has-text("村党组织提议")');
    await settled(page);
    expect(await page.innerText('.NEXT .head')).toContain('村两委商议');
    expect(await page.locator('.receipt').count()).toBe(1);
    await expectReadable(page);
    await expectReadable(chair.page);
    expect([...chair.complaints, ...secretary.complaints]).toEqual([]);
    await chair.context.close();
    await secretary.context.close();
  });
});

describe('a department', () => {
  it('sees what its villages deliberate, those without any among them', async () => {
    const { page, context, complaints } = await suite.actAs('county', desk);
    await open(page, '/work/consultation?year=2026');
    await page.click('tbody a:has-text("岩头镇")');
    await page.waitForSelector('tr:has-text("芙蓉村")');
    await settled(page);
    const row = await page.locator('tr:has-text("芙蓉村")').innerText();
    expect(row).toMatch(/75\.0/);
    expect(await page.locator('tr:has-text("苍坡村")').innerText()).toContain('没有议事');
    await expectReadable(page);
    expect(complaints).toEqual([]);
    await context.close();
  });
});
