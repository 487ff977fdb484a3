import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { expectCode } from '../test/expect-code.ts';
import {
  bundlePath,
  edgeTiles,
  inclusionRanges,
  newTiles,
  parseTilePath,
  resourcePath,
  tilePath,
  tilesForRanges,
  tilesOf,
  widthAt,
} from './index.ts';

const named = (tiles: Iterable<{ level: number; index: number; width: number }>) => [...tiles].map(tilePath);

describe('paths', () => {
  it.each([
    [0, 0, 256, 'tile/0/000'],
    [0, 999, 256, 'tile/0/999'],
    [1, 1000, 256, 'tile/1/x001/000'],
    [0, 1_234, 5, 'tile/0/x001/234.p/5'],
    // C2SP tlog-tiles: "index 1234067 will be encoded as x001/x234/067".
    [63, 1_234_067, 256, 'tile/63/x001/x234/067'],
  ])('level %i, index %i, width %i is %s', (level, index, width, path) => {
    expect(tilePath({ level, index, width })).toBe(path);
    expect(parseTilePath(path)).toEqual({ kind: 'hashes', level, index, width });
  });

  it('of entry bundles', () => {
    expect(bundlePath(1_234)).toBe('tile/entries/x001/234');
    expect(parseTilePath('tile/entries/x001/234.p/17')).toEqual({ kind: 'entries', index: 1_234, width: 17 });
  });

  it('are read back as they were written', () => {
    const resource = fc.oneof(
      fc.record({
        kind: fc.constant('hashes' as const),
        level: fc.integer({ min: 0, max: 63 }),
        index: fc.maxSafeNat(),
        width: fc.integer({ min: 1, max: 256 }),
      }),
      fc.record({
        kind: fc.constant('entries' as const),
        index: fc.maxSafeNat(),
        width: fc.integer({ min: 1, max: 256 }),
      }),
    );
    fc.assert(fc.property(resource, (r) => expect(parseTilePath(resourcePath(r))).toEqual(r)));
  });

  it.each([
    '',
    'tile/0',
    'tile/0/0',
    'tile/0/00',
    'tile/0/0000',
    'tile/00/000',
    'tile/01/000',
    'tile/64/000',
    'tile/-1/000',
    'tile/0/001/234',
    'tile/0/x001/x234',
    'tile/0/x000/001',
    'tile/0/000.p/0',
    'tile/0/000.p/256',
    'tile/0/000.p/01',
    'tile/0/000.p/1000',
    'tile/0/000.p/',
    'tile/0/000.p',
    '/tile/0/000',
    'tile/0/000/',
    'tile/entries/1',
    'tile/data/000',
    'tile/0/../000',
    'tile/0/x999/x999/x999/x999/x999/999',
    'checkpoint',
  ])('%j is refused', (path) => expectCode(() => parseTilePath(path), 'tile.path'));
});

describe('the tiles of a tree', () => {
  // C2SP tlog-tiles, "Partial Tiles".
  it('of 70,000 entries', () => {
    const tiles = [...tilesOf(70_000)];
    const at = (level: number) => tiles.filter((tile) => tile.level === level).map(({ width }) => width);
    expect(at(0)).toEqual([...Array.from({ length: 273 }, () => 256), 112]);
    expect(at(1)).toEqual([256, 17]);
    expect(at(2)).toEqual([1]);
    expect(at(3)).toEqual([]);
  });

  it('of 256 entries', () => expect(named(tilesOf(256))).toEqual(['tile/0/000', 'tile/1/000.p/1']));
  it('of none', () => expect(named(tilesOf(0))).toEqual([]));

  it('are exactly those of a width', () => {
    fc.assert(
      fc.property(fc.nat(200_000), (size) => {
        for (const { level, index, width } of tilesOf(size)) {
          const hashes = Math.floor(size / 256 ** level) - index * 256;
          expect(width).toBe(Math.min(256, hashes));
          expect(widthAt(level, index, size)).toBe(width);
        }
        expect(widthAt(0, Math.ceil(size / 256), size)).toBe(0);
        expect(named(edgeTiles(size))).toEqual(named([...tilesOf(size)].filter(({ width }) => width < 256)));
      }),
    );
  });

  it('that growing adds are those the smaller tree did not have', () => {
    fc.assert(
      fc.property(fc.nat(140_000), fc.nat(3_000), (size, added) => {
        const before = new Set(named(tilesOf(size)));
        expect(named(newTiles(size, size + added))).toEqual(
          named(tilesOf(size + added)).filter((path) => !before.has(path)),
        );
      }),
      { numRuns: 30 },
    );
    expectCode(() => [...newTiles(2, 1)], 'size.out-of-range');
  });

  // Shapes of golang.org/x/mod v0.33.0, sumdb/tlog/tile_test.go (BSD-3-Clause), for tiles of height 8.
  it.each([
    [1, 1, []],
    [100, 101, ['tile/0/000.p/101']],
    [1_023, 1_025, ['tile/0/003', 'tile/0/004.p/1', 'tile/1/000.p/4']],
  ])('from %i to %i', (from, to, paths) => expect(named(newTiles(from, to))).toEqual(paths));
});

describe('the tiles a proof needs', () => {
  it('are those on the way to the root, and the edge', () => {
    expect(named(tilesForRanges(inclusionRanges(300, 70_000), 70_000)).sort()).toEqual([
      'tile/0/001',
      'tile/0/273.p/112',
      'tile/1/000',
      'tile/1/001.p/17',
      'tile/2/000.p/1',
    ]);
    expect(named(tilesForRanges(inclusionRanges(0, 1), 1))).toEqual(['tile/0/000.p/1']);
  });
});
