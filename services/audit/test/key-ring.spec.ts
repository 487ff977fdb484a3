import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createSeededRandom, given } from '@cunjian/testing';
import { followRotations, openRotation } from '@cunjian/tlog';
import { openKeyRing, type KeyRing } from '../src/signing/key-ring.ts';
import { createLogSigner } from '../src/signing/log-signer.ts';
import { originsOf } from '../src/signing/origins.ts';
import { openPublished } from '../src/signing/published.ts';
import { rotationDecider, type RotateKey } from '../src/signing/rotation.ts';

const origins = originsOf('test.example');
let folder: string;
let rotations: RotateKey[];
const random = createSeededRandom(3);
const at = Date.parse('2026-04-02T12:00:00Z');
const open = () =>
  openKeyRing({
    origins,
    random,
    rotations,
    files: { log: join(folder, 'log.key'), receipt: join(folder, 'receipt.key') },
  });
const vkeyOf = (ring: KeyRing, origin = origins.of('heads')): string => {
  const published = openPublished(join(folder, 'published.sqlite'));
  const vkey = createLogSigner(origins, ring, published).vkey(origin);
  published.close();
  return vkey;
};

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'keys-'));
  rotations = [];
});
afterEach(() => rm(folder, { recursive: true }));

describe('the key ring', () => {
  it('makes keys that nobody else can read, once', async () => {
    const vkey = vkeyOf(await open());
    expect(vkeyOf(await open())).toBe(vkey);
    expect((await stat(join(folder, 'log.key'))).mode & 0o777).toBe(0o600);
  });

  it('signs with the new key from the rotation on, and leads those who trust the old one to it', async () => {
    const ring = await open();
    const before = vkeyOf(ring);
    const rotation = await ring.prepare('log', at);
    expect(openRotation(rotation.statement)).toMatchObject({
      purpose: 'log',
      oldVkey: before,
      newVkey: rotation.newVkey,
      at,
    });
    expect(vkeyOf(ring)).toBe(before);
    await ring.finish(rotation);
    expect(vkeyOf(ring)).toBe(rotation.newVkey);
    expect(followRotations([before], [rotation.statement]).current).toEqual([rotation.newVkey]);
    expect(vkeyOf(ring, origins.receipt)).not.toContain(rotation.newVkey);
  });

  it('finishes at the next start what a crash left undone', async () => {
    const rotation = await (await open()).prepare('receipt', at);
    rotations.push(rotation);
    const again = await open();
    expect(vkeyOf(again, origins.receipt)).toBe(rotation.newVkey);
    expect(vkeyOf(await open(), origins.receipt)).toBe(rotation.newVkey);
  });

  it('prepares the same rotation until it is finished', async () => {
    const ring = await open();
    expect(await ring.prepare('log', at)).toEqual(await ring.prepare('log', at));
  });

  it('refuses to start where the key on record is not there', async () => {
    const rotation = await (await open()).prepare('log', at);
    rotations.push({ ...rotation, newVkey: rotation.oldVkey.replace('heads', 'other') });
    await expect(open()).rejects.toThrow('restore the secrets from a backup');
  });
});

describe('a rotation command', () => {
  const rotation: RotateKey = { purpose: 'log', oldVkey: 'a', newVkey: 'b', statement: '' };
  const rotated = { type: 'log-key-rotated', data: rotation } as const;
  it('starts from any key the first time, later only from the newest', () => {
    given(rotationDecider).when(rotation).then(rotated);
    given(rotationDecider, rotated)
      .when({ ...rotation, newVkey: 'c' })
      .refused('log.key-not-current');
  });
});
