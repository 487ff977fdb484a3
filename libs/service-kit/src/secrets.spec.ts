import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSeededRandom } from '@cunjian/testing';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { loadOrCreateSecret } from './secrets.ts';
import { systemRandom } from './system.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cunjian-secrets-'));
});
afterEach(() => rm(folder, { recursive: true }));

describe('loadOrCreateSecret', () => {
  it('generates it once, for the owner alone, and leaves nothing else behind', async () => {
    const path = join(folder, 'secrets', 'session');
    const first = await loadOrCreateSecret(path, systemRandom);
    expect(first).toHaveLength(32);
    expect(await loadOrCreateSecret(path, systemRandom)).toEqual(first);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(await readdir(join(folder, 'secrets'))).toEqual(['session']);
  });

  it('gives all who are first at once the same', async () => {
    const path = join(folder, 'session');
    const all = await Promise.all([1, 2, 3, 4].map((seed) => loadOrCreateSecret(path, createSeededRandom(seed))));
    expect(new Set(all.map((secret) => Buffer.from(secret).toString('hex'))).size).toBe(1);
  });

  it('keeps what its caller makes', async () => {
    const made = new Uint8Array(48).fill(7);
    expect(await loadOrCreateSecret(join(folder, 'key'), systemRandom, () => made)).toEqual(made);
  });

  it('refuses a file that is too short to be a secret, rather than replace it', async () => {
    const path = join(folder, 'session');
    await writeFile(path, 'short');
    await expect(loadOrCreateSecret(path, systemRandom)).rejects.toThrow('restore it from a backup');
  });
});
