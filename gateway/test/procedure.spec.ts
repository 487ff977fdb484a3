import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { carryOut, data, newCommandId, type As } from './client.ts';
import { interceptServices } from './intercepted.ts';
import { content, disclosure, openVillage, type Village } from './village.ts';
import { committee, town, upload, village } from './world.ts';

let opened: Village;
let gateway: Village['gateway'];
const as = (account: string): As => opened.as(account);
const read: Village['read'] = (...given) => opened.read(...given);
const step: Village['step'] = (...given) => opened.step(...given);
const file: Village['file'] = (...given) => opened.file(...given);
beforeAll(async () => {
  opened = await openVillage();
  ({ gateway } = opened);
});
afterAll(() => gateway.close());

describe('a disclosure goes out through the gateway', () => {
  it('refuses figures that do not add up, in words, with the field', async () => {
    const query =
      'mutation ($i: DraftDisclosureInput!) { draftDisclosure(input: $i) { disclosure { id } position userErrors { code message field } } }';
    const input = { commandId: newCommandId(), body: committee, period: '2026Q1', content: content(110_00) };
    const zh = await data(gateway, query, { i: input }, { ...as('accountant'), headers: { 'accept-language': 'zh' } });
    const en = await data(gateway, query, { i: input }, as('accountant'));
    const [error] = en.draftDisclosure.userErrors;
    expect(error.code).toMatch(/^disclosure\./);
    expect(error.field).toContain('content.accounts[0]');
    expect(error.message).toContain('10.00');
    expect(zh.draftDisclosure.userErrors[0].message).toMatch(/\p{Script=Han}/u);
    expect(en.draftDisclosure).toMatchObject({ disclosure: null, position: null });
  });

  it('happens once, whichever tab sends it how often', async () => {
    const input = { commandId: newCommandId(), body: committee, period: '2026Q1', content: content() };
    const query =
      'mutation ($i: DraftDisclosureInput!) { draftDisclosure(input: $i) { position userErrors { code } receipt { note } disclosure { id status } } }';
    const tabs = await Promise.all([1, 2, 3].map(() => data(gateway, query, { i: input }, as('accountant'))));
    const later = await data(gateway, query, { i: input }, as('accountant'));
    const answers = [...tabs, later].map(({ draftDisclosure: { position, userErrors, disclosure } }) => ({
      position,
      userErrors,
      disclosure,
    }));
    expect(answers[0]).toEqual({
      position: expect.any(String),
      userErrors: [],
      disclosure: { id: disclosure, status: 'DRAFT' },
    });
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(later.draftDisclosure.receipt.note).toContain(`receipt division ${village}`);
    const another = await data(gateway, query, { i: { ...input, commandId: newCommandId() } }, as('accountant'));
    expect(another.draftDisclosure.userErrors).not.toEqual([]);
  });

  it('shows each step as it is after the command', async () => {
    const confirmed = await step('confirmDisclosure', 'chair');
    expect(confirmed.disclosure).toMatchObject({
      status: 'CONFIRMED',
      steps: expect.arrayContaining([{ step: 'CONFIRMATION', done: true, due: null }]),
    });
    expect(confirmed.receipt.state).toMatch(/PENDING|KEPT/);
    const submitted = await step('submitDisclosure', 'accountant');
    expect(submitted.disclosure.steps[1]).toMatchObject({
      step: 'SUPERVISION_OPINION',
      done: false,
      due: { lastDay: expect.any(String) },
    });
    const { reviewsWaiting } = await data(
      gateway,
      '{ reviewsWaiting(first: 10) { stale edges { node { id actions } } } }',
      {},
      as('supervisor'),
    );
    expect(reviewsWaiting.edges).toEqual([{ node: { id: disclosure, actions: ['GIVE_OPINION'] } }]);
    await step('giveOpinion', 'supervisor', { verdict: 'APPROVE', reasons: '账目清楚' });
    await step('recordJointMeeting', 'clerk', {
      heldOn: '2026-04-01',
      present: 5,
      minutes: await file('clerk', 1, '会议/../纪要.png'),
    });
    const { disclosure: published } = await step('publishDisclosure', 'clerk');
    expect(published).toMatchObject({
      status: 'PUBLISHED',
      title: 'Finance disclosure of 红旗村村民委员会, 2026, quarter 1',
      current: {
        version: 1,
        totals: { opening: 100_00, receipts: 50_00, payments: 30_00, closing: 120_00, lineCount: 2 },
        opinion: { verdict: 'APPROVE', reasons: '账目清楚' },
        meeting: { present: 5, minutes: { name: '纪要.png', url: expect.stringMatching(/^\/attachments\//) } },
        seal: { logOrigin: `cunjian.test/division/${village}`, event: expect.any(String) },
      },
      draft: null,
      objectionWindow: { state: 'NOT_BEGUN', unit: 'CALENDAR', countsFrom: 'POSTING' },
    });
    const posting = { place: '上村', from: '2026-04-02', to: '2026-04-10', photo: await file('clerk', 2, '照片.png') };
    const { disclosure: posted } = await step('postDisclosure', 'clerk', posting);
    expect(posted).toMatchObject({ posted: true, objectionWindowOpen: true, postings: [{ place: '上村' }] });
    expect(posted.objectionWindow.state).toBe('OPEN');
    expect(posted.objectionsDue.rules[0]).toMatchObject({ citation: expect.any(String), status: expect.any(String) });
  });

  it('corrects: the new version says why and what it changes, the old one stays', async () => {
    await step('correctDisclosure', 'clerk', { reason: '漏记十元', content: await opened.corrected() });
    const { draft, versions } = await read(as('clerk'));
    expect([draft.version, versions.map(({ version }: { version: number }) => version)]).toEqual([2, [1, 2]]);
    expect((await read(as('villager'))).draft).toBeNull();
    const published = await opened.goThrough('2026-04-05');
    expect(published.current).toMatchObject({
      version: 2,
      reason: '漏记十元',
      changes: [{ kind: 'CHANGED', before: { receipt: 50_00 }, after: { receipt: 60_00 } }],
    });
  });
});

describe('objections', () => {
  it('are raised by a resident and answered by the village', async () => {
    const input = { disclosure, kind: 'OBJECTION', text: '办公用品太贵' };
    const selection =
      'receipt { note } objection { id status level mine text due { lastDay } actions disclosure { id } }';
    const { objection, receipt } = await carryOut(gateway, 'raiseObjection', input, as('villager'), selection);
    expect(objection).toMatchObject({
      status: 'OPEN',
      level: 'VILLAGE',
      mine: true,
      text: '办公用品太贵',
      disclosure: { id: disclosure },
    });
    const state = await data(gateway, 'query ($n: String!) { receipt(note: $n) { state } }', { n: receipt.note });
    expect(state.receipt.state).toMatch(/PENDING|KEPT/);
    const { objectionsToAnswer } = await data(
      gateway,
      '{ objectionsToAnswer(first: 5) { edges { node { id actions } } } }',
      {},
      as('clerk'),
    );
    expect(objectionsToAnswer.edges).toEqual([{ node: { id: objection.id, actions: ['ANSWER'] } }]);
    const answer = { objection: objection.id, text: '附发票' };
    const answered = await carryOut(
      gateway,
      'answerObjection',
      answer,
      as('clerk'),
      'objection { status answers { level text } }',
    );
    expect(answered.objection).toEqual({ status: 'ANSWERED', answers: [{ level: 'VILLAGE', text: '附发票' }] });
    const mine = await data(
      gateway,
      '{ myObjections(first: 5) { edges { node { id actions } } } }',
      {},
      as('villager'),
    );
    expect(mine.myObjections.edges[0].node.actions).toEqual(['ACCEPT', 'ESCALATE']);
  });
});

it('notices are for everybody, drafts for who writes them', async () => {
  const contentOf = (text: string) => ({ title: '停水通知', text });
  const { notice } = await carryOut(
    gateway,
    'draftNotice',
    { body: committee, content: contentOf('明天停水') },
    as('clerk'),
    'notice { id status title actions }',
  );
  expect(notice).toMatchObject({ status: 'DRAFT', title: '停水通知', actions: ['REVISE', 'PUBLISH'] });
  const query = `{ notices(division: "${village}", first: 5) { edges { node { id text versions { version reason } seal { logOrigin } } } } }`;
  expect((await data(gateway, query)).notices.edges).toEqual([]);
  await carryOut(gateway, 'publishNotice', { notice: notice.id }, as('clerk'));
  const { position } = await carryOut(
    gateway,
    'correctNotice',
    { notice: notice.id, content: contentOf('后天停水'), reason: '日期错了' },
    as('clerk'),
  );
  const { notices } = await data(gateway, query.replace('first: 5', `first: 5, atLeast: "${position}"`));
  expect(notices.edges).toEqual([
    {
      node: {
        id: notice.id,
        text: '后天停水',
        versions: [
          { version: 1, reason: null },
          { version: 2, reason: '日期错了' },
        ],
        seal: { logOrigin: `cunjian.test/division/${village}` },
      },
    },
  ]);
});

it('a file of an agency is previewed and imported, a result for each village', async () => {
  const csv =
    '村,日期,凭证号,摘要,科目,收入,支出,余额\n红旗村,2026-04-03,1,承包款,501,100.00,,230.00\n不存在村,2026-04-03,1,承包款,501,100.00,,100.00\n';
  const input = { file: await upload(gateway, csv, as('accountant')), fileName: '四月.csv', period: '2026-04' };
  const selection =
    'results { bodyName body { id } totals { receipts } userErrors { code message row } disclosure { id } content { accounts { receipts lines { summary } } } } userErrors { code }';
  const { previewDisclosures } = await data(
    gateway,
    `mutation ($i: DisclosureFileInput!) { previewDisclosures(input: $i) { ${selection} } }`,
    { i: input },
    as('accountant'),
  );
  expect(previewDisclosures.results).toHaveLength(2);
  expect(previewDisclosures.results[0]).toMatchObject({
    bodyName: '红旗村',
    body: { id: committee },
    totals: { receipts: 100_00 },
    disclosure: null,
  });
  expect(previewDisclosures.results[1].userErrors[0].code).toMatch(/^import\./);
  // The draft can be read later than the import is answered by its service.
  let stale = 3;
  const end = interceptServices(gateway, (path, call) =>
    path === 'publication.disclosures.get' && stale-- > 0 ? Promise.resolve({ stale: true, value: [] }) : call(),
  );
  const { importDisclosures } = await data(
    gateway,
    `mutation ($i: DisclosureFileInput!) { importDisclosures(input: $i) { position ${selection} } }`,
    { i: { ...input, commandId: newCommandId() } },
    as('accountant'),
  );
  end();
  expect(stale).toBeLessThan(0);
  expect(importDisclosures.results[0].disclosure).toEqual({ id: `disclosure-${committee}-2026-04` });
  expect(importDisclosures.results[1].disclosure).toBeNull();
  const { town: found } = await data(
    gateway,
    `{ town: division(code: "${town}") { children(first: 1) { pageInfo { hasNextPage endCursor } edges { node { name } } } } }`,
  );
  const next = await data(
    gateway,
    `query ($a: String) { division(code: "${town}") { children(first: 1, after: $a) { pageInfo { hasNextPage hasPreviousPage } edges { node { name } } } } }`,
    { a: found.children.pageInfo.endCursor },
  );
  expect(next.division.children).toEqual({
    pageInfo: { hasNextPage: false, hasPreviousPage: true },
    edges: [{ node: { name: '东风村' } }],
  });
});
