import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { maxSignInsPerAccount } from '../src/sign-in/attempts.ts';
import { createBrowser } from './browser.ts';
import { ask, newCommandId, postJson, type As } from './client.ts';
import { openVillage, type Village } from './village.ts';
import { startGateway, type RunningGateway } from './running-gateway.ts';
import { png, tokenOf, upload, village } from './world.ts';

let opened: Village;
let gateway: RunningGateway;
const as = (account: string): As => opened.as(account);
beforeAll(async () => {
  opened = await openVillage({
    trustedProxies: 1,
    uploadQuota: { maxPersonBytes: 3_000_000, maxDivisionBytes: 4_000_000 },
  });
  ({ gateway } = opened);
});
afterAll(() => gateway.close());

const codes = ({ errors = [] }: Awaited<ReturnType<typeof ask>>) => errors.map(({ extensions: { code } }) => code);

describe('cookies', () => {
  const cookiesOf = async (headers: Record<string, string>) => {
    const response = await fetch(`${gateway.url}/sign-in?account=clerk`, { headers, redirect: 'manual' });
    return response.headers.getSetCookie().filter((one) => one.includes('cunjian-sign-in'));
  };

  it('are this very host’s alone where the request came over HTTPS, and plain on loopback', async () => {
    expect(await cookiesOf({})).toEqual([
      expect.stringMatching(/^cunjian-sign-in=.*; Path=\/;.* HttpOnly; SameSite=Lax$/),
    ]);
    const [secure = ''] = await cookiesOf({ 'x-forwarded-proto': 'https' });
    expect(secure).toMatch(/^__Host-cunjian-sign-in=/);
    expect(secure).toMatch(/; Secure/);
    expect(secure).toMatch(/Path=\//);
    expect(secure).not.toMatch(/Domain/i);
  });

  it('of the plain name are not believed over HTTPS: a neighbour of the domain could have set them', async () => {
    const browser = createBrowser(gateway.url);
    await browser.open('/sign-in?account=clerk');
    const session = browser.jar.get('cunjian-session') ?? '';
    const who = async (cookie: string, headers: Record<string, string> = {}) =>
      (await ask(gateway, '{ viewer { account } }', {}, { cookie, headers })).data.viewer.account;
    const overHttps = { 'x-forwarded-proto': 'https' };
    expect(await who(`cunjian-session=${session}`)).toBe('clerk');
    expect(await who(`cunjian-session=${session}`, overHttps)).toBeNull();
    expect(await who(`__Host-cunjian-session=${session}`, overHttps)).toBe('clerk');
    expect(await who(`__Host-cunjian-session=${session}`)).toBeNull();
  });

  it('that are malformed are none', async () => {
    const { status, data } = await ask(gateway, '{ viewer { signedIn } }', {}, { cookie: 'cunjian-session=%E0%A4%A' });
    expect([status, data.viewer]).toEqual([200, { signedIn: false }]);
  });

  it('never cross a network in the clear in production', async () => {
    const signIn = {
      kind: 'issuer',
      issuer: 'https://issuer.test',
      clientId: 'x',
      clientSecret: 'x',
      audience: 'x',
    } as const;
    const open = startGateway({ signIn, production: true, publicUrl: 'http://cunjian.example.gov.cn' });
    await expect(open).rejects.toThrow('must begin with https://');
  });
});

describe('a request that another site made', () => {
  const query = JSON.stringify({ query: '{ viewer { account } }' });
  const send = async (headers: Record<string, string>) => {
    const browser = createBrowser(gateway.url);
    await browser.open('/sign-in?account=clerk');
    const response = await fetch(`${gateway.url}/graphql`, {
      ...{ method: 'POST', body: query, headers: { cookie: browser.cookie(), ...headers } },
    });
    return [
      response.status,
      ((await response.json()) as { errors?: { extensions: { code: string } }[] }).errors?.[0]?.extensions.code,
    ];
  };

  it.each([
    [
      'a form',
      { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'cross-site' },
      400,
      'request.not-json',
    ],
    [
      'a form with a file',
      { 'content-type': 'multipart/form-data; boundary=x', 'sec-fetch-site': 'same-origin' },
      400,
      'request.not-json',
    ],
    ['plain text', { 'content-type': 'text/plain', 'sec-fetch-site': 'cross-site' }, 400, 'request.not-json'],
    ['JSON', { 'content-type': 'application/json', 'sec-fetch-site': 'cross-site' }, 403, 'request.cross-site'],
    [
      'a neighbour of the domain',
      { 'content-type': 'application/json', 'sec-fetch-site': 'same-site' },
      403,
      'request.cross-site',
    ],
    [
      'an old browser elsewhere',
      { 'content-type': 'application/json', origin: 'https://evil.example' },
      403,
      'request.cross-site',
    ],
    ['nobody says who', { 'content-type': 'application/json' }, 403, 'request.cross-site'],
  ])('%s', async (_, headers, status, code) => {
    expect(await send(headers)).toEqual([status, code]);
  });
});

describe('JSON', () => {
  const draft = 'mutation ($i: DraftNoticeInput!) { draftNotice(input: $i) { userErrors { code } } }';

  it.each(['__proto__', 'constructor', 'prototype'])('with %s changes nothing but itself', async (name) => {
    const poison = `"${name}": {"polluted": true, "isAdmin": true, "toString": "x"}`;
    const bodies = [
      `{"query": ${JSON.stringify(draft)}, "variables": {"i": {${poison}, "commandId": "${newCommandId()}", "body": "b", "content": {"title": "t", "text": "x"}}}}`,
      `{"query": "{ viewer { signedIn } }", "variables": {${poison}}}`,
      `{"query": "{ viewer { signedIn } }", ${poison}}`,
      `{"query": "{ viewer { signedIn } }", "extensions": {${poison}}, "operationName": "${name}"}`,
    ];
    for (const body of bodies) {
      const answer = await postJson(gateway, body, as('clerk'));
      expect([200, 400]).toContain(answer.status);
      expect(codes(answer)).not.toContain('INTERNAL');
    }
    expect(Object.keys(Object.prototype)).toEqual([]);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('of files to be imported changes nothing either', async () => {
    const csv =
      '__proto__,constructor,日期,凭证号,摘要,科目,收入,支出\npolluted,x,2026-03-05,__proto__,constructor,501,1,\n';
    const file = await upload(gateway, csv, as('accountant'));
    const preview =
      'mutation ($i: DisclosureFileInput!) { previewDisclosures(input: $i) { userErrors { code } results { userErrors { code } } } }';
    const input = { file, fileName: '__proto__.csv', period: '2026Q1', body: `${village}-vc` };
    const { errors } = await ask(gateway, preview, { i: input }, as('accountant'));
    expect(errors).toBeUndefined();
    expect(Object.keys(Object.prototype)).toEqual([]);
  });

  it('that is nested without end is refused before anything goes into it', async () => {
    const query = 'query ($c: DivisionCode!) { division(code: $c) { code } }';
    const nested = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;
    const answer = await postJson(gateway, `{"query": "${query}", "variables": {"c": ${nested}}}`);
    expect([answer.status, codes(answer)]).toEqual([400, ['query.variables-too-deep']]);
  });
});

describe('reading the schema', () => {
  const deeper = (depth: number): string => (depth === 0 ? 'name' : `fields { name type { ${deeper(depth - 1)} } }`);
  const wide = Array.from(
    { length: 20 },
    (_, at) => `a${at}: fields { name args { name type { name fields { name } } } }`,
  );

  it.each([
    ['deeply', `{ __schema { types { ${deeper(5)} } } }`],
    ['by names', `{ __type(name: "Query") { ${deeper(6)} } }`],
    [
      'through fragments',
      `{ __schema { types { ...F } } } fragment F on __Type { fields { type { ...G } } } fragment G on __Type { fields { type { fields { type { fields { name } } } } } }`,
    ],
    ['under many names', `{ __schema { types { ${wide.join(' ')} } } }`],
  ])('%s is bounded', async (_, query) => {
    const { status, data, text } = await ask(gateway, query);
    expect([status, data]).toEqual([400, undefined]);
    expect(text.length).toBeLessThan(20_000);
  });

  it('works for tools', async () => {
    const { getIntrospectionQuery } = await import('graphql');
    expect((await ask(gateway, getIntrospectionQuery())).status).toBe(200);
  });
});

describe('uploads', () => {
  const bytes = (size: number, shade: number) => Buffer.concat([png(shade), Buffer.alloc(size - png(shade).length)]);
  const put = async (account: string, body: Buffer) => {
    const { token = '', office = '' } = as(account);
    const headers = {
      authorization: `Bearer ${token}`,
      'cunjian-office': office,
      'content-type': 'application/octet-stream',
    };
    const response = await fetch(`${gateway.url}/upload`, { method: 'POST', headers, body });
    const { errors } = (await response.json()) as {
      errors?: { message: string; extensions: { code: string; remedy: string } }[];
    };
    return [response.status, errors?.[0]?.extensions.code];
  };

  it('have a limit a day for each person, and for all of a village together', async () => {
    expect(await put('clerk', bytes(2_000_000, 1))).toEqual([200, undefined]);
    expect(await put('clerk', bytes(2_000_000, 2))).toEqual([429, 'upload.person-quota']);
    expect(await put('chair', bytes(1_500_000, 3))).toEqual([200, undefined]);
    expect(await put('chair', bytes(1_000_000, 4))).toEqual([429, 'upload.division-quota']);
    // Another office is counted by itself; and the next day everybody begins anew.
    expect(await put('accountant', bytes(2_500_000, 5))).toEqual([200, undefined]);
  });
});

describe('signing in', () => {
  const token = (account: string, address: string) =>
    fetch(`${gateway.url}/sign-in/demo-token`, {
      ...{ method: 'POST', body: new URLSearchParams({ account }), headers: { 'x-forwarded-for': address } },
    });

  it('is slowed down by account, wherever the requests come from', async () => {
    expect(await tokenOf(gateway, 'town')).not.toBe('');
    let refused: Response | undefined;
    for (let tries = 0; tries <= maxSignInsPerAccount; tries++) refused = await token('town', `10.0.0.${tries % 250}`);
    expect([refused?.status, Number(refused?.headers.get('retry-after')) > 0]).toEqual([429, true]);
    expect((await token('county', '10.0.0.1')).status).toBe(200);
    gateway.clock.advance(10 * 60_000);
    expect((await token('town', '10.0.1.1')).status).toBe(200);
  });
});
