import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { createFakeClock } from '@cunjian/testing';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { createBearerCheck } from './bearer.ts';

const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const issuer = 'https://issuer.example';
const audience = 'cunjian';
const lifetimeSeconds = 600;

const encoded = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
const tokenFor = (sub: string, nowMs: number, key: KeyObject = privateKey): string => {
  const claims = { iss: issuer, aud: audience, sub, exp: Math.floor(nowMs / 1_000) + lifetimeSeconds };
  const signed = `${encoded({ alg: 'ES256' })}.${encoded(claims)}`;
  const signature = sign('sha256', Buffer.from(signed), { key, dsaEncoding: 'ieee-p1363' });
  return `${signed}.${signature.toString('base64url')}`;
};

describe('checking a bearer token', () => {
  let clock: ReturnType<typeof createFakeClock>;
  let check: ReturnType<typeof createBearerCheck>;
  beforeEach(() => {
    clock = createFakeClock();
    check = createBearerCheck({ issuer, audience, clock, keys: publicKey });
  });

  it('tells its subject, each time', async () => {
    const [zhang, li] = [tokenFor('zhang', clock.now()), tokenFor('li', clock.now())];
    for (const [token, subject] of [zhang, li, zhang, li].map((t, i) => [t, ['zhang', 'li'][i % 2]] as const))
      expect(await check(token)).toBe(subject);
  });

  it('ends with the token, however lately it was checked', async () => {
    const token = tokenFor('zhang', clock.now());
    for (let second = 0; second < lifetimeSeconds - 10; second += 50) {
      expect(await check(token)).toBe('zhang');
      await clock.advance(50_000);
    }
    await clock.advance(10_000);
    expect(await check(token)).toBeUndefined();
  });

  it('believes no other key, before a good token or after it', async () => {
    const other = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
    const forged = tokenFor('zhang', clock.now(), other);
    expect(await check(forged)).toBeUndefined();
    const good = tokenFor('zhang', clock.now());
    expect(await check(good)).toBe('zhang');
    expect(await check(forged)).toBeUndefined();
    expect(await check(`${good.slice(0, good.lastIndexOf('.'))}.${forged.split('.')[2] ?? ''}`)).toBeUndefined();
  });
});
