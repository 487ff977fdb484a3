import { readFile } from 'node:fs/promises';
import { open, settled, wear, phone } from '@cunjian/web/test/browser/look.ts';
import { confirmStep } from '@cunjian/web/test/browser/officials.ts';
import { patience } from '@cunjian/web/test/browser/patience.ts';
import { noticeBoardPicture } from '@cunjian/standalone/demo/pictures';
import { demoAccounts } from '@cunjian/gateway/sign-in/demo-accounts';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Page } from 'playwright-core';
import { shanghaiDate } from '../src/days.ts';
import { period, quarterFile, rowOf, type Changes } from '../src/quarter-file.ts';
import { expectSound, scrollTo, shoot, startWalk, type Walkers } from './walkers.ts';

/** 芙蓉村 discloses a quarter; its neighbour 苍坡村 does not get so far. Each step begins where the one before it ended. */
const division = '330324108207';
const disclosure = `disclosure-${division}-vc-${period}`;
const slip = { line: 5, addFen: 10_000 };
const tooMuch = { line: 8, addFen: 50_000 };
const said = {
  objection: '银009号凭证与合同金额不符,多记500元。',
  question: '这笔款的合同在哪里可以看到?',
  answer: '合同原件在村务公开室,可随时查阅。',
};
const kept = { receipt: '' };

jest.setTimeout(patience.caseMs);
let walk: Walkers;
beforeAll(async () => {
  walk = await startWalk();
}, patience.startMs);
afterAll(() => walk?.stop());
const worked = `/work/disclosures/${disclosure}`;
const action = (page: Page, name: string) => page.getByRole('main').getByRole('button', { name, exact: true });
/** Her work, and there the disclosure that waits for her. */
const takeUp = async (account: string, waiting: string) => {
  await walk.demo.settle();
  const visitor = await walk.device(account);
  await open(visitor.page, '/work');
  await visitor.page.click(`a[href$="${disclosure}"]:has-text("${waiting}")`);
  await settled(visitor.page);
  return visitor;
};
const openAs = async (account: string, path: string) => {
  await walk.demo.settle();
  const visitor = await walk.device(account);
  await open(visitor.page, path);
  return visitor;
};

describe('as anybody', () => {
  it('one is told who one can be', async () => {
    const visitor = await walk.stranger();
    await open(visitor.page, '/');
    const names = await visitor.page.locator('.accounts button').allInnerTexts();
    expect(names).toEqual(demoAccounts.map(({ zh }) => zh));
    await expectSound(visitor);
    await visitor.context.close();
  });
});

const choose = async (page: Page, of: Readonly<Record<string, Changes>>): Promise<void> => {
  const mimeType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
  await open(page, `/work/import?period=${period}`);
  const buffer = await quarterFile(of);
  await page.setInputFiles('#field-file', { name: '岩头镇2026年第三季度.xlsx', mimeType, buffer });
};
const drafted = async (page: Page): Promise<void> => {
  await page.click('button.primary:has-text("导入为草稿")');
  await page.waitForSelector('.tag:has-text("已生成草稿")');
};
const resultOf = (page: Page, village: string) =>
  page.locator('li.card', { has: page.locator(`h3:has-text("${village}")`) });

describe("as accountant of the township's agency", () => {
  it("imports a quarter's XLSX for two villages; the page names the row that is wrong", async () => {
    const visitor = await walk.device('accountant');
    const { page } = visitor;
    await choose(page, { 芙蓉村: { mistake: slip, amended: tooMuch }, 苍坡村: {} });
    const findings = resultOf(page, '芙蓉村').locator('.findings');
    await findings.waitFor();
    expect(await findings.innerText()).toContain(`第 ${rowOf(slip)} 行`);
    expect(await findings.innerText()).toContain('相差 100.00 元');
    expect(await resultOf(page, '苍坡村').innerText()).toContain('可以导入');
    await scrollTo(page, 'h2:has-text("预览")');
    await shoot(page, 'import-preview');
    await expectSound(visitor);
  });

  it('mends the file: both villages have a draft', async () => {
    const { page } = await walk.device('accountant');
    await choose(page, { 芙蓉村: { amended: tooMuch }, 苍坡村: {} });
    await drafted(page);
    for (const village of ['芙蓉村', '苍坡村'])
      expect(await resultOf(page, village).innerText()).toContain('已生成草稿');
  });

  it('submits it when the responsible person of the village has confirmed it, and not before', async () => {
    const accountant = await openAs('accountant', worked);
    expect(await action(accountant.page, '提交监督').count()).toBe(0);
    const chair = await takeUp('chair', '待您确认');
    await confirmStep(chair.page, '确认账目');
    await expectSound(chair);
    await openAs('accountant', worked);
    await confirmStep(accountant.page, '提交监督');
    await expectSound(accountant);
  });
});

describe('as supervision committee', () => {
  const opinion = async (verdict: string, reasons: string) => {
    const supervisor = await takeUp('supervisor', '待您出具监督意见');
    const { page } = supervisor;
    await action(page, '出具监督意见').click();
    await page.check(`input[value=${verdict}]`);
    await page.fill('#field-reasons', reasons);
    await page.click('button[type=submit]');
    await page.waitForSelector('.receipt');
    await expectSound(supervisor);
  };

  it('objects with a reason; the agency corrects it and it comes back', async () => {
    await opinion('OBJECT', said.objection);
    const { page } = await openAs('accountant', worked);
    expect(await page.innerText('main')).toContain(said.objection);
    await action(page, '退回').click();
    await page.fill('#field-reason', '按合同更正');
    await page.click('button[type=submit]');
    await page.waitForSelector('.receipt');
    await choose(page, { 芙蓉村: {} });
    await drafted(page);
    const chair = await takeUp('chair', '待您确认');
    await confirmStep(chair.page, '确认账目');
    await openAs('accountant', worked);
    await confirmStep(page, '提交监督');
  });

  it('approves', async () => {
    await opinion('APPROVE', '更正属实。');
  });
});

describe('as village clerk', () => {
  it('records the joint meeting, and only then publishes', async () => {
    const clerk = await takeUp('clerk', '待记录联席会议');
    const { page } = clerk;
    expect(await action(page, '公开').count()).toBe(0);
    await action(page, '记录联席会议').click();
    await page.fill('#field-present', '6');
    await page.click('button[type=submit]');
    await page.waitForSelector('.receipt');
    await openAs('clerk', worked);
    await confirmStep(page, '公开');
    await expectSound(clerk);
  });

  it('hears before the posting from when and how long one may object, on the page and on paper', async () => {
    const { page } = await openAs('villager', `/disclosure/${disclosure}`);
    expect(await page.innerText('#object')).toMatch(/异议期从张贴之日算起，共 10 日[^]*提异议/);
    await openAs('villager', `/print/sheet/${disclosure}`);
    expect(await page.innerText('body')).toMatch(/自张贴之日起 10 日内[^]*依据：/);
    await openAs('villager', `/print/slip/${disclosure}`);
    expect(await page.innerText('body')).toContain('异议期：自张贴之日起 10 日');
    const clerk = await openAs('clerk', `${worked}/paper`);
    expect(await clerk.page.locator('#field-kind').innerText()).toContain('异议');
    await expectSound(clerk);
  });

  it('records its posting on each notice board, with a photo', async () => {
    const clerk = await openAs('clerk', worked);
    const { page } = clerk;
    const photo = { name: '公开栏.png', mimeType: 'image/png', buffer: Buffer.from(noticeBoardPicture(1)) };
    for (const place of ['芙蓉村文化礼堂前', '芙蓉村下街口']) {
      await openAs('clerk', worked);
      await action(page, '记录张贴').click();
      await page.selectOption('#field-place', place);
      await page.fill('#field-to', shanghaiDate(15));
      await page.setInputFiles('#field-photo', photo);
      await page.waitForSelector('text=已上传：公开栏.png');
      await page.click('button[type=submit]');
      await page.waitForSelector('.receipt');
    }
    expect(await page.locator('main img').first().getAttribute('src')).toMatch(/^blob:|^\//);
    await expectSound(clerk);
    await openAs('clerk', `/work/board?period=${period}`);
    expect(await page.innerText('li.card:has-text("芙蓉村村民委员会")')).toMatch(/已公开[^]*已张贴/);
    await walk.demo.advanceHeads();
  });
});

describe('as villager on a phone', () => {
  it('finds it from her village, and reads it', async () => {
    const villager = await openAs('villager', '/');
    const { page } = villager;
    await page.click('a.tile:has-text("芙蓉村")');
    await page.click('a.list-item:has-text("2026年第三季度")');
    await page.waitForURL(`**/disclosure/${disclosure}`);
    await settled(page);
    expect(await page.innerText('main')).toMatch(/一看就懂[^]*更正属实/);
    await shoot(page, 'villager-disclosure');
    await expectSound(villager);
  });

  it('has her own device prove that it stands in the log as shown', async () => {
    const villager = await openAs('villager', `/disclosure/${disclosure}`);
    await villager.page.getByRole('button', { name: '开始核验' }).click();
    await villager.page.waitForSelector('#verify .verdict.proved');
    await scrollTo(villager.page, '#verify');
    await shoot(villager.page, 'villager-verify');
    await expectSound(villager);
  });

  it('objects to one item, and keeps the receipt', async () => {
    const villager = await openAs('villager', `/disclosure/${disclosure}`);
    const { page } = villager;
    const item = page.locator('table.lines tbody tr').nth(2);
    await item.locator('summary').click();
    await item.getByRole('link', { name: '对这一笔提异议' }).click();
    await page.locator('textarea').fill(said.question);
    expect(await page.locator('form select').inputValue()).not.toBe('');
    await page.getByRole('button', { name: '下一步' }).click();
    await page.getByRole('button', { name: '确认提交' }).click();
    await page.waitForSelector('.receipt');
    const [file] = await Promise.all([page.waitForEvent('download'), page.click('.receipt .button')]);
    kept.receipt = await readFile(await file.path(), 'utf8');
    expect(kept.receipt).toContain(`receipt division ${division}`);
    await expectSound(villager);
  });

  it('is answered by the cadre before the deadline', async () => {
    const clerk = await openAs('clerk', '/work/objections');
    const item = clerk.page.locator('li.card', { hasText: said.question });
    expect(await item.innerText()).toMatch(/还剩 \d+ 天/);
    await item.getByRole('button', { name: '答复' }).click();
    await clerk.page.fill('#field-text', said.answer);
    await clerk.page.click('button[type=submit]');
    await clerk.page.waitForSelector('.receipt');
    await expectSound(clerk);

    const villager = await openAs('villager', '/me/objections');
    await villager.page.click(`a[href^="/objection/"]:has-text("${said.question.slice(0, 6)}")`);
    await villager.page.waitForSelector(`text=${said.answer}`);
    await settled(villager.page);
    expect(await villager.page.innerText('main')).toMatch(
      new RegExp(`已答复[^]*${said.question.slice(0, 6)}[^]*${said.answer}`),
    );
    await expectSound(villager);
  });

  it('reads it in large type', async () => {
    const villager = await openAs('villager', `/disclosure/${disclosure}`);
    const { page } = villager;
    await wear(page, { ...phone, elder: true });
    await scrollTo(page, 'h2:has-text("一看就懂")');
    await shoot(page, 'elder-mode');
    expect(await page.evaluate<number>('parseFloat(getComputedStyle(document.body).fontSize)')).toBeGreaterThanOrEqual(
      18,
    );
    await expectSound(villager);
    await wear(page, phone);
  });
});

describe('as villager of another village', () => {
  it('cannot read it on the page', async () => {
    const neighbour = await openAs('neighbour', `/disclosure/${disclosure}`);
    const shown = await neighbour.page.innerText('main');
    expect(shown).toContain('没有这份账目，或者它不对您开放。');
    expect(shown).not.toContain('芙蓉');
    await open(neighbour.page, `/village/${division}/finance`);
    expect(await neighbour.page.innerText('main')).not.toContain('2026年第三季度');
  });

  it('cannot read it past the page either', async () => {
    const { page } = await openAs('neighbour', '/me');
    const answers = await page.evaluate(
      async ([id, code]) => {
        const query = `query ($id: ID!, $code: DivisionCode!) { disclosure(id: $id) { id } node(id: $id) { id }
          disclosures(division: $code, first: 50) { edges { node { id } } } }`;
        const headers = { 'content-type': 'application/json' };
        const body = JSON.stringify({ query, variables: { id, code } });
        const asked = await fetch('/graphql', { method: 'POST', headers, body });
        const exported = await fetch(`/export/disclosure/${id}`);
        return { graphql: (await asked.json()) as unknown, exported: exported.status };
      },
      [disclosure, division] as const,
    );
    expect(answers).toEqual({
      graphql: { data: { disclosure: null, node: null, disclosures: { edges: [] } } },
      exported: 404,
    });
  });
});

describe('as county department', () => {
  it('sees one village disclosed, and the others missing', async () => {
    const county = await openAs('county', `/work/statistics?period=${period}`);
    const { page } = county;
    expect(await page.innerText('main')).toMatch(/应公开 \d+ 个，已公开 1 个/);
    await shoot(page, 'department-statistics');
    await expectSound(county);
    await page.click('table a:has-text("岩头镇")');
    await page.waitForURL('**/work/statistics/330324108000**');
    await page.waitForSelector('tfoot:has-text("岩头镇")');
    expect(await page.innerText('tfoot tr')).toMatch(/合计\s+43\s+1\s+1\s+42/);
    expect(await page.innerText('tr:has-text("芙蓉村委会")')).toContain('100.0 %');
    for (const village of ['苍坡村', '港头村'])
      expect(await page.innerText(`tr:has-text("${village}委会")`)).toContain('未公开');
  });
});

describe('as auditor', () => {
  it('sees the receipt kept, and the village at any time', async () => {
    const auditor = await openAs('auditor', '/work/audit');
    const { page } = auditor;
    await page.fill('#receipt-note', kept.receipt);
    await page.click('form:has(#receipt-note) button');
    await page.waitForSelector('text=已入册：回执中的内容在本村日志里。');
    await openAs('auditor', `/work/audit/${division}`);
    await scrollTo(page, 'h2:has-text("时间线")');
    await shoot(page, 'auditor-timeline');
    await expectSound(auditor);
    const newest = () => page.getAttribute('ol.list > li time >> nth=0', 'datetime');
    const now = (await newest()) ?? '';
    await page.fill('#as-of', '2026-01-31T12:00:00');
    await page.waitForSelector(`ol.list > li:first-child time:not([datetime="${now}"])`);
    expect(Date.parse((await newest()) ?? '')).toBeLessThanOrEqual(Date.parse('2026-01-31T12:00:00+08:00'));
  });
});

describe('as cadre', () => {
  it('sees on the board what is done and what is missing', async () => {
    const accountant = await openAs('accountant', `/work/board?period=${period}`);
    const { page } = accountant;
    expect(await page.innerText('main [role=status]')).toMatch(/尚未公开 [1-9]/);
    await scrollTo(page, 'main [role=status]');
    await shoot(page, 'cadre-board');
    await expectSound(accountant);
  });
});
