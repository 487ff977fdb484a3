import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Express } from 'express';
import { disclosure, openVillage, type Village } from './village.ts';
import { village } from './world.ts';

let opened: Village;
beforeAll(async () => {
  opened = await openVillage({ pageRoot: import.meta.dirname, trustedProxies: 1 });
});
afterAll(() => opened.gateway.close());

interface Answer {
  readonly status: number;
  readonly body: string;
}

let requests = 0;
/** Nobody is slowed down: each request seems to come from somewhere else. */
const address = () => `10.${(++requests >> 16) & 255}.${(requests >> 8) & 255}.${requests & 255}`;

/** As it stands: fetch would mend the path, and leave out headers that browsers do not send. */
const send = (path: string, headers: Readonly<Record<string, string>> = {}, method = 'GET', body?: string) =>
  new Promise<Answer>((resolve, reject) => {
    const { hostname, port } = new URL(opened.gateway.url);
    const sent = request(
      { hostname, port, path, method, headers: { 'x-forwarded-for': address(), ...headers } },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString() }));
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });

interface Layer {
  readonly route?: { readonly path: unknown };
  readonly handle?: { readonly stack?: readonly Layer[] };
}

/** Every path that a router of the gateway has, those of nested ones without what they are mounted under. */
const routesOf = (layers: readonly Layer[]): readonly string[] =>
  layers.flatMap(({ route, handle }) => [
    ...(route === undefined ? [] : [route.path].flat().map(String)),
    ...routesOf(handle?.stack ?? []),
  ]);
const routes = (app: Express): readonly string[] =>
  routesOf((app as unknown as { router: { stack: readonly Layer[] } }).router.stack);

const oddSegments = [
  ...['', '%', '%zz', '%00', '%ff%fe', '..', '%2e%2e', '..%2f..%2fetc%2fpasswd', 'x'.repeat(3_000), '-1', '0', 'null'],
  ...['000000000000', village, `${village}-vc`, disclosure, 'disclosure-x', 'notice-x', 'objection-x', 'office-x'],
  ...[
    '__proto__',
    'constructor',
    '%E2%80%AEabc',
    '%F0%9F%92%A9',
    'f'.repeat(64),
    '9'.repeat(40),
    "'%20OR%201=1",
    '[object',
  ],
];
const oddQueries = [
  '',
  '?',
  '?%',
  '?%zz=%zz',
  '?from=-1',
  '?from=x&limit=0',
  '?limit=1e9',
  '?version=-1',
  '?version=9999999',
];
const moreQueries = [
  '?division=x',
  '?division=%00',
  '?division[]=x',
  '?to=%zz',
  '?account[]=x',
  '?bind=2',
  '?__proto__=x',
];

/** Written out where a path is a pattern; the spec says when one is missing. */
const ofPatterns: readonly string[] = [
  ...['/log/division/:code/checkpoint', '/log/division/:code/opening/:index', '/log/division/:code/openings'],
  ...['/log/division/:code/tile/:level/:at', `/log/division/${village}/:what`, `/log/division/${village}/tile/:a/:b`],
  ...[`/log/division/${village}/epoch-:n/checkpoint`, `/log/division/${village}/tile/entries/:n.p/:w`],
  ...[`/log/division/${village}/opening/:n`, '/log/heads/:what', '/log/heads/tile/:level/:n', '/:page'],
  ...['/attachments/:owner/:sha256', '/log/:what', '/sign-in/:what', '/oidc/:what', '/oidc/.well-known/:what'],
];

/** `path` with each of the odd segments in the place of its parameters, of all at once. */
const filled = (path: string): readonly string[] => oddSegments.map((odd) => path.replace(/[:*]\w+/g, odd));

const isAnswered = ({ status, body }: Answer): boolean =>
  status < 500 && (status < 400 || !body.startsWith('{') || /"remedy":"[^"]{4,}/.test(body));

describe('whatever is asked of a path', () => {
  it('is answered, by what says what is wrong', async () => {
    const own = routes(opened.gateway.gateway.app).filter((path) => path.startsWith('/') && !path.startsWith('/^'));
    expect(own).toEqual(expect.arrayContaining(['/sign-in', '/upload', '/log/vkeys', '/attachments/:owner/:sha256']));
    const plain = [...new Set([...own, ...own.map((path) => `/sign-in${path}`), ...ofPatterns])];
    const paths = plain.flatMap((path) => [
      ...new Set([...filled(path), ...[...oddQueries, ...moreQueries].map((query) => filled(path)[13] + query)]),
    ]);
    const broken: unknown[] = [];
    const { token = '', office = '' } = opened.as('clerk');
    const waiting = paths.flatMap((path) => [
      { path, headers: {} },
      { path, headers: { authorization: `Bearer ${token}`, 'cunjian-office': office } },
    ]);
    const worker = async () => {
      for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
        const answer = await send(next.path, next.headers);
        if (!isAnswered(answer)) broken.push([next.path.slice(0, 100), answer]);
      }
    };
    await Promise.all([worker(), worker(), worker(), worker()]);
    expect(broken).toEqual([]);
  }, 120_000);

  it.each([
    ['a cookie that is malformed', { cookie: 'cunjian-session=%E0%A4%A; cunjian-sign-in=%' }],
    ['a cookie without a name', { cookie: '=;;=x; ; cunjian-session' }],
    [
      'a cookie of another kind',
      { cookie: 'cunjian-session=; cunjian-sign-in={"verifier":1}; _session=x; _interaction=%' },
    ],
    ['an office that is none', { 'cunjian-office': '../x' }],
    ['a language that is none', { 'accept-language': 'x'.repeat(3_000) }],
    ['a host that is none', { host: 'exa mple' }],
    ['an origin that is none', { origin: 'null', 'sec-fetch-site': 'x' }],
    ['a range that is none', { range: 'bytes=9-1' }],
  ])('with %s', async (_, headers) => {
    const paths = [
      '/',
      '/sign-in/callback',
      '/sign-in/choose/x',
      '/log/vkeys',
      `/attachments/${disclosure}/x`,
      '/world.ts',
    ];
    const answers = await Promise.all(paths.map((path) => send(path, headers)));
    expect(answers.filter((answer) => !isAnswered(answer))).toEqual([]);
    for (const path of ['/graphql', '/upload', '/sign-out', '/sign-in/demo-token', '/sign-in/choose/x']) {
      const answer = await send(path, { 'content-type': 'application/json', ...headers }, 'POST', '{"query":"{');
      expect([path, isAnswered(answer) ? 'answered' : answer]).toEqual([path, 'answered']);
    }
  });

  it('names field, value and remedy, in the language of whoever asks', async () => {
    const ask = async (language: string) =>
      (JSON.parse((await send('/attachments/%zz/x', { 'accept-language': language })).body) as { errors: unknown[] })
        .errors[0];
    expect(await ask('en')).toMatchObject({
      message: 'This address is malformed: /attachments/%zz/x',
      extensions: {
        code: 'request.bad-address',
        field: 'path',
        value: '/attachments/%zz/x',
        remedy: expect.any(String),
      },
    });
    expect(await ask('zh-CN')).toMatchObject({
      message: '地址有误：/attachments/%zz/x',
      extensions: { remedy: expect.stringMatching(/[一-鿿]/) },
    });
  });
});
