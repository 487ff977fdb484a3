import { link, mkdir, open, readFile, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Random } from '@cunjian/kernel';

const secretBytes = 32;

const hasCode = (error: unknown, code: string): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === code;

const read = async (path: string): Promise<Uint8Array | undefined> => {
  try {
    const bytes = await readFile(path);
    if (bytes.length < secretBytes) throw new Error(`${path} is too short for a secret: restore it from a backup`);
    return new Uint8Array(bytes);
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw error;
  }
};

/**
 * The secret kept at `path`, generated at first use: 32 random bytes by default, or what `create` makes (a key, say).
 * Mode 0600; written whole or not at all; where two processes are first at once, both get the same. Never log it.
 */
export const loadOrCreateSecret = async (
  path: string,
  random: Random,
  create: () => Uint8Array = () => random.bytes(secretBytes),
): Promise<Uint8Array> => {
  const kept = await read(path);
  if (kept !== undefined) return kept;
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const temporary = `${path}.${random.uuid()}.tmp`;
  const handle = await open(temporary, 'wx', 0o600);
  try {
    await handle.writeFile(create());
    await handle.sync();
  } finally {
    await handle.close();
  }
  try {
    // A link, unlike a rename, never replaces a secret that another process wrote meanwhile.
    await link(temporary, path);
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error;
  } finally {
    await rm(temporary);
  }
  const written = await read(path);
  if (written === undefined) throw new Error(`${path} vanished while it was written`);
  return written;
};
