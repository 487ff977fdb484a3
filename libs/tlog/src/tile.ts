import { fullWidth } from './hashing.ts';
import { checkGrowth, checkSize, nodesOf, type Node, type Range } from './ranges.ts';
import { TlogError } from './tlog-error.ts';

/** Up to 256 consecutive hashes of one level; level 0 holds leaf hashes, level n + 1 the roots of full tiles of level n. */
export interface Tile {
  readonly level: number;
  readonly index: number;
  /** 1 to 256; below 256 the tile is partial. */
  readonly width: number;
}

/** What a path of C2SP tlog-tiles names: a hash tile, or a bundle of entries. */
export type Resource = ({ readonly kind: 'hashes' } & Tile) | ({ readonly kind: 'entries' } & Omit<Tile, 'level'>);

const maxLevel = 63;

const indexPath = (index: number, width: number): string => {
  let path = String(index % 1000).padStart(3, '0');
  for (let rest = Math.floor(index / 1000); rest > 0; rest = Math.floor(rest / 1000))
    path = `x${String(rest % 1000).padStart(3, '0')}/${path}`;
  return width === fullWidth ? path : `${path}.p/${width}`;
};

/** As in `tile/0/x001/234.p/5`. */
export const tilePath = ({ level, index, width }: Tile): string => `tile/${level}/${indexPath(index, width)}`;

/** As in `tile/entries/x001/234`. */
export const bundlePath = (index: number, width: number = fullWidth): string =>
  `tile/entries/${indexPath(index, width)}`;

export const resourcePath = (resource: Resource): string =>
  resource.kind === 'entries' ? bundlePath(resource.index, resource.width) : tilePath(resource);

const pathForm = /^tile\/(entries|\d{1,2})\/((?:x\d{3}\/)*\d{3})(?:\.p\/(\d{1,3}))?$/;

/** Throws `tile.path` for whatever C2SP tlog-tiles would spell otherwise: leading zeros, a width of 0 or 256, a level above 63. */
export const parseTilePath = (path: string): Resource => {
  const [, level = '', digits = '', width] = pathForm.exec(path) ?? [];
  const tile = { index: Number(digits.replace(/[x/]/g, '')), width: width === undefined ? fullWidth : Number(width) };
  const resource: Resource =
    level === 'entries' ? { kind: 'entries', ...tile } : { kind: 'hashes', level: Number(level), ...tile };
  const partial = width === undefined || (tile.width >= 1 && tile.width < fullWidth);
  if (!partial || !Number.isSafeInteger(tile.index) || Number(level) > maxLevel || resourcePath(resource) !== path)
    throw new TlogError('tile.path', `"${path}" is no path of a tile or an entry bundle`);
  return resource;
};

/** How wide that tile is in a tree of `size` entries: 0 (it does not exist) to 256. */
export const widthAt = (level: number, index: number, size: number): number =>
  Math.max(0, Math.min(fullWidth, Math.floor(size / fullWidth ** level) - index * fullWidth));

const tilesAt = (level: number, size: number): number => Math.ceil(Math.floor(size / fullWidth ** level) / fullWidth);

/** All hash tiles of a tree, level by level from 0. Those of level 0 tell also the entry bundles, index and width alike. */
export const tilesOf = (size: number): Iterable<Tile> => newTiles(0, size);

/** The hash tiles of a tree that the smaller tree did not have, or had narrower. */
export function* newTiles(oldSize: number, newSize: number): Generator<Tile, void> {
  checkGrowth(oldSize, newSize);
  for (let level = 0; tilesAt(level, newSize) > 0; level++) {
    const unchanged = Math.floor(Math.floor(oldSize / fullWidth ** level) / fullWidth);
    for (let index = unchanged; index < tilesAt(level, newSize); index++) {
      const width = widthAt(level, index, newSize);
      if (width > widthAt(level, index, oldSize)) yield { level, index, width };
    }
  }
}

/** The partial tiles: all that is needed, with nothing else, for the root of the tree. */
export const edgeTiles = (size: number): readonly Tile[] => {
  checkSize(size);
  const tiles: Tile[] = [];
  for (let level = 0; size >= fullWidth ** level; level++) {
    const hashes = Math.floor(size / fullWidth ** level);
    const width = hashes % fullWidth;
    if (width > 0) tiles.push({ level, index: Math.floor(hashes / fullWidth), width });
  }
  return tiles;
};

/** Where a subtree's hash comes from: `count` hashes of a tile, beginning with number `first`. */
export interface TileSlice {
  readonly level: number;
  readonly index: number;
  readonly first: number;
  readonly count: number;
}

export const sliceOf = ({ height, index }: Node): TileSlice => {
  const level = Math.floor(height / 8);
  const count = 2 ** (height - 8 * level);
  const start = index * count;
  return { level, index: Math.floor(start / fullWidth), first: start % fullWidth, count };
};

/**
 * The tiles from which the hashes of `ranges` (a proof) follow in a tree of `size` entries, with those above them up
 * to the edge, so that each can be checked against the root. Without repeats.
 */
export const tilesForRanges = (ranges: readonly Range[], size: number): readonly Tile[] => {
  const tiles = new Map<string, Tile>();
  const add = (tile: Tile) => tiles.set(`${tile.level}/${tile.index}`, tile);
  for (const node of ranges.flatMap(nodesOf)) {
    let { level, index } = sliceOf(node);
    for (let width = fullWidth; width === fullWidth; level++, index = Math.floor(index / fullWidth)) {
      width = widthAt(level, index, size);
      add({ level, index, width });
    }
  }
  edgeTiles(size).forEach(add);
  return [...tiles.values()];
};
