import { fullWidth, hashBytes, portableHasher, type TreeHasher } from './hashing.ts';
import { checkSize } from './ranges.ts';
import type { Tile } from './tile.ts';
import { TlogError } from './tlog-error.ts';

/**
 * All that appending needs of a tree: kept by the sealer between batches. At most 8 KB a level (one level per factor
 * of 256), for a small log a few hundred bytes.
 */
export interface TreeState {
  readonly size: number;
  /** Of each level from 0 the hashes of its partial tile; empty where the last tile is full or there is none. */
  readonly edge: readonly Uint8Array[];
  /** Hashes of the perfect subtrees that the tree consists of, largest first (a compact range). */
  readonly range: readonly Uint8Array[];
}

export const emptyTree: TreeState = { size: 0, edge: [], range: [] };

export interface TileBytes extends Tile {
  /** `32 * width` bytes. */
  readonly bytes: Uint8Array;
}

export interface Appended {
  readonly state: TreeState;
  readonly root: Uint8Array;
  /** New or wider tiles, each once and at its final width; to be written before a checkpoint of the root is. */
  readonly tiles: readonly TileBytes[];
}

/** One level while a batch runs: the tile being filled, and the subtrees within it by size, largest first. */
interface Level {
  readonly tile: Uint8Array;
  width: number;
  /** Full tiles before this one. */
  index: number;
  readonly subtrees: Uint8Array[];
  changed: boolean;
}

/** Pure: `state` is left as it was. Each node of the tree is hashed once in its life. */
export const appendLeaves = (
  state: TreeState,
  leafHashes: readonly Uint8Array[],
  hasher: TreeHasher = portableHasher,
): Appended => {
  if (leafHashes.length === 0) return { state, root: rootOfState(state, hasher), tiles: [] };
  const size = state.size + leafHashes.length;
  checkSize(size);
  const levels = openLevels(state, leafHashes.length);
  const tiles: TileBytes[] = [];
  for (const hash of leafHashes) push(levels, 0, hash, hasher, tiles);
  levels.forEach(({ tile, width, index, changed }, level) => {
    if (changed && width > 0) tiles.push({ level, index, width, bytes: tile.slice(0, width * hashBytes) });
  });
  const next: TreeState = {
    size,
    edge: levels.map(({ tile, width }) => tile.slice(0, width * hashBytes)),
    range: [...levels].reverse().flatMap(({ subtrees }) => subtrees),
  };
  return { state: next, root: rootOfState(next, hasher), tiles };
};

const openLevels = (state: TreeState, added: number): Level[] => {
  let taken = state.range.length;
  const edges = state.edge.length === 0 ? [new Uint8Array(0)] : state.edge;
  return edges.map((edge, level) => {
    const width = edge.length / hashBytes;
    const subtrees = state.range.slice(taken - bitCount(width), taken);
    taken -= subtrees.length;
    // A tile as long as the batch can make it: thousands of logs that get one entry each stay cheap.
    const tile = new Uint8Array(Math.min(fullWidth, width + added) * hashBytes);
    tile.set(edge);
    return { tile, width, index: Math.floor(state.size / fullWidth ** (level + 1)), subtrees, changed: false };
  });
};

const push = (levels: Level[], at: number, hash: Uint8Array, hasher: TreeHasher, tiles: TileBytes[]): void => {
  const level = (levels[at] ??= newLevel());
  level.tile.set(hash, level.width * hashBytes);
  let subtree = hash;
  // As in binary addition: where a bit of the width is set, a subtree of that size waits for this one.
  for (let carry = level.width; carry & 1; carry >>= 1) subtree = hasher.node(level.subtrees.pop() ?? hash, subtree);
  level.subtrees.push(subtree);
  level.width++;
  level.changed = true;
  if (level.width < fullWidth) return;
  tiles.push({ level: at, index: level.index, width: fullWidth, bytes: level.tile.slice() });
  level.subtrees.length = 0;
  level.width = 0;
  level.index++;
  push(levels, at + 1, subtree, hasher, tiles);
};

const newLevel = (): Level => ({
  tile: new Uint8Array(fullWidth * hashBytes),
  width: 0,
  index: 0,
  subtrees: [],
  changed: false,
});

const bitCount = (n: number): number => {
  let count = 0;
  for (let rest = n; rest > 0; rest >>= 1) count += rest & 1;
  return count;
};

export const rootOfState = (state: TreeState, hasher: TreeHasher = portableHasher): Uint8Array =>
  state.range.length === 0 ? hasher.emptyRoot : state.range.reduceRight((right, left) => hasher.node(left, right));

const sizeBytes = 8;

/** For a column of a database: the size, then edge and range hashes one after the other. */
export const encodeTreeState = ({ size, edge, range }: TreeState): Uint8Array => {
  const hashes = [...edge, ...range];
  const bytes = new Uint8Array(hashes.reduce((length, part) => length + part.length, sizeBytes));
  new DataView(bytes.buffer).setBigUint64(0, BigInt(size));
  let offset = sizeBytes;
  for (const part of hashes) {
    bytes.set(part, offset);
    offset += part.length;
  }
  return bytes;
};

/** Throws `state.malformed` where length and size disagree; a wrong hash shows as a wrong root. */
export const decodeTreeState = (bytes: Uint8Array): TreeState => {
  const malformed = () => new TlogError('state.malformed', `${bytes.length} bytes are no tree state`);
  if (bytes.length < sizeBytes) throw malformed();
  const size = Number(new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0));
  checkSize(size);
  let offset = sizeBytes;
  const take = (hashes: number) => new Uint8Array(bytes.subarray(offset, (offset += hashes * hashBytes)));
  const edge: Uint8Array[] = [];
  const widths: number[] = [];
  for (let rest = size; rest > 0; rest = Math.floor(rest / fullWidth)) widths.push(rest % fullWidth);
  for (const width of widths) edge.push(take(width));
  const subtrees = widths.reduce((count, width) => count + bitCount(width), 0);
  const range = Array.from({ length: subtrees }, () => take(1));
  if (offset !== bytes.length) throw malformed();
  return { size, edge, range };
};
