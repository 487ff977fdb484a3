import { beforeAll, describe, expect, it } from '@jest/globals';
import { createLocalJWKSet, exportJWK, generateKeyPair, SignJWT } from 'jose';
import { createOidcRealNameIssuer } from './oidc-real-name-issuer.ts';

const now = Date.parse('2026-03-05T01:00:00.000Z');
const seconds = now / 1_000;
const idNumber = '11010519491231002X';
const config = {
  issuer: 'https://id.example.gov.cn',
  audience: 'cunjian',
  jwksUri: 'https://id.example.gov.cn/jwks',
  idNumberClaim: 'sfzh',
  maxAgeS: 600,
};
const valid = { iss: config.issuer, aud: 'cunjian', sub: 'zhang', iat: seconds, exp: seconds + 300, sfzh: idNumber };

let sign: (payload: object) => Promise<string>;
let forge: (payload: object) => Promise<string>;
let verify: ReturnType<typeof createOidcRealNameIssuer>['verify'];

beforeAll(async () => {
  const own = await generateKeyPair('ES256');
  const other = await generateKeyPair('ES256');
  sign = (payload) => new SignJWT({ ...payload }).setProtectedHeader({ alg: 'ES256', kid: 'k' }).sign(own.privateKey);
  forge = (payload) =>
    new SignJWT({ ...payload }).setProtectedHeader({ alg: 'ES256', kid: 'k' }).sign(other.privateKey);
  const keys = createLocalJWKSet({ keys: [{ ...(await exportJWK(own.publicKey)), kid: 'k', alg: 'ES256' }] });
  ({ verify } = createOidcRealNameIssuer({ ...config, clock: { now: () => now }, keys }));
});

const bad = { refused: [expect.objectContaining({ code: 'account.bad-assertion' })] };

describe('an ID token of the issuer', () => {
  it('tells the identity number of the account’s holder', async () => {
    expect(await verify(await sign(valid), 'zhang')).toEqual({ idNumber });
    expect(await verify(await sign({ ...valid, sfzh: ` ${idNumber.toLowerCase()} ` }), 'zhang')).toEqual({ idNumber });
  });

  it.each([
    ['of another account', { sub: 'li' }],
    ['of another issuer', { iss: 'https://id.example' }],
    ['for another client', { aud: 'shop' }],
    ['that is expired', { exp: seconds - 31 }],
    ['that is too old', { iat: seconds - 631 }],
    ['of the future', { iat: seconds + 31 }],
    ['without its time', { iat: undefined }],
    ['without an end', { exp: undefined }],
    ['without the claim', { sfzh: undefined }],
    ['whose claim is no text', { sfzh: 110105194912310 }],
    ['whose claim is no identity number', { sfzh: '110105194912310021' }],
  ])('%s is refused', async (_, other) => {
    expect(await verify(await sign({ ...valid, ...other }), 'zhang')).toEqual(bad);
  });

  it('that somebody else signed, or nobody, is refused', async () => {
    expect(await verify(await forge(valid), 'zhang')).toEqual(bad);
    const encoded = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
    expect(await verify(`${encoded({ alg: 'none' })}.${encoded(valid)}.`, 'zhang')).toEqual(bad);
    const secret = new TextEncoder().encode('k'.repeat(32));
    const shared = await new SignJWT(valid).setProtectedHeader({ alg: 'HS256', kid: 'k' }).sign(secret);
    expect(await verify(shared, 'zhang')).toEqual(bad);
    for (const text of ['', 'x', 'a.b.c']) expect(await verify(text, 'zhang')).toEqual(bad);
  });
});

it('an issuer whose keys can’t be fetched is said to be out of reach', async () => {
  const keys = async () => Promise.reject(new TypeError('fetch failed'));
  const issuer = createOidcRealNameIssuer({ ...config, clock: { now: () => now }, keys });
  expect(await issuer.verify(await sign(valid), 'zhang')).toEqual({
    refused: [expect.objectContaining({ code: 'account.issuer-unreachable' })],
  });
});
