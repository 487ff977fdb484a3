import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { actorOf, type Actor } from './actor.ts';
import { looks, open, phone, wear, type Visitor } from './look.ts';
import { openUntil } from './officials.ts';
import { patience } from './patience.ts';
import { expectReadable, expectReadableIn } from './readable.ts';
import { startSuite } from './suite.ts';

const village = '330324108207';
const body = `${village}-vc`;
/** In another township, where the registrar of the demo has no rights. */
const elsewhere = '330324107201-vc';

const suite = startSuite();
let clerk: Actor;
let registrar: Visitor;
beforeAll(async () => {
  clerk = await actorOf(suite.url(), 'clerk');
  registrar = await suite.actAs('registrar', phone);
}, patience.startMs);

/** PNG, one pixel; another file for each `more`. */
const picture = (more: number) =>
  Buffer.concat([
    Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
      'base64',
    ),
    Buffer.from([more]),
  ]);
/** A published notice that names the file. */
const publish = async (writer: Actor, from: string, bytes: Uint8Array, name: string): Promise<string> => {
  const attachments = [{ file: await writer.upload(bytes), name }];
  const content = { title: '补助名单', text: '名单如下', attachments };
  const drafted = await writer.carryOut('draftNotice', 'DraftNoticeInput', { body: from, content }, 'notice { id }');
  const notice = String(drafted.notice.id);
  await writer.carryOut('publishNotice', 'PublishNoticeInput', { notice });
  return notice;
};
/** What has the focus, by its text; nothing where it was lost to the page as a whole. */
const focused = (page: Page) =>
  page.evaluate(() => {
    const { activeElement, body } = document;
    return activeElement === body ? '' : (activeElement?.textContent.trim() ?? '');
  });
const dialog = 'dialog[open]';
const opener = '.attachments button.bad';

describe('the form to erase a file', () => {
  it('is readable by everybody, in the page of a notice and in its dialog', async () => {
    const notice = await publish(clerk, body, picture(1), '很长的文件名_残疾补助申请表和证明材料扫描件.png');
    const { page, complaints } = registrar;
    await openUntil(page, `/work/notices/${notice}`, opener);
    await expectReadable(page);
    for (const look of looks) {
      await wear(page, look);
      await page.click(opener);
      await page.click(`${dialog} button.danger`);
      await page.waitForSelector(`${dialog} [role=alert]`);
      await expectReadableIn(page, look);
      const wide = await page.locator(dialog).evaluate((shown) => shown.scrollWidth - shown.clientWidth);
      expect(wide).toBe(0);
      await page.keyboard.press('Escape');
    }
    await wear(page, phone);
    expect(complaints.splice(0)).toEqual([]);
  });

  it('is worked by keyboard alone, asks for a reason, and leaves its word in place of the file', async () => {
    const notice = await publish(clerk, body, picture(2), '证明.png');
    const { page } = registrar;
    await openUntil(page, `/work/notices/${notice}`, opener);
    await page.focus(opener);
    await page.keyboard.press('Enter');
    await page.waitForSelector(dialog);
    expect(await focused(page)).toBe('证明.png');
    await page.keyboard.press('Tab');
    expect(await page.locator(`${dialog} :focus`).getAttribute('id')).toBe('field-erasure-ground');
    await page.keyboard.press('Escape');
    await page.waitForSelector(dialog, { state: 'detached' });
    // The browser closes it at once and tells the page of it later.
    await page.waitForSelector('#field-erasure-ground', { state: 'detached' });
    expect(await focused(page)).toContain('证明.png');

    await page.keyboard.press('Enter');
    await page.selectOption('#field-erasure-ground', 'UNLAWFUL');
    await page.focus(`${dialog} button.danger`);
    await page.keyboard.press('Enter');
    await page.focus(`${dialog} [role=alert] a`);
    await page.keyboard.press('Enter');
    expect(await page.locator(`${dialog} :focus`).getAttribute('id')).toBe('field-erasure-reason');
    await page.keyboard.type('误传了个人证明');
    await page.focus(`${dialog} button.danger`);
    await page.keyboard.press('Enter');
    await page.waitForSelector('.attachments:has-text("误传了个人证明")');
    await page.waitForSelector('.receipt');
    expect(await focused(page)).toContain('文件已永久删除');
    expect(await page.locator(opener).count()).toBe(0);

    const villager = await suite.visit(phone, 'villager');
    await openUntil(villager.page, `/notice/${notice}`, '.attachments:has-text("误传了个人证明")');
    expect(await villager.page.innerText('.attachments')).toContain('不应当公开');
    await villager.context.close();
  });

  it('says where else the file stands, and erases nothing, where that is not hers', async () => {
    const [operator, neighbour] = [await actorOf(suite.url(), 'operator'), await actorOf(suite.url(), 'clerk2')];
    const term = { from: '2025-07-01', to: '2999-12-31' };
    const office = { body: elsewhere, kind: 'CLERK', person: neighbour.person, ...term };
    await operator.carryOut('giveOffice', 'GiveOfficeInput', office);
    const writer = await actorOf(suite.url(), 'clerk2', elsewhere);
    const other = await publish(writer, elsewhere, picture(3), '通报.png');
    const notice = await publish(clerk, body, picture(3), '通报.png');
    const { page } = registrar;
    await openUntil(page, `/work/notices/${other}`, opener);
    await openUntil(page, `/work/notices/${notice}`, opener);
    await page.click(opener);
    await page.fill('#field-erasure-reason', '本人要求');
    await page.click(`${dialog} button.danger`);
    await page.waitForSelector(`${dialog} [role=alert]:has-text("${other}")`);
    const remedy = page.locator(`${dialog} p:has-text("请由上级区划的登记人员处理")`);
    const [shown, around] = [await remedy.boundingBox(), await page.locator(dialog).boundingBox()];
    expect((shown?.y ?? 0) + (shown?.height ?? 0)).toBeLessThanOrEqual((around?.y ?? 0) + (around?.height ?? 0));
    await page.keyboard.press('Escape');
    await open(page, `/work/notices/${notice}`);
    expect(await page.locator(opener).count()).toBe(1);
  });
});

describe('a scan that the registrar may not read', () => {
  it('is erased by the address that an official gives her', async () => {
    const [supervisor, villager] = [await actorOf(suite.url(), 'supervisor'), await actorOf(suite.url(), 'villager')];
    const disclosure = `disclosure-${body}-2026Q2`;
    const scan = { file: await supervisor.upload(picture(4)), name: '来信.png' };
    const letter = { kind: 'QUESTION', text: '修路款付给了谁', person: villager.person, withheld: false, scan };
    await supervisor.carryOut('recordPaperObjection', 'RecordPaperObjectionInput', { disclosure, ...letter });

    const official = await suite.actAs('clerk', phone);
    const item = 'li.card:has-text("修路款付给了谁")';
    await openUntil(official.page, `/work/disclosures/${disclosure}`, item);
    expect(await official.page.locator(opener).count()).toBe(0);
    await official.page.click(`${item} details:has-text("来信.png") summary`);
    const address = await official.page.innerText(`${item} details:has-text("来信.png") pre`);
    expect(address).toMatch(/\/attachments\/objection-[^/]+\/[0-9a-f]{64}$/);

    const { page } = registrar;
    await open(page, `/work/personal-data?division=${village}`);
    await page.fill('#field-address', '/notice/notice-1');
    await page.press('#field-address', 'Enter');
    await page.waitForSelector('[role=alert]:has-text("这不是文件地址")');
    await page.fill('#field-address', address);
    expect(await page.locator('[role=alert]').count()).toBe(0);
    await page.press('#field-address', 'Enter');
    await page.fill('#field-erasure-reason', '来信人要求');
    await page.click(`${dialog} button.danger`);
    await page.waitForSelector('.receipt');
    expect(await focused(page)).toContain('文件已永久删除');
    await openUntil(official.page, `/work/disclosures/${disclosure}`, `${item}:has-text("来信人要求")`);
    expect(await official.page.locator(`${item} .attachments button`).count()).toBe(0);
    await official.context.close();
  });
});

describe('the list of notices', () => {
  it('leads a registrar to those of a village, and lets her write none', async () => {
    const { page } = registrar;
    await publish(clerk, body, picture(5), '名单.png');
    await openUntil(page, `/work/notices?division=${village}`, 'li.card a[href^="/work/notices/notice-"]');
    expect(await page.locator('a[href="/work/notices/new"], input[name=drafts]').count()).toBe(0);
    await expectReadable(page);
    await wear(page, phone);
  });
});
