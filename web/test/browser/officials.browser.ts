import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { launchChromium } from './chromium.ts';
import { startDeployment, type Deployment } from './deployment.ts';
import { looks, overflow, smallestType, smallTargets, violations, visit, type Look } from './look.ts';

const village = '330324108207';
const body = `${village}-vc`;
const period = '2026Q3';
const disclosure = `disclosure-${body}-${period}`;
const corrected = `disclosure-${body}-2026Q1`;
const phone: Look = { width: 360, language: 'zh', elder: false };

jest.setTimeout(240_000);
let deployment: Deployment;
let browser: Browser;
beforeAll(async () => {
  [deployment, browser] = await Promise.all([startDeployment(), launchChromium()]);
});
afterAll(async () => {
  await browser.close();
  await deployment.stop();
});
const at = (path: string) => deployment.url + path;

/** Signed in, and acting in the account's only office. */
const act = async (account: string, look = phone) => {
  const visitor = await visit(browser, deployment.url, look, account);
  // The demo leaves the third quarter of 2026 to whoever tries it: the page takes it for the last one.
  await visitor.context.clock.setFixedTime('2026-11-22T04:00:00Z');
  await visitor.page.goto(at('/work'));
  await visitor.page.click('.offices button');
  await visitor.page.waitForSelector('nav.areas');
  return visitor;
};
const go = async (page: Page, path: string) => {
  await page.goto(at(path));
  await page.waitForSelector('#main h1');
  await page.waitForLoadState('networkidle');
};

const pagesOf: readonly (readonly [account: string, paths: readonly string[]])[] = [
  [
    'accountant',
    [
      '/work',
      `/work/board?period=${period}`,
      `/work/import?period=${period}`,
      `/work/disclosures/new?body=${body}&period=${period}`,
      `/work/disclosures/new?body=${body}&period=matter-well`,
      `/work/disclosures/${corrected}`,
      `/work/disclosures/${corrected}/correct`,
    ],
  ],
  [
    'clerk',
    [
      '/work',
      '/work/objections',
      '/work/notices',
      '/work/notices/new',
      '/work/residents',
      '/work/slips',
      `/work/disclosures/${corrected}/paper`,
    ],
  ],
  ['supervisor', ['/work', '/work/reviews', `/work/board?period=${period}`]],
  [
    'county',
    ['/work', `/work/statistics?period=2026Q2`, '/work/statistics/330324108000', `/work/statistics/${village}`],
  ],
  ['auditor', ['/work/audit', `/work/audit/${village}`, `/work/history/${corrected}`]],
  ['registrar', ['/work/residents', `/work/bodies?division=${village}`, '/work/slips']],
  ['operator', ['/work/bodies', '/work/slips', '/work/divisions']],
];

describe.each(looks)('at $width pixels in $language, elder mode $elder', (look) => {
  it.each(pagesOf)(
    'pages of the %s are readable by everybody, fit the screen and obey the content security policy',
    async (account, paths) => {
      const { page, context, complaints } = await act(account, look);
      for (const path of paths) {
        await go(page, path);
        const found = {
          path,
          violations: await violations(page),
          overflow: await overflow(page),
          small: await smallTargets(page, look.elder ? 60 : 44),
          readable: !look.elder || (await smallestType(page)) >= 18,
          heading: await page.locator('#main h1').count(),
        };
        expect(found).toEqual({ path, violations: [], overflow: 0, small: [], readable: true, heading: 1 });
      }
      expect(complaints).toEqual([]);
      await context.close();
    },
  );
});

interface Closing {
  readonly account: string;
  readonly book: string;
  readonly closing: number;
}
/** What the village published last, asked as the page asks. */
const closings = (page: Page): Promise<readonly Closing[]> =>
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
    [village, body] as const,
  );

const yuan = (fen: number) => (fen / 100).toFixed(2);
/** A quarter as a village keeps it: one receipt in each account. `typed` stands where the first amount is. */
const journal = (accounts: readonly Closing[], typed = '8600.00') => {
  const rows = accounts.flatMap(({ account, book, closing }, at) => [
    ['芙蓉村', account, book, '2026-07-01', '', '期初余额', '', '', '', yuan(closing)],
    ...[['芙蓉村', account, book, '2026年7月5日', '1', '收店面租金', '经营收入', at === 0 ? typed : '8600.00', '']].map(
      (row) => [...row, yuan(closing + 860_000)],
    ),
  ]);
  const header = ['村', '账户', '账套', '日期', '凭证号', '摘要', '科目', '收入', '支出', '余额'];
  const text = [header, ...rows].map((row) => row.join(',')).join('\r\n');
  return { name: '三季度.csv', mimeType: 'text/csv', buffer: Buffer.from(text) };
};

describe('a quarter by file', () => {
  it('is looked at first, names the row that is wrong, and can be undone', async () => {
    const { page, context } = await act('accountant');
    const accounts = await closings(page);
    await go(page, `/work/import?period=${period}`);
    await page.setInputFiles('#field-file', journal(accounts, '860O.00'));
    await page.waitForSelector('.findings');
    expect(await page.innerText('.findings li >> nth=0')).toMatch(/第 3 行[\s\S]*H 列[\s\S]*860O\.00[\s\S]*怎么改/);
    expect(await page.locator('button.primary').count()).toBe(0);
    await page.setInputFiles('#field-file', journal(accounts));
    await page.click('button.primary:has-text("导入为草稿")');
    await page.waitForSelector('text=已生成草稿');
    await page.click('button:has-text("作废草稿")');
    await page.click('dialog[open] button.primary');
    await page.waitForSelector('text=已撤销');
    await go(page, `/work/board?period=${period}`);
    expect(await page.innerText('li.card:has-text("芙蓉村村民委员会")')).toContain('尚未公开');
    await context.close();
  });

  it('happens once where the answer was lost', async () => {
    const { page, context } = await act('accountant');
    const accounts = await closings(page);
    await go(page, `/work/import?period=${period}`);
    await page.setInputFiles('#field-file', journal(accounts));
    await page.waitForSelector('button.primary:has-text("导入为草稿")');
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
    await page.click('button.primary:has-text("导入为草稿")');
    await page.waitForSelector('text=再次提交不会重复办理');
    await page.click('button.primary:has-text("导入为草稿")');
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
    await go(page, `/work/disclosures/${disclosure}/edit`);
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
    await page.waitForURL(`**/disclosures/${disclosure}`);
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
  const receipt = async (page: Page) => {
    await page.waitForSelector('.receipt');
    expect(await violations(page)).toEqual([]);
  };
  const step = async (page: Page, button: string, dialog = true) => {
    await go(page, `/work/disclosures/${disclosure}`);
    await page.click(`button:has-text("${button}")`);
    if (!dialog) return;
    await page.click('dialog[open] button.primary');
    await receipt(page);
  };

  it('goes from the chair over the supervisors to the board, each finding it among what waits', async () => {
    const chair = await act('chair');
    await chair.page.click('a:has-text("待您确认")');
    await chair.page.click('button:has-text("确认账目")');
    await chair.page.click('dialog[open] button.primary');
    await receipt(chair.page);
    await step(chair.page, '提交监督');
    await chair.context.close();

    const supervisor = await act('supervisor');
    await supervisor.page.click('a:has-text("待您出具监督意见")');
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
    await step(clerk.page, '记录联席会议', false);
    await clerk.page.fill('#field-present', '7');
    await clerk.page.click('button[type=submit]');
    await receipt(clerk.page);
    await go(clerk.page, `/work/disclosures/${disclosure}`);
    await clerk.page.click('button.primary:has-text("公开")');
    expect(await clerk.page.innerText('dialog[open]')).toContain('不能悄悄修改或删除');
    await clerk.page.click('dialog[open] button.primary');
    await receipt(clerk.page);
    await step(clerk.page, '记录张贴', false);
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
    await go(page, `/work/disclosures/${disclosure}/correct`);
    await page.click('ol.lines >> nth=0 >> button:has-text("改")');
    await page.fill('#field-content-accounts-0-lines-0-summary', '收集体店面租金');
    await page.click('button[type=submit]');
    expect(await page.innerText('.errors')).toContain('更正理由');
    await page.fill('#field-reason', '摘要写错。');
    await page.click('button[type=submit]');
    await page.waitForSelector('dialog[open]');
    expect(await page.innerText('dialog[open]')).toMatch(/收店面租金[\s\S]*收集体店面租金/);
    expect(await violations(page)).toEqual([]);
    await page.click('dialog[open] button.primary');
    await page.waitForSelector('text=办理中的第 2 版');
    await context.close();
  });
});

describe('those who oversee', () => {
  it('see a missing village as missing, and in the denominator', async () => {
    const { page, context } = await act('county');
    await go(page, `/work/statistics/330324108000?period=${period}`);
    await page.waitForSelector('table');
    expect(await page.innerText('tfoot tr')).toMatch(/合计\s+43\s+1\s+0\s+42/);
    expect(await page.innerText('tr:has-text("港头村委会")')).toContain('未公开');
    expect(await page.innerText('tr:has-text("芙蓉村委会")')).toContain('100.0 %');
    await context.close();
  });

  it('replay a village to a time, and see a correction from both sides', async () => {
    const { page, context } = await act('auditor');
    await go(page, `/work/audit/${village}`);
    const now = await page.locator('main ul.list > li').count();
    await page.fill('#as-of', '2026-01-31T12:00:00');
    await page.waitForFunction((count) => document.querySelectorAll('main ul.list > li').length < count, now);
    expect(await page.innerText('pre >> nth=2')).toContain('--as-of 2026-01-31T04:00:00.000Z');
    await go(page, `/work/history/${corrected}`);
    expect(await page.locator('del').count()).toBeGreaterThan(0);
    await context.close();
  });

  it('learn that a receipt was not signed here', async () => {
    const { page, context } = await act('auditor');
    await go(page, '/work/audit');
    await page.fill('#receipt-note', 'anything');
    await page.click('form:has(#receipt-note) button');
    await page.waitForSelector('text=不是本系统签发的回执');
    await context.close();
  });
});

describe('an activation slip', () => {
  it('takes two officers', async () => {
    const one = await act('registrar');
    await go(one.page, `/work/slips?division=${village}`);
    await one.page.fill('fieldset input[type=search]', '陈玉兰');
    await one.page.click('fieldset button');
    await one.page.check('fieldset input[type=radio]');
    await one.page.click('button[type=submit]:has-text("准备")');
    await one.page.waitForSelector('text=第 1 半编码');
    await one.page.click('button:has-text("签发")');
    await one.page.waitForSelector('text=须由另一名工作人员');
    const two = await act('registrar2');
    await go(two.page, `/work/slips?division=${village}`);
    await two.page.click('button:has-text("签发")');
    await two.page.waitForSelector('text=第 2 半编码');
    await one.context.close();
    await two.context.close();
  });
});
