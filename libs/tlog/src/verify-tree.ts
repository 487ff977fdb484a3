import { appendLeaves, emptyTree, type TileBytes } from './append.ts';
import { equalAt, equalBytes, fullWidth, hashBytes, portableHasher, type TreeHasher } from './hashing.ts';
import type { TreeHead } from './proof.ts';
import { tilePath, widthAt } from './tile.ts';
import { isTlogError, TlogError } from './tlog-error.ts';
import {
  readBundle,
  readTile,
  readTree,
  type ReadResource,
  type TreeReader,
  type VerifiedBundle,
} from './tree-reader.ts';

/**
 * Checks every tile and every entry of a log against the root, and hands each bundle to `visit` once it has been
 * checked. Throws at the first thing wrong: `tile.mismatch`, `tile.missing`, `tile.length` at `tile/0/004`,
 * `entry.mismatch` at `entry 1234`, `bundle.missing`, `bundle.malformed` at `tile/entries/004`; `root.mismatch` at
 * `checkpoint` where tiles and entries agree with one another, but not with the root.
 */
export const verifyTree = async (
  read: ReadResource,
  head: TreeHead,
  visit: (bundle: VerifiedBundle) => void | Promise<void> = () => undefined,
  hasher: TreeHasher = portableHasher,
): Promise<TreeReader> => {
  const reader = await readTree(read, head, hasher).catch(async (error: unknown) => {
    throw isTlogError(error, 'root.mismatch') ? ((await culprit(read, head, hasher)) ?? error) : error;
  });
  for await (const bundle of reader.bundles()) await visit(bundle);
  return reader;
};

/**
 * The root covers the right edge as a whole. Which of its parts is wrong is told by building the tree once more from
 * the entries; undefined where they agree with all tiles.
 */
const culprit = async (read: ReadResource, head: TreeHead, hasher: TreeHasher): Promise<TlogError | undefined> => {
  let state = emptyTree;
  let root = hasher.emptyRoot;
  let difference: { readonly built: TileBytes; readonly stored: Uint8Array } | undefined;
  while (state.size < head.size) {
    const index = state.size / fullWidth;
    const entries = await readBundle(read, index, widthAt(0, index, head.size));
    const appended = appendLeaves(state, entries.map(hasher.leaf), hasher);
    ({ state, root } = appended);
    for (const built of appended.tiles) {
      if (difference !== undefined || built.width < widthAt(built.level, built.index, head.size)) continue;
      const stored = await readTile(read, built);
      if (!equalBytes(stored, built.bytes)) difference = { built, stored };
    }
  }
  if (difference === undefined) return undefined;
  const { built, stored } = difference;
  if (equalBytes(root, head.root) || built.level > 0)
    return new TlogError('tile.mismatch', 'the tile is not what the entries hash to', tilePath(built));
  const first = firstDifference(built, stored);
  return new TlogError('entry.mismatch', 'neither the entry nor its leaf leads to the root', `entry ${first}`);
};

const firstDifference = (built: TileBytes, stored: Uint8Array): number => {
  let i = 0;
  while (equalAt(stored, i * hashBytes, built.bytes.subarray(i * hashBytes, (i + 1) * hashBytes))) i++;
  return built.index * fullWidth + i;
};
