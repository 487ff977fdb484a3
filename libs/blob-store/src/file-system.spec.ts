import { mkdtemp, readdir, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSeededRandom } from '@cunjian/testing';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { blobStoreContract } from './contract-suite.ts';
import { openFileSystemBlobStore } from './file-system.ts';

const random = createSeededRandom();
const pathIn = (folder: string, sha256: string): string => join(folder, sha256.slice(0, 2), sha256);

blobStoreContract('a folder', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'cunjian-blobs-'));
  const reopen = () => openFileSystemBlobStore({ folder, random });
  return {
    store: await reopen(),
    reopen,
    damage: (sha256) => truncate(pathIn(folder, sha256), 3),
    dispose: () => rm(folder, { recursive: true }),
  };
});

describe('a folder of blobs', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'cunjian-blobs-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('keeps each in a file that only its owner may read, and leaves no other', async () => {
    const store = await openFileSystemBlobStore({ folder: join(folder, 'blobs'), random });
    const hash = (await store.put(new Uint8Array([1, 2, 3]))) as string;
    expect((await stat(pathIn(join(folder, 'blobs'), hash))).mode & 0o777).toBe(0o600);
    expect(await readdir(join(folder, 'blobs', hash.slice(0, 2)))).toEqual([hash]);
  });

  it('does not take what a crash left half written for a blob', async () => {
    const store = await openFileSystemBlobStore({ folder, random });
    const hash = (await store.put(new Uint8Array([1, 2, 3]))) as string;
    await store.erase(hash);
    await writeFile(`${pathIn(folder, hash)}.crashed.tmp`, new Uint8Array([1, 2]));
    expect(await store.has(hash)).toBe(false);
    await store.erase(hash);
    expect(await readdir(join(folder, hash.slice(0, 2)))).toEqual([]);
    expect(await store.put(new Uint8Array([1, 2, 3]))).toBe(hash);
  });
});
