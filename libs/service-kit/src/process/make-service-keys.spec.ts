import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import type { JSONWebKeySet } from 'jose';
import { systemClock, systemRandom } from '../system.ts';
import { makeServiceKeys } from './make-service-keys.ts';
import { openServiceIdentity } from './service-keys.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cunjian-keys-'));
});
afterEach(() => rm(folder, { recursive: true }));

const ports = { clock: systemClock, random: systemRandom };
const call = { correlationId: 'c' };
const sent = { path: '/call/list', body: '{}' };

it('makes keys by which services know each other, and shows none of the private halves', async () => {
  const { keys, keyOf, made } = await makeServiceKeys(folder, ['gateway', 'audit']);
  expect(made).toEqual(['gateway', 'audit']);
  expect((await stat(keyOf('audit'))).mode & 0o777).toBe(0o600);
  const shown = JSON.parse(await readFile(keys, 'utf8')) as JSONWebKeySet;
  expect(shown.keys.map(({ kid, d }) => [kid, d])).toEqual([
    ['gateway', undefined],
    ['audit', undefined],
  ]);
  const of = (service: string) =>
    openServiceIdentity(service, { CUNJIAN_SERVICE_KEY: keyOf(service), CUNJIAN_SERVICE_KEYS: keys }, ports);
  const { token } = (await of('gateway')).vouchForCall('audit', sent, call);
  expect((await of('audit')).checkCall(token, sent)).toMatchObject({ from: 'gateway' });
});

it('says of both files at once why they are of no use', async () => {
  const missing = { CUNJIAN_SERVICE_KEY: join(folder, 'a.json'), CUNJIAN_SERVICE_KEYS: join(folder, 'b.json') };
  await expect(openServiceIdentity('audit', missing, ports)).rejects.toThrow(/a\.json"[^]*b\.json"/);
  const { keys, keyOf } = await makeServiceKeys(folder, ['gateway']);
  const others = { CUNJIAN_SERVICE_KEY: keyOf('gateway'), CUNJIAN_SERVICE_KEYS: keys };
  await expect(openServiceIdentity('audit', others, ports)).rejects.toThrow('public half of the key of audit');
});

it('says of keys of another kind how to get the right ones', async () => {
  const { keys, keyOf } = await makeServiceKeys(folder, ['audit']);
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  await writeFile(keyOf('audit'), JSON.stringify(privateKey.export({ format: 'jwk' })));
  await writeFile(keys, JSON.stringify({ keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'audit' }] }));
  const files = { CUNJIAN_SERVICE_KEY: keyOf('audit'), CUNJIAN_SERVICE_KEYS: keys };
  await expect(openServiceIdentity('audit', files, ports)).rejects.toThrow(/not ed25519.*service-keys --renew/);
});

it('keeps keys that are there, and makes them anew where it is told to', async () => {
  const { keyOf } = await makeServiceKeys(folder, ['gateway']);
  const first = await readFile(keyOf('gateway'), 'utf8');
  expect((await makeServiceKeys(folder, ['gateway', 'audit'])).made).toEqual(['audit']);
  expect(await readFile(keyOf('gateway'), 'utf8')).toBe(first);
  expect((await makeServiceKeys(folder, ['gateway', 'audit'], { renew: true })).made).toEqual(['gateway', 'audit']);
  expect(await readFile(keyOf('gateway'), 'utf8')).not.toBe(first);
});
