import { createHash } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { refuse, type Random } from '@cunjian/kernel';
import { isSha256Hex, maxBlobBytes, type BlobStore } from './port.ts';

export interface FileSystemBlobStoreOptions {
  readonly folder: string;
  readonly random: Pick<Random, 'uuid'>;
}

const hasCode = (error: unknown, ...codes: readonly string[]): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && codes.includes(String(error.code));

const orNothing = async <T>(read: Promise<T>): Promise<T | undefined> =>
  read.catch((error: unknown) => {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw error;
  });

/** A rename is durable only once its folder is; Windows can't open folders and needs no such thing. */
const syncFolder = async (folder: string): Promise<void> => {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
};

const writeDurably = async (path: string, bytes: Uint8Array): Promise<void> => {
  const handle = await open(path, 'wx', 0o600);
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
};

const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

const isIntact = (bytes: Uint8Array | undefined, sha256: string): boolean =>
  bytes !== undefined && sha256Of(bytes) === sha256;

/**
 * One file a blob, mode 0600, in 256 folders by the first two digits of its hash. A file appears under its name only
 * complete and synced, so that what `has` finds survives a power cut; a crash leaves at most a `.tmp` file behind.
 */
export const openFileSystemBlobStore = async (options: FileSystemBlobStoreOptions): Promise<BlobStore> => {
  const { folder, random } = options;
  await mkdir(folder, { recursive: true, mode: 0o700 });

  // The hash is the only part of a path that a caller gives: anything else never reaches the file system.
  const pathOf = (sha256: string): string => {
    if (!isSha256Hex(sha256)) throw new TypeError('a blob is named by 64 lower-case hex digits');
    return join(folder, sha256.slice(0, 2), sha256);
  };
  const size = async (sha256: string): Promise<number | undefined> => (await orNothing(stat(pathOf(sha256))))?.size;

  const keep = async (sha256: string, bytes: Uint8Array): Promise<void> => {
    const path = pathOf(sha256);
    const shard = join(folder, sha256.slice(0, 2));
    if ((await mkdir(shard, { recursive: true, mode: 0o700 })) !== undefined) await syncFolder(folder);
    const temporary = `${path}.${random.uuid()}.tmp`;
    try {
      await writeDurably(temporary, bytes);
      await rename(temporary, path);
      await syncFolder(shard);
    } catch (error) {
      await rm(temporary, { force: true });
      throw error;
    }
  };

  /** An empty file beside the blob; its name tells nobody whose account it is. */
  const noteOf = (sha256: string, by: string): string => `${pathOf(sha256)}.by-${sha256Of(Buffer.from(by))}`;
  const note = async (sha256: string, by: string): Promise<void> => {
    const handle = await open(noteOf(sha256, by), 'a', 0o600);
    await handle.close();
    await syncFolder(join(folder, sha256.slice(0, 2)));
  };

  return {
    put: async (bytes, by) => {
      if (bytes.length === 0) return refuse('blob.empty');
      if (bytes.length > maxBlobBytes) return refuse('blob.too-large', { bytes: bytes.length, limit: maxBlobBytes });
      const sha256 = sha256Of(bytes);
      try {
        // A copy of the right size may still be rotten; writing again mends it.
        if (!isIntact(await orNothing(readFile(pathOf(sha256))), sha256)) await keep(sha256, bytes);
        if (by !== undefined) await note(sha256, by);
      } catch (error) {
        if (hasCode(error, 'ENOSPC', 'EDQUOT')) return refuse('store.full');
        throw error;
      }
      return sha256;
    },
    get: async (sha256) => {
      const bytes = await orNothing(readFile(pathOf(sha256)));
      if (bytes !== undefined && !isIntact(bytes, sha256))
        throw new Error(`blob ${sha256} is damaged: restore it from a backup (${pathOf(sha256)})`);
      return bytes;
    },
    has: async (sha256) => (await size(sha256)) !== undefined,
    wasPutBy: async (sha256, by) => (await orNothing(stat(noteOf(sha256, by)))) !== undefined,
    size,
    erase: async (sha256) => {
      await rm(pathOf(sha256), { force: true });
      // Who brought it, and what a crash left half written.
      const shard = join(folder, sha256.slice(0, 2));
      for (const name of (await orNothing(readdir(shard))) ?? [])
        if (name.startsWith(`${sha256}.`)) await rm(join(shard, name), { force: true });
      await orNothing(syncFolder(shard));
    },
  };
};
