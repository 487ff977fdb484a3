import { describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { open, phone, settled } from './look.ts';
import { expectReadable } from './readable.ts';
import { startSuite } from './suite.ts';

const village = '330324108207';

const suite = startSuite();

const told = 'section:has(h2:text-is("有账号绑定到了您本人"))';
const nameOf = async (page: Page): Promise<string> => {
  const text = await page.innerText('p:has-text("已登录：")');
  return text.replace('已登录：', '').trim();
};
/** Both halves of a new slip, each from the officer who hands it over. */
const slipFor = async (name: string) => {
  const first = await suite.actAs('registrar', phone);
  await open(first.page, `/work/slips?division=${village}`);
  await first.page.fill('fieldset input[type=search]', name);
  await first.page.click('fieldset button');
  await first.page.locator('fieldset label.choice input').first().check();
  await first.page.click('button[type=submit]:has-text("准备")');
  const half = async (page: Page) => (await page.innerText('.code-half')).trim();
  const one = await half(first.page);
  const slip = (await first.page.innerText('.half dd >> nth=0')).trim();
  const second = await suite.actAs('registrar2', phone);
  await open(second.page, `/work/slips?division=${village}`);
  await second.page.click(`li:has-text("${slip}") button:has-text("签发")`);
  const two = await half(second.page);
  await Promise.all([first.context.close(), second.context.close()]);
  return { slip, code: `${one}-${two}` };
};

describe('a person', () => {
  it('is told that an account was bound to her, until she says that it is hers', async () => {
    const { page, context, complaints } = await suite.visit(phone, 'neighbour');
    await open(page, '/');
    expect(await page.innerText(told)).toContain('neighbour');
    await expectReadable(page);
    expect(complaints).toEqual([]);
    await context.close();
    const again = await suite.visit(phone, 'neighbour');
    await open(again.page, '/');
    await again.page.click(`${told} button:has-text("是我本人")`);
    await again.page.waitForSelector(told, { state: 'detached' });
    await open(again.page, '/me');
    expect(await again.page.locator(told).count()).toBe(0);
    expect(await again.page.innerText('section:has(h2:text-is("我的账号"))')).toContain('neighbour');
    await again.context.close();
  });

  it('revokes what was not her, and is bound again by a slip of two officers', async () => {
    const { page, context } = await suite.visit(phone, 'villager');
    await open(page, '/me');
    const name = await nameOf(page);
    await page.click(`${told} button:has-text("这不是我")`);
    expect(await page.innerText('dialog[open]')).toContain('您现在登录的账号');
    await page.click('dialog[open] button.primary');
    await page.waitForSelector('h2:has-text("绑定本人")');
    await settled(page);
    expect(await page.locator('[role=alert]').count()).toBe(0);
    await expectReadable(page);
    await open(page, '/me?refused=account.person-unknown');
    expect(await page.innerText('[role=alert]')).toContain('No village has you in its register');
    const { slip, code } = await slipFor(name);
    const here = await suite.visit(phone, 'villager');
    await here.page.fill('label:text-is("激活单号") + input', slip);
    await here.page.fill('label:text-is("激活码") + input', code);
    await here.page.click('button[type=submit]:text-is("绑定")');
    await here.page.waitForSelector('text=绑定成功');
    await here.page.waitForSelector(`${told}:has-text("凭激活单绑定"):has-text("经办")`);
    await Promise.all([context.close(), here.context.close()]);
  });

  it('asks to have her phone number erased, which hides it at once, and takes that back', async () => {
    const registrar = await suite.actAs('registrar', phone);
    const { page, context } = await suite.visit(phone, 'clerk');
    await open(page, '/me');
    const name = await nameOf(page);
    await open(registrar.page, `/work/residents?division=${village}`);
    await registrar.page.fill('#resident-search', name);
    await registrar.page.press('#resident-search', 'Enter');
    await settled(registrar.page);
    const recorded = await registrar.page.locator(`tr:has-text("${name}") button`).count();
    expect(recorded).toBeGreaterThan(0);
    await registrar.page.locator(`tr:has-text("${name}") button`).first().click();
    await registrar.page.click('button:text-is("更正")');
    await registrar.page.fill('#field-phone', '13800000066');
    await registrar.page.click('button:has-text("保存更正")');
    await registrar.page.waitForSelector('.receipt');
    await open(page, '/me');
    await page.click('li:has-text("电话") button:has-text("要求删除")');
    await page.waitForSelector('li:has-text("电话"):has-text("已隐藏，等待删除")');
    await open(registrar.page, `/work/personal-data?division=${village}`);
    await registrar.page.waitForSelector('li:has-text("申请删除（已隐藏）"):has-text("本人提出")');
    await registrar.page.locator('li:has-text("申请删除") button').first().click();
    await registrar.page.waitForSelector('tr:has-text("电话"):has-text("已隐藏，等待删除")');
    await page.click('li:has-text("电话") button:has-text("撤回要求")');
    await page.waitForSelector('li:has-text("电话"):has-text("已登记")');
    await Promise.all([context.close(), registrar.context.close()]);
  });
});
