import { createHmac, generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { statSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import express from 'express';
import { SignJWT } from 'jose';
import { createGateway } from '../src/gateway.ts';
import { createCookies } from '../src/sign-in/cookies.ts';
import { createEmbeddedIssuer, demoAudience, generateIssuerKey } from '../src/sign-in/embedded-issuer.ts';
import { demoAccounts } from '../src/sign-in/demo-accounts.ts';
import { demoRoutes } from '../src/sign-in/demo-routes.ts';
import { maxSignInRequests } from '../src/sign-in/routes.ts';
import { sessionLifetimeMs } from '../src/sign-in/sessions.ts';
import { createBrowser, type Browser } from './browser.ts';
import { ask, type As } from './client.ts';
import { startGateway, type RunningGateway } from './running-gateway.ts';
import { tokenOf } from './world.ts';

const session = 'cunjian-session';
const who = '{ viewer { signedIn account } }';

let gateway: RunningGateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.close());

const accountOf = async (as: As): Promise<string | null> => {
  const { data } = await ask(gateway, who, {}, as);
  return data.viewer.account;
};
const sessionOf = ({ jar }: Browser): string => `${session}=${jar.get(session) ?? ''}`;
const signIn = async (account: string, browser = createBrowser(gateway.url)): Promise<Browser> => {
  await browser.open(`/sign-in?account=${account}`);
  return browser;
};

describe('signing in', () => {
  it('leads over the choice of an account back to where one was', async () => {
    const browser = createBrowser(gateway.url);
    const page = await browser.open('/sign-in?to=/village/330302006044');
    expect(page.status).toBe(200);
    expect(page.text).toContain('Villager');
    expect(page.text).not.toContain('<script');
    const action = /action="([^"]+)"/.exec(page.text)?.[1] ?? '';
    const after = await browser.open(action, { method: 'POST', body: new URLSearchParams({ account: 'villager' }) });
    expect(after.url.pathname).toBe('/village/330302006044');
    expect(await accountOf({ cookie: sessionOf(browser) })).toBe('villager');
    expect([...browser.jar.keys()]).not.toContain('cunjian-sign-in');
  });

  it('takes the account that the page had chosen already', async () => {
    expect(await accountOf({ cookie: sessionOf(await signIn('clerk')) })).toBe('clerk');
  });

  it('gives a cookie that scripts and other sites cannot use', async () => {
    const browser = createBrowser(gateway.url);
    let { response } = await browser.once('/sign-in?account=clerk');
    const cookies: string[] = [];
    for (; response.headers.get('location') !== null && !/^\/$/.test(response.headers.get('location') ?? '');) {
      ({ response } = await browser.once(response.headers.get('location') ?? ''));
      cookies.push(...response.headers.getSetCookie().filter((one) => one.startsWith(session)));
    }
    expect(cookies).toEqual([expect.stringMatching(/HttpOnly; SameSite=Lax/)]);
  });

  it('begins a new session each time, and ends the one before', async () => {
    const browser = createBrowser(gateway.url);
    browser.jar.set(session, 'chosen-by-somebody-else');
    await signIn('clerk', browser);
    const first = sessionOf(browser);
    expect(first).not.toContain('chosen-by-somebody-else');
    await signIn('chair', browser);
    expect(sessionOf(browser)).not.toBe(first);
    expect(await accountOf({ cookie: sessionOf(browser) })).toBe('chair');
    expect(await accountOf({ cookie: first })).toBeNull();
  });

  it('ends at sign-out, and after its time', async () => {
    const browser = await signIn('clerk');
    const cookie = sessionOf(browser);
    const out = await browser.open('/sign-out', { method: 'POST', headers: { 'sec-fetch-site': 'same-origin' } });
    expect(out.status).toBe(204);
    expect(browser.jar.has(session)).toBe(false);
    expect(await accountOf({ cookie })).toBeNull();

    const late = sessionOf(await signIn('clerk'));
    gateway.clock.advance(sessionLifetimeMs - 60_000);
    expect(await accountOf({ cookie: late })).toBe('clerk');
    gateway.clock.advance(61_000);
    expect(await accountOf({ cookie: late })).toBeNull();
  });

  it.each([
    'https://evil.example/',
    '//evil.example',
    '/\\evil.example',
    'javascript:alert(1)',
    '/a\r\nset-cookie:x=1',
  ])('never leads elsewhere: %j', async (to) => {
    const page = await createBrowser(gateway.url).open(`/sign-in?account=clerk&to=${encodeURIComponent(to)}`);
    expect(page.url.origin + page.url.pathname).toBe(`${gateway.url}/`);
  });

  it('refuses an answer that belongs to another attempt', async () => {
    const browser = createBrowser(gateway.url);
    await browser.once('/sign-in?account=clerk');
    const forged = await browser.open('/sign-in/callback?code=abc&state=forged&iss=x');
    expect([forged.status, forged.text]).toEqual([400, expect.stringContaining('request.sign-in-failed')]);
    expect(browser.jar.has(session)).toBe(false);
    const denied = await browser.open('/sign-in/choose/no-such-interaction');
    expect([denied.status, denied.text]).toEqual([400, expect.stringContaining('request.sign-in-failed')]);
    const unknown = await browser.open('/sign-in/choose/x', {
      method: 'POST',
      body: new URLSearchParams({ account: 'root' }),
    });
    expect(unknown.status).toBe(404);
  });

  it('keeps its secrets to the owner of the process', () => {
    for (const name of ['sessions.sqlite', 'issuer.pem', 'issuer-client.key', 'issuer-cookie.key'])
      expect([name, (statSync(join(gateway.dataDir, 'secrets', name)).mode & 0o777).toString(8)]).toEqual([
        name,
        '600',
      ]);
  });
});

describe('a session cookie', () => {
  it.each<[string, Record<string, string>]>([
    ['from another site', { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }],
    ['from a sibling site', { 'sec-fetch-site': 'same-site' }],
    ['of an old browser from elsewhere', { 'sec-fetch-site': '', origin: 'https://evil.example' }],
    ['without an origin', { 'sec-fetch-site': '' }],
  ])('is refused %s', async (_, given) => {
    const cookie = sessionOf(await signIn('clerk'));
    const headers = Object.fromEntries(Object.entries({ ...given, cookie }).filter(([, value]) => value !== ''));
    const answer = await ask(gateway, who, {}, { headers });
    expect([answer.status, answer.errors?.[0]?.extensions.code]).toEqual([403, 'request.cross-site']);
    const out = await fetch(`${gateway.url}/sign-out`, { method: 'POST', headers });
    expect(out.status).toBe(403);
    expect(await accountOf({ cookie })).toBe('clerk');
  });

  it('is taken from the page itself where the browser only tells the origin', async () => {
    const cookie = sessionOf(await signIn('clerk'));
    const { data } = await ask(gateway, who, {}, { headers: { cookie, origin: gateway.url } });
    expect(data.viewer.account).toBe('clerk');
  });
});

describe('a bearer token', () => {
  const refused = async (token: string) => {
    const answer = await ask(gateway, who, {}, { token });
    return [answer.status, answer.errors?.[0]?.extensions.code];
  };
  const bad = [401, 'request.bad-token'];
  const claims = (changed: object = {}) => ({
    iss: `${gateway.url}/oidc`,
    aud: demoAudience,
    sub: 'clerk',
    ...changed,
  });

  it('is as good as a session, until it expires', async () => {
    const token = await tokenOf(gateway, 'clerk');
    expect(await accountOf({ token })).toBe('clerk');
    gateway.clock.advance(3_601_000);
    expect(await refused(token)).toEqual(bad);
    expect(await accountOf({ token: await tokenOf(gateway, 'clerk') })).toBe('clerk');
  });

  it('is had by form, for demo accounts only', async () => {
    const get = (account: string) =>
      fetch(`${gateway.url}/sign-in/demo-token`, { method: 'POST', body: new URLSearchParams({ account }) });
    const { token } = (await (await get('auditor')).json()) as { token: string };
    expect(await accountOf({ token })).toBe('auditor');
    const unknown = await get('root');
    expect([unknown.status, await unknown.text()]).toEqual([404, expect.stringContaining('auditor')]);
  });

  it('is refused where it is none, or somebody else signed it', async () => {
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const exp = Math.floor(gateway.clock.now() / 1000) + 60;
    const unsigned = `${part({ alg: 'none' })}.${part(claims({ exp }))}.`;
    const shared = `${part({ alg: 'HS256' })}.${part(claims({ exp }))}`;
    const hmac = `${shared}.${createHmac('sha256', 'secret').update(shared).digest('base64url')}`;
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const foreign = await new SignJWT(claims({ exp })).setProtectedHeader({ alg: 'ES256' }).sign(privateKey);
    for (const token of ['x', unsigned, hmac, foreign]) expect(await refused(token)).toEqual(bad);
    const basic = await ask(gateway, who, {}, { headers: { authorization: 'Basic Y2xlcms6eA==' } });
    expect(basic.status).toBe(401);
  });
});

describe('another issuer', () => {
  let server: Server;
  let other: RunningGateway;
  let issuerUrl: string;
  const clientSecret = 'a secret of at least 32 characters';

  beforeAll(async () => {
    const app = express();
    server = app.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    issuerUrl = `${base}/oidc`;
    const signIn = { kind: 'issuer', issuer: issuerUrl, clientId: 'us', clientSecret, audience: demoAudience } as const;
    other = await startGateway({ signIn, production: true });
    const issuer = await createEmbeddedIssuer({
      systems: [],
      ...{ issuer: issuerUrl, redirectUri: `${other.url}/sign-in/callback`, accounts: demoAccounts, clientId: 'us' },
      ...{ privateKeyPem: generateIssuerKey(), cookieSecret: 'cookie', clientSecret, clock: other.clock },
    });
    app.use('/oidc', issuer.provider.callback());
    app.use(
      '/sign-in',
      demoRoutes(
        { issuer, accounts: demoAccounts, cookies: createCookies(base), countSignIn: () => undefined },
        express.urlencoded({ extended: false }),
      ),
    );
  });
  afterAll(async () => {
    server.close();
    await other.close();
  });

  it('signs in whom it vouches for, also in production', async () => {
    const browser = createBrowser(other.url);
    await browser.open('/sign-in?account=clerk');
    const { data } = await ask(other, who, {}, { cookie: sessionOf(browser) });
    expect(data.viewer).toEqual({ signedIn: true, account: 'clerk' });
  });

  it('has no demo accounts', async () => {
    const answer = await fetch(`${other.url}/sign-in/demo-token`, {
      method: 'POST',
      body: new URLSearchParams({ account: 'clerk' }),
    });
    expect(answer.status).toBe(404);
    expect(other.gateway.demoToken).toBeUndefined();
  });
});

it('never starts with demo accounts in production', async () => {
  const { services, shared, clock, dataDir, url } = gateway;
  const { blobs, log, random } = shared;
  const demo = { services, blobs, log, random, clock, dataDir, publicUrl: url, signIn: { kind: 'demo' } } as const;
  await expect(createGateway({ ...demo, production: true })).rejects.toThrow('demo accounts have no passwords');
});

it('slows down whoever tries too often', async () => {
  const statuses = new Set<number>();
  for (let request = 0; request <= maxSignInRequests; request++) {
    const response = await fetch(`${gateway.url}/sign-in/demo-accounts`);
    await response.arrayBuffer();
    statuses.add(response.status);
  }
  expect([...statuses]).toEqual([200, 429]);
});
