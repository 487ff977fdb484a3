import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { openBlindIssuer, type BlindIssuer, type IssueRequest } from '@cunjian/secret-ballot/node';
import { openEmbeddedIssuer } from './embedded-issuer.ts';
import { openHttpIssuer } from './http-issuer.ts';
import type { Issuer } from './issuer.ts';
import { prepareIssuers } from './prepare-issuers.ts';

let dir = '';
const closing: (() => Promise<void> | void)[] = [];
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'cunjian-issuers-'));
});
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
  await rm(dir, { recursive: true });
});

const named = (name: string) => ({ dir: join(dir, name), name: `${name}.example/issuer`, secret: new Uint8Array(32) });
const keep = <Opened extends Issuer | BlindIssuer>(opened: Opened): Opened => {
  closing.push(() => opened.close());
  return opened;
};
const embedded = (): Issuer =>
  keep(openEmbeddedIssuer({ issuer: 'deployment', hands: 'the village', ...named('village') }));

/** As `cunjian issuer` answers, without its network. */
const overHttp = (blind: BlindIssuer): Issuer =>
  keep(
    openHttpIssuer({
      hands: 'the town',
      url: 'http://town.example',
      token: 'secret',
      fetch: async (url, init) => {
        const body = JSON.parse(String(init?.body)) as { ballot: string; requests: readonly IssueRequest[] };
        const path = new URL(String(url)).pathname;
        if (new Headers(init?.headers).get('authorization') !== 'Bearer secret')
          return new Response('', { status: 401 });
        if (path === '/prepare') return Response.json(await blind.prepare(body.ballot));
        return Response.json(path === '/issue' ? blind.issue(body.requests) : blind.end(body.ballot));
      },
    }),
  );

const request = (number: number): string => Buffer.alloc(256, number).fill(0, 0, 1).toString('base64url');

describe.each([
  ['in a thread', embedded],
  ['over HTTP', () => overHttp(keep(openBlindIssuer(named('town'))))],
])('an issuer %s', (_, open) => {
  it('signs once a person, many at a time, and ends with a statement', async () => {
    const issuer = open();
    const { key, vkey } = (await issuer.prepare('road')) as { key: string; vkey: string };
    expect(key).toHaveLength(342);
    expect(vkey).toContain('.example/issuer+');
    const ask = (person: number, number = person) =>
      issuer.issue({ ballot: 'road', person: `p${person}`, request: request(number) });
    const answers = await Promise.all(Array.from({ length: 30 }, (_, person) => ask(person)));
    expect(new Set(answers).size).toBe(30);
    expect(await ask(7)).toBe(answers[7]);
    expect(await ask(7, 8)).toMatchObject({ refused: [{ code: 'issuer.another-request' }] });
    expect(await issuer.end('road')).toContain('\nissued ballot road\n30\n');
    expect(await ask(31)).toMatchObject({ refused: [{ code: 'issuer.ended' }] });
  });
});

describe('an issuer over HTTP', () => {
  const answering = (answer: () => Promise<Response>): Issuer =>
    openHttpIssuer({ hands: 'the town', url: 'http://town.example', token: 'x', fetch: answer });
  const unreachable = { refused: [{ code: 'issuer.unreachable', params: { hands: 'the town' } }] };

  it.each<[string, () => Promise<Response>]>([
    ['is not there', () => Promise.reject(new TypeError('fetch failed'))],
    ['does not know us', () => Promise.resolve(new Response('', { status: 401 }))],
    ['is something else', () => Promise.resolve(new Response('<html>'))],
    ['answers something else', () => Promise.resolve(Response.json({ key: 7 }))],
  ])('is unreachable where it %s', async (_, answer) => {
    const issuer = answering(answer);
    expect(await issuer.prepare('road')).toEqual(unreachable);
    expect(await issuer.issue({ ballot: 'road', person: 'p', request: 'r' })).toEqual(unreachable);
    expect(await issuer.end('road')).toEqual(unreachable);
  });
});

it('answers with the keys that it has prepared though the issuer is away by then', async () => {
  const blind = keep(openBlindIssuer(named('town')));
  const answers = [async () => Response.json(await blind.prepare('road')), () => Promise.reject(new Error('away'))];
  const issuer = openHttpIssuer({
    hands: 'h',
    url: 'http://x',
    token: 'x',
    fetch: () => (answers.shift() ?? answers[0])?.() ?? Promise.reject(new Error()),
  });
  const prepared = await issuer.prepare('road');
  expect(prepared).toHaveProperty('key');
  expect(await issuer.prepare('road')).toEqual(prepared);
  expect(await issuer.prepare('well')).toMatchObject({ refused: [{ code: 'issuer.unreachable' }] });
});

describe('the opening of a secret ballot', () => {
  it('names both issuers and who runs them', async () => {
    const issuers = [embedded(), overHttp(keep(openBlindIssuer(named('town'))))] as const;
    expect(await prepareIssuers({ issuers }, 'road')).toMatchObject([
      { issuer: 'deployment', hands: 'the village' },
      { issuer: 'second', hands: 'the town' },
    ]);
  });

  it('is refused without a second one, and while it is not there', async () => {
    expect(await prepareIssuers({ issuers: undefined }, 'road')).toMatchObject({
      refused: [{ code: 'issuer.none-second' }],
    });
    const gone = openHttpIssuer({
      hands: 'the town',
      url: 'http://x',
      token: 'x',
      fetch: () => Promise.reject(new Error()),
    });
    expect(await prepareIssuers({ issuers: [embedded(), gone] }, 'road')).toMatchObject({
      refused: [{ code: 'issuer.unreachable' }],
    });
  });
});
