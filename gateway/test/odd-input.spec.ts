import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { resolvers } from '../src/resolvers.ts';
import { buildSchema } from '../src/graphql/schema.ts';
import { askedFields, queryOf, type AskedField } from './asked-fields.ts';
import { ask, carryOut, data, newCommandId, type As } from './client.ts';
import { leavesOf, oddValues, saneObject, withOdd, type Sane } from './odd-values.ts';
import { disclosure, openVillage, type Village } from './village.ts';
import { agency, committee, png, upload, village } from './world.ts';

const schema = buildSchema(resolvers);
const fields = askedFields(schema);
const mutations = Object.values(schema.getMutationType()?.getFields() ?? {});

// Thousands of requests on a machine that others use as well.
jest.setTimeout(180_000);

/** Requests under way at once. */
const parallel = 8;

let opened: Village;
let sane: Sane;
let files: readonly string[];
const as = (account: string): As => opened.as(account);

beforeAll(async () => {
  opened = await openVillage({ maxReadWaitMs: 50 });
  await opened.publishTwice();
  const { gateway } = opened;
  const list = '姓名,户号\n张三,1\n';
  files = [await upload(gateway, list, as('clerk')), await upload(gateway, png(9), as('clerk'))];
  const raised = await carryOut(
    gateway,
    'raiseObjection',
    { disclosure, kind: 'OBJECTION', text: '数目不对' },
    as('villager'),
    'objection { id }',
  );
  const drafted = await carryOut(
    gateway,
    'draftNotice',
    { body: committee, content: { title: '通知', text: '开会' } },
    as('clerk'),
    'notice { id }',
  );
  const called = await carryOut(
    gateway,
    'callBallot',
    {
      ...{ body: committee, assembly: 'VILLAGERS', matter: 'GENERAL', title: '表决', text: '是否同意' },
      ...{ question: { kind: 'YES_NO' }, secrecy: 'OPEN', channels: ['ONLINE'] },
      times: { opensAt: '2030-01-01T00:00:00Z', closesAt: '2030-01-02T00:00:00Z' },
    },
    as('clerk'),
    'ballot { id }',
  );
  const { viewer } = await data(gateway, '{ viewer { person offices { id } } }', {}, as('villager'));
  const { viewer: clerk } = await data(gateway, '{ viewer { offices { id } } }', {}, as('clerk'));
  sane = {
    ...{
      ID: committee,
      body: committee,
      agency,
      disclosure,
      notice: drafted.notice.id,
      objection: raised.objection.id,
      ballot: called.ballot.id,
    },
    ...{ person: viewer.person, office: clerk.offices[0].id, id: disclosure, line: undefined, period: '2026Q1' },
    ...{ content: undefined, String: 'text', Boolean: true, Int: 1, first: 1, version: 1, after: undefined },
    ...{ Fen: 0, Date: '2026-03-05', DateTime: '2030-01-01T00:00:00Z', Position: undefined, DivisionCode: village },
    ...{
      FileHash: files[0],
      asOf: undefined,
      figuresHash: 'f'.repeat(64),
      original: undefined,
      fileName: '名册.csv',
      opening: 0,
      closing: 0,
    },
  };
});
afterAll(() => opened.gateway.close());

interface Shot {
  readonly query: string;
  readonly variables: object;
  readonly who: As;
}

/** Variables of the shots that were answered by something nobody foresaw: none. */
const brokenBy = async (shots: readonly Shot[]): Promise<readonly unknown[]> => {
  const broken: unknown[] = [];
  const waiting = [...shots];
  const worker = async () => {
    for (let shot = waiting.pop(); shot !== undefined; shot = waiting.pop()) {
      const { errors = [], status } = await ask(opened.gateway, shot.query, shot.variables, shot.who);
      const internal = errors.filter(({ extensions: { code } }) => code === 'INTERNAL');
      if (internal.length > 0 || status >= 500)
        broken.push({ ...shot.variables, status, paths: internal.map(({ path }) => path?.join('.')) });
    }
  };
  await Promise.all(Array.from({ length: parallel }, worker));
  return broken;
};

const argumentsOf = ({ args }: AskedField['field']) => saneObject(args, sane);

describe('a field of a query answers whatever it is asked', () => {
  it.each(fields.map((asked) => [`${asked.type}.${asked.field.name}`, asked] as const))('%s', async (_, asked) => {
    const { field } = asked;
    const right = argumentsOf(field);
    const odd = leavesOf(field.args).flatMap(({ path, type }) =>
      oddValues(type, files).map((value) => withOdd(right, path, value) as Record<string, unknown>),
    );
    const shots = ['villager', 'clerk', 'county'].flatMap((account) =>
      [right, ...odd].map((given) => ({ ...queryOf(schema, asked, given, argumentsOf), who: as(account) })),
    );
    const { query, variables } = queryOf(schema, asked, right, argumentsOf);
    // Else nothing of all this would come as far as a service.
    const { errors = [] } = await ask(opened.gateway, query, variables, as('county'));
    expect(errors.filter(({ extensions: { code } }) => code !== 'query.refused')).toEqual([]);
    expect(await brokenBy([...shots, { ...queryOf(schema, asked, right, argumentsOf), who: {} }])).toEqual([]);
  });
});

const accounts = ['operator', 'registrar', 'accountant', 'clerk', 'chair', 'supervisor', 'villager', 'county'];

describe('a mutation answers whatever it is asked', () => {
  it.each(mutations.map((field) => [field.name, field] as const))('%s', async (name, field) => {
    const asked: AskedField = { type: 'Mutation', field, way: [] };
    const input = (given: Record<string, unknown>) => withOdd(given, ['input', 'commandId'], newCommandId());
    const shotOf = (given: Record<string, unknown>, who: As): Shot => ({
      ...queryOf(schema, asked, given, argumentsOf, { kind: 'mutation' }),
      who,
    });
    const right = argumentsOf(field);
    const odd = leavesOf(field.args)
      .filter(({ path }) => path.at(-1) !== 'commandId')
      .flatMap(({ path, type }) => oddValues(type, files).map((value) => withOdd(right, path, value)));
    // Whoever may not do it never comes as far as what is odd.
    const allowed: As[] = [];
    for (const account of accounts) {
      const { query, variables } = shotOf(input(right) as Record<string, unknown>, as(account));
      const { data: answer, status } = await ask(opened.gateway, query, variables, as(account));
      expect(status).toBe(200);
      const codes = (answer?.[name]?.userErrors ?? []).map(({ code }: { readonly code: string }) => code);
      if (!codes.includes('access.denied')) allowed.push(as(account));
    }
    expect(allowed).not.toEqual([]);
    const shots = allowed
      .slice(0, 1)
      .flatMap((who) =>
        odd.map((given) => shotOf(input(given as Record<string, unknown>) as Record<string, unknown>, who)),
      );
    const visitor = shotOf(input(right) as Record<string, unknown>, {});
    expect(await brokenBy([...shots, visitor])).toEqual([]);
  });
});
