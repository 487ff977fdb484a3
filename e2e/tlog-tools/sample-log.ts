/** Writes a log as an export lays it out, and prints its vkey: `sample-log.ts <directory> <number of entries>`. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import {
  appendLeaves,
  bundlePath,
  createSigner,
  emptyTree,
  encodeBundle,
  entryOf,
  formatVkey,
  signCheckpoint,
  tilePath,
  tilesOf,
} from '@cunjian/tlog';
import { createNodeHasher } from '@cunjian/tlog/node';

const [directory = '', count = ''] = process.argv.slice(2);
const size = Number(count);
const hasher = createNodeHasher();
const write = (path: string, bytes: Uint8Array | string) => {
  const file = join(directory, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, bytes);
};

const entries = Array.from({ length: size }, (_, i) =>
  entryOf(
    { id: `event-${i}`, salt: new Uint8Array(32).fill(i), bytes: new TextEncoder().encode(`{"n":${i}}`) },
    hasher,
  ),
);
const { tiles, root } = appendLeaves(emptyTree, entries.map(hasher.leaf), hasher);
for (const tile of tiles) write(tilePath(tile), tile.bytes);
for (const { level, index, width } of tilesOf(size))
  if (level === 0) write(bundlePath(index, width), encodeBundle(entries.slice(index * 256, index * 256 + width)));
const signer = createSigner({ name: 'sample.example/division/330302101201', secret: new Uint8Array(32).fill(1) });
write('checkpoint', signCheckpoint({ origin: signer.name, size, root }, signer));
console.log(formatVkey(signer));
