import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import {
  appendLeaves,
  bundlePath,
  createSigner,
  emptyTree,
  encodeBundle,
  formatVkey,
  signCheckpoint,
  tilePath,
  tilesOf,
} from '@cunjian/tlog';
import { createNodeHasher } from '@cunjian/tlog/node';

/** A log that is not ours, of `size` entries, in `dir`; its verifier key. */
export const writeSampleLog = async (dir: string, size: number): Promise<string> => {
  const hasher = createNodeHasher();
  const put = async (path: string, bytes: Uint8Array | string): Promise<void> => {
    await mkdir(dirname(join(dir, path)), { recursive: true });
    await writeFile(join(dir, path), bytes);
  };
  const entries = Array.from({ length: size }, (_, i) => Buffer.from(`module v1.0.${i}`));
  const { tiles, root } = appendLeaves(emptyTree, entries.map(hasher.leaf), hasher);
  for (const tile of tiles) await put(tilePath(tile), tile.bytes);
  for (const { level, index, width } of tilesOf(size))
    if (level === 0) await put(bundlePath(index, width), encodeBundle(entries.slice(index * 256, index * 256 + width)));
  const signer = createSigner({ name: 'sum.example', secret: new Uint8Array(32).fill(3) });
  await put('checkpoint', signCheckpoint({ origin: signer.name, size, root }, signer));
  return formatVkey(signer);
};
