import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { gatewayRefusals } from '../src/refusals.ts';
import { ask, newCommandId, postJson } from './client.ts';
import { startGateway, type RunningGateway } from './running-gateway.ts';
import { tokenOf } from './world.ts';

let gateway: RunningGateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.close());

const codes = ({ errors }: { readonly errors?: readonly { readonly extensions: { readonly code: string } }[] }) =>
  errors?.map(({ extensions }) => extensions.code);

const division = 'division(code: "330302006044")';
const repeat = (times: number, part: (at: number) => string) =>
  Array.from({ length: times }, (_, at) => part(at)).join(' ');
const nested = (depth: number): string => (depth === 0 ? 'code' : `ancestors { ${nested(depth - 1)} }`);

describe('a query beyond its limits is refused before it is run', () => {
  it.each([
    ['depth', `{ ${division} { ${nested(20)} } }`, {}, 'query.too-deep'],
    ['aliases', `{ ${division} { ${repeat(40, (at) => `a${at}: name`)} } }`, {}, 'query.too-many-aliases'],
    ['root fields', `{ ${repeat(20, (at) => `a${at}: ${division} { code }`)} }`, {}, 'query.too-many-root-fields'],
    [
      'cost through variables',
      `query ($n: Int!) { ${division} { children(first: $n) { edges { node { children(first: $n) { edges { node { name code level villageKind abolished } } } } } } } }`,
      { n: 100 },
      'query.too-costly',
    ],
    [
      'page size',
      `query ($n: Int!) { ${division} { children(first: $n) { edges { cursor } } } }`,
      { n: 101 },
      'query.bad-page-size',
    ],
    ['length', `{ ${division} { ${' '.repeat(20_000)} code } }`, {}, 'query.too-long'],
    ['tokens', `{ ${division} { ${repeat(4_100, () => 'id')} } }`, {}, 'GRAPHQL_PARSE_FAILED'],
  ])('%s', async (_, query, variables, code) => {
    const answer = await ask(gateway, query, variables);
    expect([answer.status, codes(answer)]).toEqual([400, [code]]);
    expect(answer.data).toBeUndefined();
  });

  it('in the language of whoever asks', async () => {
    const query = `{ ${division} { ${nested(20)} } }`;
    const zh = await ask(gateway, query, {}, { headers: { 'accept-language': 'zh-CN,zh;q=0.9,en;q=0.8' } });
    expect(zh.errors?.[0]?.message).toBe('查询嵌套 22 层，上限 16 层');
    expect((await ask(gateway, query)).errors?.[0]?.message).toBe('The query is 22 levels deep; the limit is 16');
  });
});

describe('a request that is none', () => {
  const send = async (init: RequestInit) => {
    const response = await fetch(`${gateway.url}/graphql`, init);
    const { errors } = (await response.json()) as { errors?: { extensions: { code: string } }[] };
    return [response.status, errors?.[0]?.extensions.code];
  };
  const json = { 'content-type': 'application/json' };
  const query = '{ viewer { signedIn } }';

  it.each<[string, RequestInit, number, string]>([
    ['GET', { method: 'GET' }, 405, 'request.not-json'],
    ['a form', { method: 'POST', body: new URLSearchParams({ query }) }, 400, 'request.not-json'],
    [
      'plain text',
      { method: 'POST', headers: { 'content-type': 'text/plain' }, body: JSON.stringify({ query }) },
      400,
      'request.not-json',
    ],
    ['bad JSON', { method: 'POST', headers: json, body: '{"query": ' }, 400, 'request.not-json'],
    [
      'a batch',
      { method: 'POST', headers: json, body: JSON.stringify([{ query }, { query }]) },
      400,
      'request.not-json',
    ],
    ['no query', { method: 'POST', headers: json, body: '{}' }, 400, 'BAD_REQUEST'],
    [
      'too much',
      { method: 'POST', headers: json, body: JSON.stringify({ query, variables: { x: 'x'.repeat(2_000_000) } }) },
      413,
      'request.too-large',
    ],
  ])('%s', async (_, init, status, code) => {
    expect(await send(init)).toEqual([status, code]);
  });

  it('unpacks no bomb: a packed body counts by what it unpacks to', async () => {
    const { gzipSync } = await import('node:zlib');
    const body = gzipSync(JSON.stringify({ query, variables: { x: 'x'.repeat(50_000_000) } }));
    expect(await send({ method: 'POST', headers: { ...json, 'content-encoding': 'gzip' }, body })).toEqual([
      413,
      'request.too-large',
    ]);
  });
});

const words = { message: expect.stringMatching(/[一-鿿]/), remedy: expect.stringMatching(/[一-鿿]/) };

describe('values of the wrong form', () => {
  it.each([
    ['unknown field', '{ viewer { shoeSize } }', {}, 'GRAPHQL_VALIDATION_FAILED'],
    ['unknown argument', `{ division(code: "330302006044", sql: "x") { code } }`, {}, 'GRAPHQL_VALIDATION_FAILED'],
    ['short code in the query', '{ division(code: "12") { code } }', {}, 'GRAPHQL_VALIDATION_FAILED'],
    [
      'short code in a variable',
      'query ($c: DivisionCode!) { division(code: $c) { code } }',
      { c: '12' },
      'BAD_USER_INPUT',
    ],
    [
      'number for text',
      'query ($c: DivisionCode!) { division(code: $c) { code } }',
      { c: 330302006044 },
      'BAD_USER_INPUT',
    ],
    ['missing variable', 'query ($c: DivisionCode!) { division(code: $c) { code } }', {}, 'BAD_USER_INPUT'],
    ['position that is none', '{ body(id: "x", atLeast: "-1; DROP TABLE") { id } }', {}, 'GRAPHQL_VALIDATION_FAILED'],
    [
      'day that does not exist',
      'mutation ($i: EstablishBodyInput!) { establishBody(input: $i) { position } }',
      { i: { from: '2026-02-30' } },
      'BAD_USER_INPUT',
    ],
    [
      'unknown enum value',
      '{ searchDivisions(text: "x", first: 1, level: GALAXY) { code } }',
      {},
      'GRAPHQL_VALIDATION_FAILED',
    ],
    [
      'which operation',
      'query A { viewer { signedIn } } query B { viewer { signedIn } }',
      {},
      'OPERATION_RESOLUTION_FAILURE',
    ],
  ])('%s', async (_, query, variables, code) => {
    const answer = await ask(gateway, query, variables);
    expect([answer.status, codes(answer)]).toEqual([400, expect.arrayContaining([code])]);
  });

  it('of a variable name the variable and the place in it, in both languages', async () => {
    const query = 'mutation ($i: DraftDisclosureInput!) { draftDisclosure(input: $i) { position } }';
    const line = { date: '2026-02-30', voucher: '1', summary: 'x', account: '501', kind: 'INCOME' };
    const account = { account: 'a', book: 'b', opening: 1.5, closing: 0, lines: [{ ...line, receipt: 0, payment: 0 }] };
    const i = { commandId: newCommandId(), body: 'b', period: '2026Q1', content: { accounts: [account] } };
    const messages = async (language: string) =>
      (await ask(gateway, query, { i }, { headers: { 'accept-language': language } })).errors?.map(
        ({ message }) => message,
      );
    expect(await messages('zh')).toEqual([
      '变量 $i（i.content.accounts[0].opening）的值 1.5 不正确：应为 以分为单位的整数，而不是 1.5',
      '变量 $i（i.content.accounts[0].lines[0].date）的值 "2026-02-30" 不正确：应为 YYYY-MM-DD 格式的日期，而不是 "2026-02-30"',
    ]);
    expect((await messages('en'))?.[0]).toContain('"$i" got invalid value 1.5 at "i.content.accounts[0].opening"');
  });

  it('of an input are user errors with their field, told by the service that checks them', async () => {
    const input = { commandId: newCommandId(), title: 'x'.repeat(5_000), text: 'x', attachments: [] };
    const { data, errors } = await ask(
      gateway,
      'mutation ($i: DraftNoticeInput!) { draftNotice(input: $i) { notice { id } userErrors { code field message } } }',
      { i: { commandId: input.commandId, body: 'b', content: { title: '', text: 'text' } } },
      { token: await tokenOf(gateway, 'operator') },
    );
    expect(errors).toBeUndefined();
    expect(data.draftNotice).toMatchObject({
      notice: null,
      userErrors: [{ code: 'request.bad-input', field: 'content.title' }],
    });
  });

  it('say what to do, and the library’s own errors too, in the language of whoever asks', async () => {
    const zh = { headers: { 'accept-language': 'zh-CN' } };
    const unknown = await ask(gateway, '{ viewer { shoeSize } }', {}, zh);
    expect(unknown.errors?.[0]).toMatchObject({
      message: '类型 Viewer 没有字段 shoeSize',
      extensions: { code: 'GRAPHQL_VALIDATION_FAILED', remedy: expect.stringContaining('接口定义') },
    });
    const broken = await ask(gateway, '{ viewer { ', {}, zh);
    expect(broken.errors?.[0]?.message).toMatch(/^语法错误：/);
    const draft = (body: string, title: string) =>
      ask(
        gateway,
        'mutation ($i: DraftNoticeInput!) { draftNotice(input: $i) { userErrors { code message remedy field value } } }',
        { i: { commandId: newCommandId(), body, content: { title, text: '开会' } } },
        { ...zh },
      );
    const long = await draft('b'.repeat(300), '通知');
    expect(long.data.draftNotice.userErrors).toEqual([
      { code: 'request.bad-input', field: 'body', value: 'b'.repeat(80), ...words },
    ]);
    const denied = await draft('330326101201-vc', '通知');
    expect(denied.data.draftNotice.userErrors).toEqual([
      { code: expect.any(String), field: null, value: null, ...words },
    ]);
  });

  it('of a query are an error that names them', async () => {
    const text = 'x'.repeat(50);
    const answer = await ask(gateway, 'query ($t: String!) { searchDivisions(text: $t, first: 1) { code } }', {
      t: text,
    });
    expect(codes(answer)).toEqual(['request.bad-input']);
    expect(answer.errors?.[0]?.message).toContain('text');
  });
});

describe('what goes wrong inside', () => {
  it('is told by its number alone, and logged under it', async () => {
    const error = new Error('SELECT secret FROM vault');
    const broken = await startGateway();
    try {
      const { registry } = broken.services;
      Object.assign(registry, { createCaller: () => ({ me: { get: () => Promise.reject(error) } }) });
      const answer = await ask(
        broken,
        '{ viewer { signedIn } }',
        {},
        { headers: { 'x-correlation-id': 'test-number-7' } },
      );
      expect(answer.errors?.[0]).toMatchObject({
        message: 'Something went wrong inside; its number is test-number-7',
        extensions: { code: 'INTERNAL', correlationId: 'test-number-7' },
      });
      expect(answer.headers.get('x-correlation-id')).toBe('test-number-7');
      expect(answer.text).not.toMatch(/SELECT|vault|\.ts|node_modules|stack/i);
      const logged = broken.logged.map((line) => JSON.parse(line) as Record<string, unknown>);
      expect(logged).toContainEqual(expect.objectContaining({ correlationId: 'test-number-7', path: ['viewer'] }));
      expect(broken.logged.join('')).toContain('SELECT secret');
    } finally {
      await broken.close();
    }
  });

  it('leaks no path of the machine in any answer', async () => {
    const bodies = [
      '{"query":"{"}',
      '{"query":"{ nope }"}',
      '{"query":null}',
      '{"query":"{ viewer { signedIn } }","variables":[]}',
      '[]',
      'null',
      '{"query":"query($a:Nope){viewer{signedIn}}"}',
    ];
    for (const body of bodies) {
      const { text, status } = await postJson(gateway, body);
      expect(status).toBe(400);
      expect(text).not.toMatch(/node_modules|\.(ts|js):\d|\/src\/|stacktrace/);
    }
    const missing = await fetch(`${gateway.url}/no/such/%2e%2e/path`);
    expect([missing.status, await missing.text()]).toEqual([404, expect.not.stringMatching(/node_modules|\/src\//)]);
  });
});

describe('every answer', () => {
  it('has the headers that protect the page', async () => {
    const { headers } = await ask(gateway, '{ viewer { signedIn } }');
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain("script-src 'self'");
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/unsafe|\*/);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('x-powered-by')).toBeNull();
    expect(headers.get('access-control-allow-origin')).toBeNull();
    expect(headers.get('cache-control')).toBe('no-store');
  });

  it('has an error code that is documented', () => {
    for (const [code, { zh, en, when, remedy, remedyZh }] of Object.entries(gatewayRefusals)) {
      expect(code).toMatch(/^(query|request|service|subscription|upload)\.[a-z-]+$/);
      for (const text of [zh, en, when, remedy, remedyZh]) expect(text.length).toBeGreaterThan(3);
    }
  });
});
