import { createHmac, createPublicKey, generateKeyPairSync, type JsonWebKey } from 'node:crypto';
import { createFakeClock, createSeededRandom, type FakeClock } from '@cunjian/testing';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { createServiceIdentity, NotVouchedFor, type ServiceIdentity } from './service-token.ts';
import { agreeKeys, writeToken } from './signed-token.ts';

const call = { account: 'a', office: 'o', correlationId: 'c' };
const sent = { path: '/call/disclosures.undoImport', body: '{"0":{}}' };
const answer = { path: sent.path, body: '[{}]' };
const keyOf = () => generateKeyPairSync('x25519').privateKey.export({ format: 'jwk' });
const shown = (key: JsonWebKey, kid: string) => ({
  ...createPublicKey({ key, format: 'jwk' }).export({ format: 'jwk' }),
  kid,
});

const keys = { gateway: keyOf(), registry: keyOf(), ledger: keyOf() };
const jwks = { keys: Object.entries(keys).map(([kid, key]) => shown(key, kid)) };

let clock: FakeClock;
const identity = (service: keyof typeof keys, key = keys[service]): ServiceIdentity =>
  createServiceIdentity({ service, key, keys: jwks, clock, random: createSeededRandom() });
beforeEach(() => {
  clock = createFakeClock('2026-03-05T01:00:00.000Z');
});

const parts = (token: string) => token.split('.').map((part) => Buffer.from(part, 'base64url'));
const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

describe('a service token', () => {
  it('says who calls, and in whose name', () => {
    const { token, nonce } = identity('gateway').vouchForCall('registry', sent, call);
    expect(identity('registry').checkCall(token, sent)).toEqual({ from: 'gateway', call, nonce });
  });

  it('of an answer names the call that it answers', () => {
    const { nonce } = identity('gateway').vouchForCall('registry', sent, call);
    const token = identity('registry').vouchForAnswer('gateway', answer, nonce);
    identity('gateway').checkAnswer(token, 'registry', answer, nonce);
    expect(() => identity('gateway').checkAnswer(token, 'registry', answer, 'another')).toThrow(NotVouchedFor);
    expect(() => identity('gateway').checkAnswer(token, 'ledger', answer, nonce)).toThrow(NotVouchedFor);
  });

  it('of an answer counts for its body alone', () => {
    const { nonce } = identity('gateway').vouchForCall('registry', sent, call);
    const token = identity('registry').vouchForAnswer('gateway', answer, nonce);
    for (const other of [{ body: '[{"error":{}}]' }, { path: '/call/disclosures.discard' }])
      expect(() => identity('gateway').checkAnswer(token, 'registry', { ...answer, ...other }, nonce)).toThrow(
        'another answer',
      );
  });

  it('is a JWT that others can read', () => {
    const { token } = identity('gateway').vouchForCall('registry', sent, call);
    const [header, claims] = parts(token).map((part) => part.toString());
    expect(JSON.parse(header ?? '')).toEqual({ alg: 'HS256', kid: 'gateway' });
    expect(JSON.parse(claims ?? '')).toMatchObject({ iss: 'gateway', aud: 'registry', exp: clock.now() / 1_000 + 30 });
  });

  it('is good for half a minute, as far as clocks agree', async () => {
    const { token } = identity('gateway').vouchForCall('registry', sent, call);
    await clock.advance(34_000);
    identity('registry').checkCall(token, sent);
    await clock.advance(1_000);
    expect(() => identity('registry').checkCall(token, sent)).toThrow('it has expired');
  });

  it('of a clock that goes far ahead is not accepted', async () => {
    const behind = clock;
    clock = createFakeClock('2026-03-05T01:00:06.000Z');
    const { token } = identity('gateway').vouchForCall('registry', sent, call);
    clock = behind;
    expect(() => identity('registry').checkCall(token, sent)).toThrow('it is of the future');
  });

  it('counts for its procedure, its body and for whom it is meant alone', () => {
    const { token } = identity('gateway').vouchForCall('registry', sent, call);
    for (const other of [{ body: '{}' }, { path: '/call/disclosures.discard' }])
      expect(() => identity('registry').checkCall(token, { ...sent, ...other })).toThrow('another path or body');
    expect(() => identity('ledger').checkCall(token, sent)).toThrow('its signature is not good');
  });

  it('of an answer is none for a call', () => {
    const token = identity('gateway').vouchForAnswer('registry', answer, 'n');
    expect(() => identity('registry').checkCall(token, sent)).toThrow(NotVouchedFor);
  });
});

const sharedBy = (one: keyof typeof keys, other: string) => {
  const shared = agreeKeys(keys[one], jwks).get(other);
  if (shared === undefined) throw new Error(`${one} and ${other} share no key`);
  return shared;
};

describe('a token that was made by somebody else', () => {
  const claimsOf = (token: string) => JSON.parse(parts(token)[1]?.toString() ?? '') as Record<string, unknown>;
  const good = () => identity('gateway').vouchForCall('registry', sent, call).token;
  const refused = (token: string) => expect(() => identity('registry').checkCall(token, sent)).toThrow(NotVouchedFor);

  it('with a key that nobody knows', () =>
    refused(identity('gateway', keyOf()).vouchForCall('registry', sent, call).token));

  it('with the key of another service, in the name of the first', () => {
    const own = createServiceIdentity({
      ...{ service: 'gateway', key: keys.ledger, clock, random: createSeededRandom() },
      keys: jwks,
    });
    refused(own.vouchForCall('registry', sent, call).token);
    refused(writeToken(claimsOf(good()), 'ledger', sharedBy('ledger', 'registry')));
  });

  it('by one who may, for somebody else', () =>
    refused(writeToken({ ...claimsOf(good()), aud: 'ledger' }, 'gateway', sharedBy('gateway', 'registry'))));

  it('from a good one, for another person', () => {
    const [header, , signature] = good().split('.');
    refused(`${header}.${encode({ ...claimsOf(good()), account: 'b' })}.${signature}`);
  });

  it('without a signature, or with one by what everybody knows', () => {
    const [, claims] = good().split('.');
    refused(`${encode({ alg: 'none', kid: 'gateway' })}.${claims}.`);
    const signed = `${encode({ alg: 'HS256', kid: 'gateway' })}.${claims}`;
    refused(`${signed}.${createHmac('sha256', String(keys.gateway.x)).update(signed).digest('base64url')}`);
    refused(`${good()}.more`);
    refused('');
    refused('a.b.c');
  });
});

it('takes no key but X25519, and says how to get one', () => {
  const key = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' });
  expect(() => identity('gateway', key)).toThrow('a service key is X25519, not ed25519: make the services');
});

it('takes no public key with which anybody would share', () => {
  const weak = { kty: 'OKP', crv: 'X25519', x: Buffer.alloc(32).toString('base64url'), kid: 'ledger' };
  const own = { service: 'gateway', key: keys.gateway, clock, random: createSeededRandom() };
  expect(() => createServiceIdentity({ ...own, keys: { keys: [weak] } })).toThrow();
});

it('is given to nobody whose key is not known', () => {
  expect(() => identity('gateway').vouchForCall('post', sent, call)).toThrow('no key of post is known to gateway');
});
