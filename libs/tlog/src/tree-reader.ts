import { decodeBundle } from './bundle.ts';
import { equalAt, equalBytes, fullWidth, hashBytes, portableHasher, type TreeHasher } from './hashing.ts';
import type { TreeHead } from './proof.ts';
import { checkGrowth, checkIndex, consistencyRanges, inclusionRanges, nodesOf, type Range } from './ranges.ts';
import { bundlePath, edgeTiles, sliceOf, tilePath, tilesForRanges, widthAt, type Tile } from './tile.ts';
import { TlogError } from './tlog-error.ts';

/**
 * Gives a resource of a log by its path (`tile/0/x001/234`), or undefined where there is none. Where reading is
 * synchronous, answer without a promise: verifying a whole tree then takes about half the time.
 */
export type ReadResource = (path: string) => Uint8Array | undefined | Promise<Uint8Array | undefined>;

/** Entries of one bundle, each checked against its leaf hash, and that against the root. */
export interface VerifiedBundle {
  readonly firstIndex: number;
  readonly entries: readonly Uint8Array[];
  /** 32 bytes for each entry. */
  readonly leafHashes: Uint8Array;
}

/** A tree of tiles, of which nothing is given out that was not checked against the root of its checkpoint. */
export interface TreeReader {
  readonly head: TreeHead;
  leafHash(index: number): Promise<Uint8Array>;
  /** Throws `entry.mismatch` at `entry <index>`, `bundle.missing`, `bundle.malformed`. */
  entry(index: number): Promise<Uint8Array>;
  /** All entries in order, a bundle at a time. Throws as `entry`. */
  bundles(): AsyncGenerator<VerifiedBundle, void>;
  /** In the tree of `size` entries, by default the whole one. Throws `index.out-of-range`, `size.out-of-range`. */
  inclusionProof(index: number, size?: number): Promise<readonly Uint8Array[]>;
  /** From the tree of `oldSize` entries to that of `newSize`, by default the whole one. Throws `size.out-of-range`. */
  consistencyProof(oldSize: number, newSize?: number): Promise<readonly Uint8Array[]>;
  /** What the root was at `size` entries: equal to an older checkpoint's, or history was rewritten. */
  rootAt(size: number): Promise<Uint8Array>;
  /** Throws `root.mismatch` unless this tree extends the older one. */
  checkExtends(older: TreeHead): Promise<void>;
}

/** Bound on memory: 8 KB each. */
const maxCachedTiles = 64;

const mismatch = (tile: Tile, why: string) => new TlogError('tile.mismatch', why, tilePath(tile));

/** As stored; where a partial tile is gone, the beginning of the full one (C2SP tlog-tiles allows both). Nothing is verified. */
export const readTile = async (read: ReadResource, tile: Tile): Promise<Uint8Array> => {
  const path = tilePath(tile);
  const own = await read(path);
  const bytes = own ?? (tile.width < fullWidth ? await read(tilePath({ ...tile, width: fullWidth })) : undefined);
  if (bytes === undefined) throw new TlogError('tile.missing', 'the tile is missing', path);
  const expected = (own === undefined ? fullWidth : tile.width) * hashBytes;
  if (bytes.length !== expected)
    throw new TlogError('tile.length', `the tile has ${bytes.length} bytes instead of ${expected}`, path);
  return bytes.subarray(0, tile.width * hashBytes);
};

/** As `readTile`, for the entries of a bundle. */
export const readBundle = async (read: ReadResource, index: number, width: number): Promise<Uint8Array[]> => {
  const path = bundlePath(index, width);
  const own = await read(path);
  const bytes = own ?? (width < fullWidth ? await read(bundlePath(index)) : undefined);
  if (bytes === undefined) throw new TlogError('bundle.missing', 'the entry bundle is missing', path);
  return decodeBundle(bytes, width, own === undefined ? fullWidth : width, path);
};

/**
 * Reads the right edge and checks it against the root. Throws `root.mismatch` where they disagree, `tile.missing`,
 * `tile.length`; the methods throw `tile.mismatch` at the path of a tile that does not hash to what its parent says.
 */
export const readTree = async (
  read: ReadResource,
  head: TreeHead,
  hasher: TreeHasher = portableHasher,
): Promise<TreeReader> => {
  const edge = edgeTiles(head.size);
  const edgeBytes = await Promise.all(edge.map((tile) => readTile(read, tile)));
  const root = rootOfEdge(edgeBytes, hasher);
  if (!equalBytes(root, head.root))
    throw new TlogError('root.mismatch', `the tiles do not hash to the root of ${head.size} entries`, 'checkpoint');
  const atEdge = new Map(edge.map((tile, i) => [keyOf(tile.level, tile.index), edgeBytes[i]]));
  const tiles = createTileCache(async (level, index) => {
    const partial = atEdge.get(keyOf(level, index));
    if (partial !== undefined) return partial;
    const tile = { level, index, width: fullWidth };
    const bytes = await readTile(read, tile);
    const parent = await tiles(level + 1, Math.floor(index / fullWidth));
    if (!equalAt(parent, (index % fullWidth) * hashBytes, hasher.subtree(bytes, 0, fullWidth)))
      throw mismatch(tile, 'the tile does not hash to what the tile above it says');
    return bytes;
  });
  return treeReader(read, head, tiles, hasher);
};

type Tiles = (level: number, index: number) => Promise<Uint8Array>;

const keyOf = (level: number, index: number): string => `${level}/${index}`;

const createTileCache = (load: Tiles): Tiles => {
  const cache = new Map<string, Promise<Uint8Array>>();
  return (level, index) => {
    const key = keyOf(level, index);
    const cached = cache.get(key);
    if (cached !== undefined) return cached;
    const loading = load(level, index);
    cache.set(key, loading);
    // A tile that could not be read may be readable the next time.
    loading.catch(() => cache.delete(key));
    const [oldest] = cache.keys();
    if (cache.size > maxCachedTiles && oldest !== undefined) cache.delete(oldest);
    return loading;
  };
};

/** Partial tiles from level 0 upwards. */
const rootOfEdge = (tiles: readonly Uint8Array[], hasher: TreeHasher): Uint8Array => {
  let root: Uint8Array | undefined;
  for (const tile of tiles)
    for (const { height, index } of [...nodesOf({ from: 0, to: tile.length / hashBytes })].reverse()) {
      const subtree = hasher.subtree(tile, index * 2 ** height, 2 ** height);
      root = root === undefined ? subtree : hasher.node(subtree, root);
    }
  return root ?? hasher.emptyRoot;
};

const treeReader = (read: ReadResource, head: TreeHead, tiles: Tiles, hasher: TreeHasher): TreeReader => {
  const hashOf = async (range: Range): Promise<Uint8Array> => {
    const hashes: Uint8Array[] = [];
    for (const node of nodesOf(range)) {
      const { level, index, first, count } = sliceOf(node);
      hashes.push(hasher.subtree(await tiles(level, index), first, count));
    }
    return hashes.length === 0 ? hasher.emptyRoot : hashes.reduceRight((right, left) => hasher.node(left, right));
  };
  const hashesOf = async (ranges: readonly Range[]): Promise<readonly Uint8Array[]> => {
    // All at once: over a network the slowest answer counts, not their sum.
    await Promise.all(tilesForRanges(ranges, head.size).map(({ level, index }) => tiles(level, index)));
    const hashes: Uint8Array[] = [];
    for (const range of ranges) hashes.push(await hashOf(range));
    return hashes;
  };
  const bundle = async (index: number): Promise<VerifiedBundle> => {
    const width = widthAt(0, index, head.size);
    const [leafHashes, entries] = await Promise.all([tiles(0, index), readBundle(read, index, width)]);
    const firstIndex = index * fullWidth;
    entries.forEach((entry, i) => {
      if (!hasher.isLeaf(entry, leafHashes, i))
        throw new TlogError('entry.mismatch', 'the entry does not hash to its leaf', `entry ${firstIndex + i}`);
    });
    return { firstIndex, entries, leafHashes };
  };
  const rootAt = (size: number): Promise<Uint8Array> => {
    checkGrowth(size, head.size);
    return hashOf({ from: 0, to: size });
  };
  return {
    head,
    leafHash: async (index) => {
      checkIndex(index, head.size);
      const at = (index % fullWidth) * hashBytes;
      return new Uint8Array((await tiles(0, Math.floor(index / fullWidth))).subarray(at, at + hashBytes));
    },
    entry: async (index) => {
      checkIndex(index, head.size);
      const { entries, firstIndex } = await bundle(Math.floor(index / fullWidth));
      return entries[index - firstIndex] ?? new Uint8Array(0);
    },
    bundles: async function* () {
      for (let index = 0; index * fullWidth < head.size; index++) yield await bundle(index);
    },
    inclusionProof: async (index, size = head.size) => {
      checkGrowth(size, head.size);
      return hashesOf(inclusionRanges(index, size));
    },
    consistencyProof: async (oldSize, newSize = head.size) => {
      checkGrowth(newSize, head.size);
      return hashesOf(consistencyRanges(oldSize, newSize));
    },
    rootAt: async (size) => rootAt(size),
    checkExtends: async (older) => {
      if (!equalBytes(await rootAt(older.size), older.root))
        throw new TlogError(
          'root.mismatch',
          `the first ${older.size} entries are not those of the older checkpoint`,
          'checkpoint',
        );
    },
  };
};
