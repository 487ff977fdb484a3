import { describe, expect, it } from '@jest/globals';
import { actorOf } from './actor.ts';
import { open, phone, wear } from './look.ts';
import { expectReadable } from './readable.ts';
import { startSuite } from './suite.ts';

const body = '330324108207-vc';
/** PNG, one pixel. */
const picture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);

const suite = startSuite();

describe('an erased file on the page of its notice', () => {
  it('says when, on what ground and why, where the picture was', async () => {
    const [clerk, registrar] = [await actorOf(suite.url(), 'clerk'), await actorOf(suite.url(), 'registrar')];
    const file = await clerk.upload(picture);
    const content = { title: '残疾补助', text: '名单如下', attachments: [{ file, name: '证明.png' }] };
    const drafted = await clerk.carryOut('draftNotice', 'DraftNoticeInput', { body, content }, 'notice { id }');
    const notice = String(drafted.notice.id);
    await clerk.carryOut('publishNotice', 'PublishNoticeInput', { notice });
    const { page, context, complaints } = await suite.visit(phone, 'villager');
    await open(page, `/notice/${notice}`);
    expect(await page.locator('.attachments button:has-text("证明.png")').count()).toBe(1);

    const erase = { document: notice, file, ground: 'UNLAWFUL', reason: '误传了个人证明' };
    await registrar.carryOut('eraseFile', 'EraseFileInput', erase, 'erasure { at }');
    await page.reload();
    await page.waitForSelector('.attachments:has-text("误传了个人证明")');
    expect(await page.innerText('.attachments')).toMatch(/^文件已于 \d{4}年\d+月\d+日 删除，原因：不应当公开/);
    expect(await page.locator('.attachments button, .attachments img').count()).toBe(0);
    await wear(page, { ...phone, language: 'en' });
    expect(await page.innerText('.attachments')).toContain('because it should never have been shown');
    await expectReadable(page);
    expect(complaints).toEqual([]);
    await context.close();
  });
});
