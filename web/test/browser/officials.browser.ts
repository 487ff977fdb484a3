import { describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { lastEnded } from '../../src/officials/period.ts';
import { open, phone, violations } from './look.ts';
import { confirmStep, openUntil } from './officials.ts';
import { quarterAsCsv, type Closing } from './quarter.ts';
import { startSuite } from './suite.ts';
import { todayInShanghai } from './today.ts';

/** Cases that leave something behind have a village, or a period, of their own: they run in any order. */
const furong = { code: '330324108207', name: '芙蓉村' };
const cangpo = { code: '330324108224', name: '苍坡村' };
const gangtou = { code: '330324108216', name: '港头村' };
type Village = typeof furong;
const bodyOf = ({ code }: Village) => `${code}-vc`;
/** What is to be disclosed now; the demo leaves it to whoever tries it. */
const period = lastEnded('quarter', todayInShanghai());
const disclosureOf = (village: Village, of = period) => `disclosure-${bodyOf(village)}-${of}`;

const suite = startSuite();
const act = (account: string) => suite.actAs(account, phone);

/** What the village published last, asked as the page asks. */
const closings = (page: Page, village: Village): Promise<readonly Closing[]> =>
  page.evaluate(
    async ([division, body]) => {
      const query = `query ($division: DivisionCode!, $body: ID!) { disclosures(division: $division, body: $body, first: 1) {
        edges { node { current { accounts { account book closing } } } } } }`;
      const headers = {
        'content-type': 'application/json',
        'cunjian-office': localStorage.getItem('cunjian.office') ?? '',
      };
      const asked = { method: 'POST', headers, body: JSON.stringify({ query, variables: { division, body } }) };
      const { data } = (await (await fetch('/graphql', asked)).json()) as {
        data: { disclosures: { edges: { node: { current: { accounts: Closing[] } } }[] } };
      };
      return data.disclosures.edges[0]?.node.current.accounts ?? [];
    },
    [village.code, bodyOf(village)] as const,
  );

/** The import page with a file of the village in it, looked at by the server. */
const chooseFile = async (page: Page, village: Village, typed?: string): Promise<void> => {
  const accounts = await closings(page, village);
  await open(page, `/work/import?period=${period}`);
  await page.setInputFiles('#field-file', quarterAsCsv(village.name, period, accounts, typed));
};
const importDraft = async (page: Page, village: Village): Promise<void> => {
  await chooseFile(page, village);
  await page.click(draftButton);
  await page.waitForSelector('text=已生成草稿');
};
const draftButton = 'button.primary:has-text("导入为草稿")';

describe('a quarter by file', () => {
  it('is looked at first, names the row that is wrong, and can be undone', async () => {
    const { page, context } = await act('accountant');
    await chooseFile(page, gangtou, '860O.00');
    await page.waitForSelector('.findings');
    expect(await page.innerText('.findings li >> nth=0')).toMatch(/第 3 行[\s\S]*H 列[\s\S]*860O\.00[\s\S]*怎么改/);
    expect(await page.locator('button.primary').count()).toBe(0);
    await importDraft(page, gangtou);
    await page.click('button:has-text("撤销导入")');
    await page.click('dialog[open] button.primary');
    await page.waitForSelector('text=已撤销');
    await open(page, `/work/board?period=${period}`);
    expect(await page.innerText('li.card:has-text("港头村村民委员会")')).toContain('尚未公开');
    await context.close();
  });

  it('happens once where the answer was lost', async () => {
    const { page, context } = await act('accountant');
    await chooseFile(page, gangtou);
    await page.waitForSelector(draftButton);
    const sent: string[] = [];
    await page.route('**/graphql', async (route) => {
      const { query, variables } = route.request().postDataJSON() as {
        query: string;
        variables: { input?: { commandId?: string } };
      };
      if (!query.includes('importDisclosures')) return route.continue();
      sent.push(variables.input?.commandId ?? '');
      if (sent.length > 1) return route.continue();
      await route.fetch();
      await route.abort();
    });
    await page.click(draftButton);
    await page.waitForSelector('text=再次提交不会重复办理');
    await page.click(draftButton);
    await page.waitForSelector('text=已生成草稿');
    expect(sent).toHaveLength(2);
    expect(sent[0]).toBe(sent[1]);
    await context.close();
  });
});

describe('a draft by form', () => {
  const first = 'content-accounts-0';
  it('adds up as one types, tells the difference in yuan, and leads to what the server found', async () => {
    const { page, context } = await act('accountant');
    await importDraft(page, cangpo);
    await open(page, `/work/disclosures/${disclosureOf(cangpo)}/edit`);
    await page.click('ol.lines >> nth=0 >> button:has-text("改")');
    await page.fill(`#field-${first}-lines-0-receipt`, '8,601.05');
    expect(await page.innerText('.sums >> nth=0')).toMatch(/1\.05\s*收支不平/);
    await page.click('button[type=submit]');
    await page.waitForSelector('.errors');
    expect(await page.innerText('.errors')).toContain('1.05');
    await page.click('.errors a');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe(`field-${first}-closing`);
    expect(await page.getAttribute(`#field-${first}-closing`, 'aria-invalid')).toBe('true');
    await page.fill(`#field-${first}-lines-0-receipt`, '8,600');
    await page.click('button[type=submit]');
    await page.waitForURL(`**/disclosures/${disclosureOf(cangpo)}`);
    await context.close();
  });
});

const photo = {
  name: '公开栏.png',
  mimeType: 'image/png',
  buffer: Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
    'base64',
  ),
};

describe('the procedure', () => {
  const disclosure = disclosureOf(furong);
  const receipt = async (page: Page) => {
    await page.waitForSelector('.receipt');
    expect(await violations(page)).toEqual([]);
  };
  const openAction = async (page: Page, button: string) => {
    await open(page, `/work/disclosures/${disclosure}`);
    await page.click(`button:has-text("${button}")`);
  };

  it('goes from the chair over the supervisors to the board, each finding it among what waits', async () => {
    const accountant = await act('accountant');
    await importDraft(accountant.page, furong);
    await accountant.context.close();

    const chair = await act('chair');
    const toConfirm = `a[href$="${disclosure}"]:has-text("待您确认")`;
    await openUntil(chair.page, '/work', toConfirm);
    await chair.page.click(toConfirm);
    await confirmStep(chair.page, '确认账目');
    await receipt(chair.page);
    await open(chair.page, `/work/disclosures/${disclosure}`);
    await confirmStep(chair.page, '提交监督');
    await chair.context.close();

    const supervisor = await act('supervisor');
    const toReview = `a[href$="${disclosure}"]:has-text("待您出具监督意见")`;
    await openUntil(supervisor.page, '/work', toReview);
    await supervisor.page.click(toReview);
    await supervisor.page.click('button:has-text("出具监督意见")');
    await supervisor.page.check('input[value=OBJECT]');
    await supervisor.page.click('button[type=submit]');
    await supervisor.page.waitForSelector('.errors');
    expect(await supervisor.page.getAttribute('#field-reasons', 'aria-invalid')).toBe('true');
    await supervisor.page.fill('#field-reasons', '合同没有附上。');
    await supervisor.page.click('button[type=submit]');
    await receipt(supervisor.page);
    await supervisor.context.close();

    const clerk = await act('clerk');
    const meeting = 'button:has-text("记录联席会议")';
    await openUntil(clerk.page, `/work/disclosures/${disclosure}`, meeting);
    await clerk.page.click(meeting);
    await clerk.page.fill('#field-present', '7');
    await clerk.page.click('button[type=submit]');
    await receipt(clerk.page);
    await open(clerk.page, `/work/disclosures/${disclosure}`);
    await clerk.page.click('button.primary:has-text("公开")');
    expect(await clerk.page.innerText('dialog[open]')).toContain('不能悄悄修改或删除');
    await clerk.page.click('dialog[open] button.primary');
    await receipt(clerk.page);
    await openAction(clerk.page, '记录张贴');
    expect(await clerk.page.getAttribute('#field-photo-camera', 'capture')).toBe('environment');
    await clerk.page.fill('#field-to', '2999-12-31');
    await clerk.page.setInputFiles('#field-photo-camera', photo);
    await clerk.page.waitForSelector('text=已上传');
    await clerk.page.click('button[type=submit]');
    await receipt(clerk.page);
    await clerk.context.close();
  });

  it('shows what a correction changes before it is sent', async () => {
    const { page, context } = await act('accountant');
    await open(page, `/work/disclosures/${disclosureOf(cangpo, '2026Q2')}/correct`);
    await page.click('ol.lines >> nth=0 >> button:has-text("改")');
    const summary = page.locator('#field-content-accounts-0-lines-0-summary');
    const before = await summary.inputValue();
    await summary.fill('收集体店面租金');
    await page.click('button[type=submit]');
    expect(await page.innerText('.errors')).toContain('更正理由');
    await page.fill('#field-reason', '摘要写错。');
    await page.click('button[type=submit]');
    await page.waitForSelector('dialog[open]');
    expect(before).not.toBe('');
    const asked = await page.innerText('dialog[open]');
    expect([asked.indexOf(before), asked.indexOf('收集体店面租金')]).not.toContain(-1);
    expect(await violations(page)).toEqual([]);
    await page.click('dialog[open] button.primary');
    await page.waitForSelector('text=办理中的第 2 版');
    await context.close();
  });
});

describe('those who oversee', () => {
  it('see a missing village as missing, and in the denominator', async () => {
    const { page, context } = await act('county');
    await open(page, '/work/statistics/330324108000?period=2026Q2');
    await page.waitForSelector('table');
    expect(await page.innerText('tfoot tr')).toMatch(/合计\s+43\s+3\s+3\s+40/);
    expect(await page.innerText('tr:has-text("溪南村委会")')).toContain('未公开');
    expect(await page.innerText('tr:has-text("芙蓉村委会")')).toContain('100.0 %');
    await context.close();
  });

  it('replay a village to a time, and see a correction from both sides', async () => {
    const { page, context } = await act('auditor');
    await open(page, `/work/audit/${furong.code}`);
    const now = await page.locator('main ul.list > li').count();
    await page.fill('#as-of', '2026-01-31T12:00:00');
    await page.waitForFunction((count) => document.querySelectorAll('main ul.list > li').length < count, now);
    expect(await page.innerText('pre >> nth=2')).toContain('--as-of 2026-01-31T04:00:00.000Z');
    await open(page, `/work/history/${disclosureOf(furong, '2026Q1')}`);
    expect(await page.locator('del').count()).toBeGreaterThan(0);
    await context.close();
  });

  it('learn that a receipt was not signed here', async () => {
    const { page, context } = await act('auditor');
    await open(page, '/work/audit');
    await page.fill('#receipt-note', 'anything');
    await page.click('form:has(#receipt-note) button');
    await page.waitForSelector('text=不是本系统签发的回执');
    await context.close();
  });
});

describe('an activation slip', () => {
  it('takes two officers', async () => {
    const one = await act('registrar');
    await open(one.page, `/work/slips?division=${furong.code}`);
    await one.page.fill('fieldset input[type=search]', '陈玉兰');
    await one.page.click('fieldset button');
    await one.page.check('fieldset input[type=radio]');
    await one.page.click('button[type=submit]:has-text("准备")');
    await one.page.waitForSelector('text=第 1 半编码');
    await one.page.click('button:has-text("签发")');
    await one.page.waitForSelector('text=须由另一名工作人员');
    const two = await act('registrar2');
    await open(two.page, `/work/slips?division=${furong.code}`);
    await two.page.click('button:has-text("签发")');
    await two.page.waitForSelector('text=第 2 半编码');
    await one.context.close();
    await two.context.close();
  });
});
