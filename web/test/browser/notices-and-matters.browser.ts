import { describe, expect, it } from '@jest/globals';
import { open, phone, settled } from './look.ts';
import { expectReadable } from './readable.ts';
import { startSuite } from './suite.ts';

const village = '330324108207';
const body = `${village}-vc`;

const suite = startSuite();

/** A picture of one pixel; another one for each `more`. */
const picture = (name: string, more: number) => ({
  ...{ name, mimeType: 'image/png' },
  buffer: Buffer.concat([
    Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
      'base64',
    ),
    Buffer.from([more]),
  ]),
});

describe('a notice', () => {
  it('keeps the protected original of its scan over a revision, is published and withdrawn', async () => {
    const { page, context, complaints } = await suite.actAs('clerk', phone);
    await open(page, '/work/notices/new');
    await page.fill('#field-content-title', '停水通知');
    await page.fill('#field-content-text', '因管道检修，上午停水。');
    await page.setInputFiles('#field-content-attachments', picture('停水.png', 1));
    await page.click('button:has-text("未遮盖")');
    await page.setInputFiles('#field-content-attachments-0-original', picture('原件.png', 2));
    await page.waitForSelector('text=已保存未遮盖的原件');
    await page.click('form[novalidate] button[type=submit]');
    await page.waitForURL('**/work/notices/notice-*');
    await page.click('button:text-is("修改")');
    await page.waitForSelector('text=已保存未遮盖的原件');
    await page.fill('#field-content-title', '停水通知（明日）');
    await page.click('form[novalidate] button[type=submit]');
    await page.waitForSelector('h1:has-text("明日")');
    await settled(page);
    expect(await page.locator('.attachments button:has-text("未遮盖的原件")').count()).toBe(1);
    await page.click('button:text-is("发布")');
    await page.click('dialog[open] button.primary');
    await page.waitForSelector('.tag:has-text("已发布")');
    await page.click('button:text-is("撤回")');
    expect(await page.isDisabled('form[novalidate] button[type=submit]')).toBe(true);
    await page.fill('#field-reason', '检修取消。');
    await page.click('form[novalidate] button[type=submit]');
    await page.waitForSelector('.tag:has-text("已撤回")');
    await settled(page);
    await expectReadable(page);
    const id = page.url().split('/').at(-1) ?? '';
    await open(page, `/notice/${id}`);
    expect(await page.innerText('#main')).toContain('检修取消。');
    expect(complaints).toEqual([]);
    await context.close();
  });
});

describe('a disclosure that is out', () => {
  it('is withdrawn with a reason that everybody reads', async () => {
    const { page, context } = await suite.actAs('chair', phone);
    await open(page, `/work/disclosures/disclosure-${body}-2025Q4`);
    await page.click('button:has-text("撤回")');
    await page.fill('#field-reason', '账目重复公开。');
    await page.click('form[novalidate] button[type=submit]');
    await page.waitForSelector('.receipt');
    await page.waitForSelector('.note.bad:has-text("账目重复公开。")');
    await settled(page);
    expect(await page.locator('button:has-text("撤回")').count()).toBe(0);
    await expectReadable(page);
    await context.close();
  });
});

describe('a major matter', () => {
  const rows = [
    '日期,凭证号,摘要,科目,收入,支出,余额',
    '2026-08-01,,期初余额,,,,0.00',
    '2026-08-03,1,集体土地征收补偿款,专项应付款,120000.00,,120000.00',
  ];
  const file = { name: '征地.csv', mimeType: 'text/csv', buffer: Buffer.from(rows.join('\r\n')) };
  it('is imported from a file, once it has a name and its days', async () => {
    const { page, context } = await suite.actAs('accountant', phone);
    await open(page, '/work/import');
    await page.check('label:has-text("一个专项") input');
    await page.selectOption('#field-body', body);
    await page.setInputFiles('#field-file', file);
    await page.waitForSelector('text=已上传');
    expect(await page.locator('button.primary').count()).toBe(0);
    await page.fill('#field-title', '东村征地补偿');
    await page.fill('#field-days-from', '2026-08-01');
    await page.fill('#field-days-to', '2026-08-31');
    await page.waitForSelector('button.primary:has-text("导入为草稿")');
    await settled(page);
    await expectReadable(page);
    await context.close();
    const again = await suite.actAs('accountant', phone);
    await open(again.page, '/work/import');
    await again.page.check('label:has-text("一个专项") input');
    await again.page.selectOption('#field-body', body);
    await again.page.fill('#field-title', '东村征地补偿');
    await again.page.fill('#field-days-from', '2026-08-01');
    await again.page.fill('#field-days-to', '2026-08-31');
    await again.page.setInputFiles('#field-file', file);
    await again.page.click('button.primary:has-text("导入为草稿")');
    await again.page.click('a:has-text("打开")');
    await again.page.waitForSelector('h1:has-text("东村征地补偿")');
    await again.context.close();
  });
});
