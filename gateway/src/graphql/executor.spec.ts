import { describe, expect, it } from '@jest/globals';
import { execute, Kind, parse, type OperationDefinitionNode } from 'graphql';
import { createContext, type GatewayContext } from '../context.ts';
import { resolvers } from '../resolvers.ts';
import type { Services } from '../services.ts';
import { createExecutor } from './executor.ts';
import { buildSchema } from './schema.ts';

const schema = buildSchema(resolvers);

const village = '330302001201';
const division = {
  ...{ code: village, name: '红旗村', level: 'village', villageKind: 'residents-community', abolished: false },
  ...{
    successors: [],
    children: 0,
    names: [
      { name: '老村', since: '2020-01-01T00:00:00.000Z' },
      { name: '红旗村', since: '2024-01-01T00:00:00.000Z' },
    ],
  },
};
const body = {
  body: `${village}-vc`,
  kind: 'villagers-committee',
  name: '村委会',
  division: village,
  noticeBoards: ['上村'],
  owesDisclosure: true,
  from: '2020-01-01',
};
const line = {
  line: 'l1',
  date: '2026-03-05',
  voucher: '1',
  entry: 1,
  summary: null,
  account: '501',
  kind: 'current-account',
  receipt: 5,
  payment: 0,
  payee: undefined,
};
const disclosure = {
  ...{
    disclosure: `disclosure-${village}-vc-2026Q1`,
    body: body.body,
    division: village,
    period: '2026Q1',
    from: '2026-01-01',
    to: '2026-03-31',
  },
  ...{ status: 'under-review', objectionWindowOpen: false, actions: ['give-opinion', 'return'], versions: [] },
  candidate: { version: 1, stage: 'under-review', steps: [{ step: 'supervision-opinion', done: false }], rules: [] },
};
const content = {
  disclosure: disclosure.disclosure,
  version: 1,
  figuresHash: 'f'.repeat(64),
  accounts: [{ account: '基本账户', book: '村账', opening: 0, receipts: 5, payments: 0, closing: 5, lines: [line] }],
  sections: [{ kind: 'debts', rows: [{ item: '借款', amount: 7 }] }],
  attachments: [],
};

const answer = async (value: unknown) => ({ stale: false, value });
const callers = {
  registry: {
    divisions: { get: () => answer([division]) },
    bodies: { get: () => answer([body, { ...body, body: `${village}-co`, name: undefined, kind: undefined }]) },
  },
  publication: { disclosures: { get: () => answer([disclosure]), contents: () => answer([content]) } },
  consultation: {},
  audit: {},
  integration: {},
};
const services = Object.fromEntries(
  Object.entries(callers).map(([name, caller]) => [name, { createCaller: () => caller }]),
) as never as Services;
const context = (): GatewayContext => createContext(services, { correlationId: 'test' }, 'zh');

const requestOf = (query: string, variables: Readonly<Record<string, unknown>> = {}) => {
  const document = parse(query);
  const operation = document.definitions.find(
    (definition): definition is OperationDefinitionNode => definition.kind === Kind.OPERATION_DEFINITION,
  );
  return { document, operation, queryHash: query, variables, context: context() };
};

describe('compiled execution', () => {
  it.each([
    [
      'names, dates, enumerations, lists of them',
      `{ division(code: "${village}") { id level villageKind formerNames { name until } name(asOf: "2021-01-01T00:00:00Z") } }`,
    ],
    [
      'what is absent',
      '{ disclosure(id: "d") { title withdrawalReason current { publishedAt reason totals { opening } } } }',
    ],
    [
      'a disclosure',
      '{ disclosure(id: "d") { status actions steps { step done at due { lastDay } } current { accounts { account lines { id kind date receipt summary payee } } sections { kind rows { item amount quantity } } } } }',
    ],
    [
      'a value that must be there and is not',
      `{ a: body(id: "${village}-vc") { kind name } b: body(id: "${village}-co") { id name } }`,
    ],
    ['an enumeration that must be there and is not', `{ body(id: "${village}-co") { kind } }`],
    ['an abstract type', `{ node(id: "${village}") { __typename id ... on Division { name } ... on Body { kind } } }`],
    [
      'what is skipped',
      `query ($no: Boolean = false) { division(code: "${village}") { id name @include(if: $no) level @skip(if: $no) } }`,
    ],
  ])('answers as GraphQL does: %s', async (_, query) => {
    const compiled = await createExecutor(schema)(requestOf(query));
    const reference = await execute({ schema, document: parse(query), contextValue: context() });
    const plain = ({ data, errors }: typeof compiled) =>
      JSON.parse(JSON.stringify({ data, errors: errors?.map(({ message, path }) => ({ message, path })) }));
    expect(plain(compiled)).toEqual(plain(reference));
  });

  it('compiles each operation of a document for itself', async () => {
    const run = createExecutor(schema);
    const document = parse(
      `query A { division(code: "${village}") { id } } query B { division(code: "${village}") { name } }`,
    );
    const [a, b] = document.definitions as OperationDefinitionNode[];
    const request = { document, queryHash: 'same', variables: {}, context: context() };
    expect((await run({ ...request, operation: a })).data).toEqual({ division: { id: village } });
    expect((await run({ ...request, operation: b })).data).toEqual({ division: { name: '红旗村' } });
  });
});
