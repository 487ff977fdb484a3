import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { getNamedType } from 'graphql';
import { buildSchema } from '../src/graphql/schema.ts';
import { resolvers } from '../src/resolvers.ts';
import { askedFields, queryOf } from './asked-fields.ts';
import { ask, carryOut, data, type As } from './client.ts';
import { interceptServices } from './intercepted.ts';
import { saneObject } from './odd-values.ts';
import { content, disclosure, openVillage, type Village } from './village.ts';
import { committee, county, village } from './world.ts';

const schema = buildSchema(resolvers);
/** Every list with pages that a query can ask for at its root; a new one is among them by itself. */
const lists = askedFields(schema).filter(
  ({ type, field }) => type === 'Query' && getNamedType(field.type).name.endsWith('Connection'),
);

let opened: Village;
let matter: string;
let topic: string;
const as = (account: string): As => opened.as(account);
const calls: string[] = [];

beforeAll(async () => {
  opened = await openVillage();
  await opened.publishTwice();
  const { gateway } = opened;
  const draft = {
    body: committee,
    period: 'matter-road',
    title: '村道硬化',
    days: { from: '2026-03-01', to: '2026-03-31' },
  };
  const given = { ...draft, content: content() };
  matter = (await carryOut(gateway, 'draftDisclosure', given, as('accountant'), 'disclosure { id }')).disclosure.id;
  for (const text of ['数目不对', '单据不全'])
    await carryOut(gateway, 'raiseObjection', { disclosure, kind: 'OBJECTION', text }, as('villager'));
  for (const title of ['通知一', '通知二']) {
    const input = { body: committee, content: { title, text: '开会' } };
    const { notice } = await carryOut(gateway, 'draftNotice', input, as('clerk'), 'notice { id }');
    await carryOut(gateway, 'publishNotice', { notice: notice.id }, as('clerk'));
  }
  for (const title of ['路灯', '修路']) {
    const words = { body: committee, title, text: '村口' };
    const proposal = { ...words, matter: 'PUBLIC_WORKS' };
    const proposed = await carryOut(gateway, 'proposeTopic', proposal, as('villager'), 'topic { id }');
    topic = proposed.topic.id;
    for (const account of ['villager', 'clerk', 'supervisor']) {
      const made = await carryOut(gateway, 'makeComment', { topic, text: '好' }, as(account), 'comment { id }');
      await carryOut(gateway, 'makeComment', { topic, parent: made.comment.id, text: '是' }, as('chair'));
    }
    for (const open of [true, false]) await carryOut(gateway, 'makeSuggestion', { ...words, open }, as('villager'));
  }
  interceptServices(gateway, (path, call) => {
    calls.push(path);
    return call();
  });
});
afterAll(() => opened.gateway.close());

const sane = {
  ...{ ID: committee, body: committee, DivisionCode: village, String: 'text', period: '2026Q1', Boolean: true },
  ...{ after: undefined, Position: undefined, asOf: undefined, search: undefined },
};

describe('a list asks for as much when it is long as when it is short', () => {
  it.each(lists.map((list) => [list.field.name, list] as const))('%s', async (_, list) => {
    const countCalls = async (account: string, first: number) => {
      const { query, variables } = queryOf(schema, list, { ...saneObject(list.field.args, sane), first }, () => ({}), {
        depth: 2,
      });
      calls.length = 0;
      await data(opened.gateway, query, variables, as(account)).catch(() => undefined);
      return Map.groupBy(calls, (call) => call);
    };
    for (const account of ['clerk', 'villager', 'accountant', 'auditor']) {
      const [long, short] = [await countCalls(account, 10), await countCalls(account, 1)];
      // Things of other kinds, as a timeline has them, are asked for as well, but all those of a kind at once.
      for (const [call, { length }] of long)
        expect([call, length <= (short.get(call)?.length ?? 1)]).toEqual([call, true]);
    }
  });

  it('the page of a topic, with its threads, their authors and what they say', async () => {
    const query = `query ($id: ID!, $first: Int!) { topic(id: $id) { title author { name } supporters comments(first: $first) {
      edges { node { text author { name } foldings { office { kind } } replies(first: 5) { edges { node { text author { name } } } } } } } } }`;
    const asked = async (first: number) => {
      calls.length = 0;
      const answer = await data(opened.gateway, query, { id: topic, first }, as('villager'));
      return { shown: answer.topic.comments.edges.length, calls: calls.toSorted() };
    };
    const [short, long] = [await asked(1), await asked(10)];
    expect([short.shown, long.shown]).toEqual([1, 3]);
    expect(long.calls).toEqual(short.calls);
    expect(short.calls.filter((call) => call === 'consultation.comments.pages')).toHaveLength(2);
  });

  it('the objections of several disclosures, and the statistics of several towns', async () => {
    const query = `{ a: disclosure(id: "${disclosure}") { ...D } b: disclosure(id: "${matter}") { ...D } }
      fragment D on FinanceDisclosure { objections(first: 5) { edges { node { text } } } }`;
    calls.length = 0;
    const { a } = await data(opened.gateway, query, {}, as('clerk'));
    expect(a.objections.edges).toHaveLength(2);
    expect(calls.filter((call) => call.includes('objections'))).toEqual(['publication.objections.ofDisclosures']);
    calls.length = 0;
    const field = `disclosureStatistics(division: "${county}", period: "2026Q1", bodyKind: VILLAGERS_COMMITTEE)`;
    await data(
      opened.gateway,
      `{ ${field} { children(first: 5) { edges { node { children(first: 5) { edges { node { owing } } } } } } } }`,
      {},
      as('county'),
    );
    expect(calls.filter((call) => call.endsWith('.statistics'))).toHaveLength(3);
  });
});

describe('what is in preparation', () => {
  const ids = async (account: string) =>
    (
      await data(
        opened.gateway,
        '{ disclosuresInPreparation(first: 10) { stale edges { node { id status stale } } } }',
        {},
        as(account),
      )
    ).disclosuresInPreparation;

  it('is listed with its matters for those who work on it, and for nobody else', async () => {
    const found = { stale: false, edges: [{ node: { id: matter, status: 'DRAFT', stale: false } }] };
    for (const account of ['accountant', 'clerk', 'chair', 'supervisor'])
      expect([account, await ids(account)]).toEqual([account, found]);
    for (const account of ['villager', 'neighbour', 'county']) expect((await ids(account)).edges).toEqual([]);
  });
});

describe('a single thing, asked for at a position that nobody has reached', () => {
  it('says that it is stale, or that it may be on its way', async () => {
    const lagging = await openVillage({ maxReadWaitMs: 20 });
    try {
      const p = '9'.repeat(18);
      const query = 'query ($p: Position, $id: ID!) { body(id: $id, atLeast: $p) { id stale division { stale } } }';
      const clerk = lagging.as('clerk');
      const shown = await data(lagging.gateway, query, { p, id: committee }, clerk);
      expect(shown.body).toEqual({ id: committee, stale: true, division: { stale: true } });
      expect((await data(lagging.gateway, query, { id: committee }, clerk)).body).toMatchObject({ stale: false });
      const absent = 'query ($p: Position) { notice(id: "notice-x", atLeast: $p) { id stale } }';
      await expect(data(lagging.gateway, absent, { p }, clerk)).rejects.toThrow('query.not-yet');
      expect((await data(lagging.gateway, absent, {}, clerk)).notice).toBeNull();
      // Of whatever kind it is, and whether or not it has a field of that name.
      const residents = `query ($p: Position) { residents(division: "${village}", first: 1, atLeast: $p) { totalCount } }`;
      const registrar = lagging.as('registrar');
      expect((await ask(lagging.gateway, residents, { p }, registrar)).extensions).toEqual({ stale: true });
      expect(await ask(lagging.gateway, residents, {}, registrar)).not.toHaveProperty('extensions');
    } finally {
      await lagging.gateway.close();
    }
  });
});
