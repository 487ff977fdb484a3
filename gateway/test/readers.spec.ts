import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ask, carryOut, data, newCommandId, type As } from './client.ts';
import { disclosure, openVillage, type Village } from './village.ts';
import { agency, committee, county, neighbour, village } from './world.ts';

let opened: Village;
let gateway: Village['gateway'];
const as = (account: string): As => opened.as(account);
const read: Village['read'] = (...given) => opened.read(...given);
beforeAll(async () => {
  opened = await openVillage();
  ({ gateway } = opened);
  await opened.publishTwice();
});
afterAll(() => gateway.close());

describe('who may see it', () => {
  const ids = (account: string | undefined) =>
    data(
      gateway,
      `{ disclosures(division: "${village}", first: 10) { edges { node { id } } } disclosure(id: "${disclosure}") { id } node(id: "${disclosure}") { id } }`,
      {},
      account === undefined ? {} : as(account),
    );

  it.each(['villager', 'clerk', 'chair', 'supervisor', 'accountant', 'county', 'auditor'])('%s', async (account) => {
    const found = await ids(account);
    expect([found.disclosure, found.node]).toEqual([{ id: disclosure }, { id: disclosure }]);
    expect(found.disclosures.edges).toEqual([{ node: { id: disclosure } }]);
  });

  it.each(['neighbour', 'operator', undefined])('not %s', async (account) => {
    expect(await ids(account)).toEqual({ disclosures: { edges: [] }, disclosure: null, node: null });
  });

  it('masks names for residents, and shows them to those who work on it', async () => {
    const payee = async (account: string) => (await read(as(account))).current.accounts[0].lines[0].payee;
    expect(await payee('clerk')).toBe('张三丰');
    expect(await payee('villager')).not.toContain('三丰');
  });

  it('opens what the event holds digests of, by the same right', async () => {
    const { token, office } = as('villager');
    const values = async (who: As) =>
      (await read(who, 'evidence: current { seal { values { digest state salt value } } }')).evidence.seal.values;
    const opened = (found: readonly { readonly state: string; readonly value: string }[]) =>
      found.flatMap(({ state, value }) => (state === 'OPEN' ? [value] : []));
    expect(opened(await values(as('clerk')))).toEqual(expect.arrayContaining(['张三丰', '漏记十元', '办公用品']));
    const shown = await values({ token, office });
    expect(opened(shown)).toEqual(expect.arrayContaining(['漏记十元', '办公用品']));
    expect(shown).toContainEqual({ digest: expect.any(String), state: 'WITHHELD', salt: null, value: null });
    expect(JSON.stringify(shown)).not.toContain('三丰');
    for (const { state, salt, value, digest } of shown)
      if (state === 'OPEN')
        expect(
          createHash('sha256').update(Buffer.from(salt, 'base64')).update(JSON.stringify(value)).digest('base64url'),
        ).toBe(digest);
  });

  it('acts in no office that is not held', async () => {
    const { office } = as('clerk');
    const query = 'mutation ($i: WithdrawDisclosureInput!) { withdrawDisclosure(input: $i) { userErrors { code } } }';
    const input = { commandId: newCommandId(), disclosure, reason: 'x' };
    const stolen = await data(gateway, query, { i: input }, { token: as('villager').token, office });
    expect(stolen.withdrawDisclosure.userErrors).toEqual([{ code: 'access.office-not-held' }]);
    for (const account of ['villager', 'clerk', 'county', 'neighbour']) {
      const { withdrawDisclosure } = await data(
        gateway,
        query,
        { i: { ...input, commandId: newCommandId() } },
        as(account),
      );
      expect([account, withdrawDisclosure.userErrors]).toEqual([account, [{ code: 'access.denied' }]]);
    }
  });

  it('tells a refused query as such', async () => {
    const answer = await ask(
      gateway,
      `{ residents(division: "${village}", first: 10) { totalCount } viewer { name } }`,
      {},
      as('villager'),
    );
    expect(answer.errors?.[0]?.extensions).toMatchObject({
      code: 'query.refused',
      refusals: [{ code: 'access.denied' }],
    });
    const registrar = await data(
      gateway,
      `{ residents(division: "${village}", first: 10) { totalCount edges { node { name household } } } }`,
      {},
      as('registrar'),
    );
    expect(registrar.residents).toEqual({ totalCount: 1, edges: [{ node: { name: '张三', household: '1' } }] });
    const { viewer } = await data(
      gateway,
      '{ viewer { villages { division { name } } readsOfMe(first: 5) { edges { node { purpose officeKind } } } } }',
      {},
      as('villager'),
    );
    expect(viewer.readsOfMe.edges[0].node).toEqual({ purpose: 'list of residents', officeKind: 'REGISTRAR' });
  });
});

describe('statistics and the board', () => {
  it('show what is missing as missing', async () => {
    const query = `{ disclosureStatistics(division: "${county}", period: "2026Q1", bodyKind: VILLAGERS_COMMITTEE) { owing published posted missing
      children(first: 10) { edges { node { division { name } published children(first: 10) { edges { node { division { code } published missing } } } } } } } }`;
    const { disclosureStatistics: found } = await data(gateway, query, {}, as('county'));
    expect(found).toMatchObject({ owing: 2, published: 1, missing: 1 });
    expect(found.children.edges[0].node.children.edges.map(({ node }: { node: object }) => node)).toEqual([
      { division: { code: village }, published: 1, missing: 0 },
      { division: { code: neighbour }, published: 0, missing: 1 },
    ]);
    expect((await data(gateway, query, {}, as('villager'))).disclosureStatistics).toBeNull();
    const board = await data(
      gateway,
      '{ disclosureBoard(period: "2026Q1", first: 10) { totalCount missingCount edges { node { missing overdue due { lastDay } body { id agency { id } } disclosure { id } } } } }',
      {},
      as('accountant'),
    );
    expect(board.disclosureBoard).toEqual({
      ...{ totalCount: 1, missingCount: 0 },
      edges: [
        {
          node: {
            ...{ missing: false, overdue: false, due: { lastDay: '2026-04-15' } },
            ...{ body: { id: committee, agency: { id: agency } }, disclosure: { id: disclosure } },
          },
        },
      ],
    });
  });
});

describe('history', () => {
  it('as it was: before the correction the first version is all there is', async () => {
    const { versions } = (
      await data(
        gateway,
        `{ disclosure(id: "${disclosure}") { versions { version publishedAt } } }`,
        {},
        as('villager'),
      )
    ).disclosure;
    const asOf = versions[0].publishedAt;
    const raised = { disclosure, kind: 'OBJECTION', text: '少了一笔' };
    await carryOut(gateway, 'raiseObjection', raised, as('villager'));
    const then = await data(
      gateway,
      `query ($t: DateTime) { disclosure(id: "${disclosure}", asOf: $t) { versions { version } actions objections(first: 5) { edges { node { id } } } current { totals { receipts } } } disclosures(division: "${village}", first: 5, asOf: $t) { edges { node { versions { version } objections(first: 5) { edges { node { id } } } } } } now: disclosure(id: "${disclosure}") { objections(first: 5) { edges { node { status } } } } }`,
      { t: asOf },
      as('villager'),
    );
    expect(then.disclosure).toEqual({
      versions: [{ version: 1 }],
      actions: [],
      objections: { edges: [] },
      current: { totals: { receipts: 50_00 } },
    });
    expect(then.disclosures.edges).toEqual([{ node: { versions: [{ version: 1 }], objections: { edges: [] } } }]);
    expect(then.now.objections.edges).toEqual([{ node: { status: 'OPEN' } }]);
    const before = await data(
      gateway,
      `{ disclosure(id: "${disclosure}", asOf: "2020-01-01T00:00:00Z") { id } }`,
      {},
      as('villager'),
    );
    expect(before.disclosure).toBeNull();
  });

  it('is told in plain words, in both languages', async () => {
    const query = `{ timeline(division: "${village}", first: 100) { pageInfo { hasNextPage } edges { node { index type kind open text node { id } } } } }`;
    const { timeline } = await data(gateway, query, {}, as('auditor'));
    const entries = timeline.edges.map(({ node }: { node: object }) => node);
    expect(entries).toContainEqual(
      expect.objectContaining({
        type: 'disclosure-published',
        kind: 'PUBLICATION',
        open: true,
        text: '红旗村村民委员会: The finance disclosure for 2026, quarter 1 was published (version 2)',
        node: { id: disclosure },
      }),
    );
    const zh = await data(gateway, query, {}, { ...as('auditor'), headers: { 'accept-language': 'zh-CN' } });
    expect(zh.timeline.edges.map(({ node }: { node: { text: string } }) => node.text)).toContain(
      '红旗村村民委员会：发布2026年第一季度财务公开（第 2 版）',
    );
    for (const { text } of entries) expect(text).not.toMatch(/[[\]{}]/);
    const refused = await ask(gateway, query, {}, as('neighbour'));
    expect(refused.errors?.[0]?.extensions).toMatchObject({
      code: 'query.refused',
      refusals: [{ code: 'access.denied' }],
    });
  });
});

it('a printed sheet is checked by anybody, without telling more than is on it', async () => {
  const { current } = await read(as('villager'));
  const check = (version: number, figuresHash: string) =>
    data(
      gateway,
      'query ($d: ID!, $v: Int!, $h: String!) { checkSheet(disclosure: $d, version: $v, figuresHash: $h) { state currentVersion totals { closing } accounts { account lines { id date voucher kind payment payee } } } }',
      { d: disclosure, v: version, h: figuresHash },
    );
  expect((await check(2, current.figuresHash)).checkSheet).toEqual({
    state: 'CURRENT',
    currentVersion: 2,
    totals: { closing: 130_00 },
    accounts: [
      {
        account: '基本账户',
        lines: [
          expect.objectContaining({ date: '2026-03-05', voucher: '1', kind: 'INCOME', payee: '张*' }),
          expect.objectContaining({ voucher: '2', kind: 'EXPENDITURE', payment: 30_00, payee: '张*' }),
        ],
      },
    ],
  });
  expect((await check(2, 'f'.repeat(64))).checkSheet).toEqual({
    state: 'UNKNOWN',
    currentVersion: null,
    totals: null,
    accounts: null,
  });
});
