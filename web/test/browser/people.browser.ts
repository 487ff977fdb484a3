import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { open, phone, settled, type Visitor } from './look.ts';
import { patience } from './patience.ts';
import { expectReadable } from './readable.ts';
import { startSuite } from './suite.ts';

const village = '330324108207';
const collective = `${village}-co`;

const suite = startSuite();
let registrar: Visitor;
beforeAll(async () => {
  registrar = await suite.actAs('registrar', phone);
}, patience.startMs);

/** In the search with this title: looks for somebody of the register and chooses her. */
const choosePerson = async (page: Page, title: string, name: string) => {
  const search = page.locator(`fieldset:has(legend:text-is("${title}"))`);
  await search.locator('input[type=search]').fill(name);
  await search.locator('button').click();
  await search.locator(`label.choice:has-text("${name}") input`).first().check();
};
const findVillage = async (page: Page, label: string, name: string) => {
  const search = page.locator(`form[role=search]:has(label:text-is("${label}"))`);
  await search.locator('input').fill(name);
  await search.locator('button[type=submit]').click();
  await search.locator(`.hit:has-text("${name}")`).first().click();
};
const arrive = async (page: Page, name: string, more: Readonly<Record<string, string>> = {}) => {
  await open(page, `/work/residents?division=${village}`);
  await page.click('button:has-text("登记一人迁入")');
  for (const [field, value] of Object.entries({ name, household: '900', ...more }))
    await page.fill(`#field-${field}`, value);
  await page.click('form button[type=submit]:text-is("登记")');
  await page.waitForSelector('.receipt');
};
const chooseResident = async (page: Page, name: string) => {
  await open(page, `/work/residents?division=${village}`);
  await page.fill('#resident-search', name);
  await page.press('#resident-search', 'Enter');
  await page.click(`tr:has-text("${name}") button`);
  await page.waitForSelector(`#chosen-resident:has-text("${name}")`);
};

describe('each page of those who keep registers', () => {
  const paths = [
    '/work/contracts',
    `/work/members?division=${village}`,
    `/work/kinship?division=${village}`,
    `/work/personal-data?division=${village}`,
    `/work/residents?division=${village}`,
  ];
  let visitor: Visitor;
  beforeAll(async () => {
    visitor = await suite.actAs('registrar', phone);
  }, patience.caseMs);
  afterAll(() => visitor.context.close());

  it.each(paths)('%s is readable by everybody, with its forms open', async (path) => {
    const { page, complaints } = visitor;
    await open(page, path);
    const closed = page.locator('#main button[aria-expanded=false]');
    for (let left = await closed.count(); left > 0; left--) await closed.first().click();
    await settled(page);
    await expectReadable(page);
    expect(complaints.splice(0)).toEqual([]);
  });
});

describe("the township's agency", () => {
  it('ends a contract early and signs a new one', async () => {
    const { page } = registrar;
    await open(page, '/work/contracts');
    const old = page.locator('li.card:has-text("苍坡村村民委员会")').first();
    await old.locator('button:has-text("提前终止")').click();
    await old.locator('button[type=submit]').click();
    await page.waitForSelector('.receipt');
    await page.waitForSelector('li.card:has-text("苍坡村村民委员会") .tag:has-text("起终止")');
    await page.click('button:has-text("签订合同")');
    await findVillage(page, '查找要签约的村', '苍坡');
    await page.click('form button[type=submit]:has-text("签订合同")');
    expect(await page.innerText('.errors')).toContain('截止日期');
    await page.fill('#field-to', '2999-12-31');
    await page.click('form button[type=submit]:has-text("签订合同")');
    await page.waitForSelector('li.card:has-text("苍坡村村民委员会"):has-text("2999年12月31日") .tag:has-text("有效")');
  });
});

describe('a membership roll', () => {
  it('admits several at once and removes one, who is then among those who left', async () => {
    const { page } = registrar;
    await arrive(page, '名册甲');
    await arrive(page, '名册乙');
    await open(page, `/work/members?division=${village}`);
    await page.selectOption('#field-body', collective);
    await page.click('button:has-text("登记成员")');
    await choosePerson(page, '本人', '名册甲');
    await choosePerson(page, '本人', '名册乙');
    expect(await page.innerText('form[novalidate]')).toContain('将登记下列 2 人');
    await page.click('form[novalidate] button[type=submit]');
    await page.waitForSelector('.receipt');
    await open(page, `/work/members?division=${village}`);
    await page.selectOption('#field-body', collective);
    const member = page.locator('li.member:has-text("名册乙")');
    for (;;) {
      await settled(page);
      if ((await member.count()) > 0) break;
      await page.click('button:has-text("加载更多")');
    }
    await member.locator('button:has-text("离册")').first().click();
    await member.locator('button[type=submit]').click();
    await page.waitForSelector('.receipt');
    await page.check('input[value=LEFT]');
    await page.waitForSelector('li.member:has-text("名册乙")');
    expect(await page.locator('li.member:has-text("名册乙") button').count()).toBe(0);
  });

  it('is read, and not changed, by an officer of the body', async () => {
    const { page, context } = await suite.actAs('collective', phone);
    await open(page, '/work/members');
    expect(await page.locator('#field-body option').count()).toBe(1);
    expect(await page.locator('li.member').count()).toBeGreaterThan(0);
    expect(await page.locator('button:has-text("登记成员"), button:has-text("离册")').count()).toBe(0);
    await context.close();
  });
});

describe('near relatives', () => {
  it('are two different people, and shown with their names', async () => {
    const { page } = registrar;
    await arrive(page, '亲属甲');
    await arrive(page, '亲属乙');
    await open(page, `/work/kinship?division=${village}`);
    await choosePerson(page, '第一人', '亲属甲');
    await choosePerson(page, '第二人', '亲属甲');
    await page.click('form[novalidate] button[type=submit]');
    expect(await page.innerText('.errors')).toContain('两个不同的人');
    await choosePerson(page, '第二人', '亲属乙');
    await page.click('form[novalidate] button[type=submit]');
    await page.waitForSelector('.receipt');
    await page.waitForSelector('li:has-text("亲属甲"):has-text("亲属乙") .tag:text-is("近亲属")');
  });
});

describe('who comes and goes', () => {
  it('is told what is missing, corrected, and moved to another village', async () => {
    const { page } = registrar;
    await open(page, `/work/residents?division=${village}`);
    await page.click('button:has-text("登记一人迁入")');
    await page.click('form button[type=submit]:text-is("登记")');
    expect(await page.innerText('.errors')).toMatch(/姓名[\s\S]*户号/);
    await arrive(page, '迁移甲', { group: '第1村民小组' });
    await chooseResident(page, '迁移甲');
    await page.click('button:text-is("更正")');
    expect(await page.isDisabled('button:has-text("保存更正")')).toBe(true);
    await page.fill('#field-phone', '13800000088');
    await page.click('button:has-text("保存更正")');
    await page.waitForSelector('.receipt');
    await chooseResident(page, '迁移甲');
    await page.click('button:text-is("迁往另一村")');
    await findVillage(page, '查找迁入的村', '港头');
    await page.fill('#field-household', '901');
    await page.click('button:has-text("办理迁移")');
    await page.waitForSelector('.receipt');
    await page.click('button:has-text("显示已迁出或注销的人")');
    await page.waitForSelector('li:has-text("迁移甲"):has-text("不在册")');
  });

  it('leaves after somebody has confirmed it', async () => {
    const { page } = registrar;
    await arrive(page, '离开甲');
    await chooseResident(page, '离开甲');
    await page.click('button:text-is("迁出或注销")');
    await page.selectOption('#field-reason', 'MISTAKE');
    await page.click('button:has-text("确认迁出或注销")');
    expect(await page.innerText('dialog[open]')).toContain('离开甲');
    await page.click('dialog[open] button.primary');
    await page.waitForSelector('.receipt');
    await page.fill('#resident-search', '离开甲');
    await page.press('#resident-search', 'Enter');
    await page.waitForSelector('text=没有找到。');
  });
});

describe('personal data', () => {
  it('are erased after a check of what must stay, and a confirmation', async () => {
    const { page } = registrar;
    await arrive(page, '删除甲', { phone: '13800000077', birthDate: '1980-05-06' });
    await open(page, `/work/personal-data?division=${village}`);
    await choosePerson(page, '查找本人', '删除甲');
    await page.waitForSelector('h2:has-text("删除甲")');
    const row = (field: string) => page.locator(`tr:has(th:has-text("${field}"))`);
    await row('姓名').waitFor();
    expect(await row('姓名').innerText()).toContain('不能');
    expect(await row('姓名').locator('input').isDisabled()).toBe(true);
    await page.click('button:has-text("永久删除")');
    expect(await page.innerText('.errors')).toContain('勾选');
    await row('电话').locator('input').check();
    await row('出生日期').locator('input').check();
    await page.click('button:has-text("永久删除")');
    expect(await page.innerText('dialog[open]')).toContain('电话、出生日期');
    await page.click('dialog[open] button.primary');
    await page.waitForSelector('.receipt');
    await page.waitForSelector('tr:has-text("电话") td:has-text("已删除")');
    await page.waitForSelector('li:has-text("已删除"):has-text("2 项")');
  });
});
