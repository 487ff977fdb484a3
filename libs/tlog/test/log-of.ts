import { naiveLeaf, naiveRoot } from './naive-tree.ts';
import { appendLeaves, bundlePath, emptyTree, encodeBundle, tilePath, tilesOf } from '../src/index.ts';

const encoder = new TextEncoder();

export const entryAt = (index: number): Uint8Array => encoder.encode(`entry ${index}`);

export const leavesOf = (size: number): Uint8Array[] => Array.from({ length: size }, (_, i) => naiveLeaf(entryAt(i)));

/** A whole log as files, as an export lays it out; the root comes from the naive tree. */
export const logOf = (size: number, entry: (index: number) => Uint8Array = entryAt) => {
  const entries = Array.from({ length: size }, (_, i) => entry(i));
  const leaves = entries.map(naiveLeaf);
  const files = new Map<string, Uint8Array>();
  for (const tile of appendLeaves(emptyTree, leaves).tiles) files.set(tilePath(tile), tile.bytes);
  for (const { level, index, width } of tilesOf(size))
    if (level === 0) files.set(bundlePath(index, width), encodeBundle(entries.slice(index * 256, index * 256 + width)));
  return { files, entries, leaves, head: { size, root: naiveRoot(leaves) }, read: (path: string) => files.get(path) };
};

/** A copy with one byte of a file changed. */
export const flip = (bytes: Uint8Array, at: number): Uint8Array => {
  const copy = new Uint8Array(bytes);
  copy[at] = (copy[at] ?? 0) ^ 1;
  return copy;
};
