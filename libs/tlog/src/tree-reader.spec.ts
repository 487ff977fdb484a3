import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createNodeHasher } from '../node/index.ts';
import { expectCodeOf } from '../test/expect-code.ts';
import { entryAt, flip, logOf } from '../test/log-of.ts';
import { naiveConsistency, naiveInclusion, naiveRoot } from '../test/naive-tree.ts';
import { parseTilePath, readTree, tilePath, tilesForRanges, inclusionRanges, tilesOf } from './index.ts';

const hasher = createNodeHasher();
const log = logOf(1_100);
const open = () => readTree(log.read, log.head, hasher);

/** Reads through a log with some files replaced. */
const withFiles = (changes: Readonly<Record<string, Uint8Array | undefined>>) => (path: string) =>
  path in changes ? changes[path] : log.read(path);
const file = (path: string): Uint8Array => log.read(path) ?? new Uint8Array(0);

describe('a tree read from tiles', () => {
  it('gives the proofs of the naive tree, for every size it has had', async () => {
    const reader = await open();
    const place = fc
      .integer({ min: 1, max: 1_100 })
      .chain((size) => fc.record({ size: fc.constant(size), index: fc.nat(size - 1), old: fc.nat(size) }));
    await fc.assert(
      fc.asyncProperty(place, async ({ size, index, old }) => {
        const leaves = log.leaves.slice(0, size);
        expect(await reader.inclusionProof(index, size)).toEqual(naiveInclusion(index, leaves));
        expect(await reader.consistencyProof(old, size)).toEqual(naiveConsistency(old, leaves));
        expect(await reader.rootAt(size)).toEqual(naiveRoot(leaves));
        expect(await reader.leafHash(index)).toEqual(log.leaves[index]);
        expect(await reader.entry(index)).toEqual(entryAt(index));
      }),
      { numRuns: 40 },
    );
  });

  it.each([0, 1, 2, 255, 256, 257, 511, 512])('may have %i entries', async (size) => {
    const small = logOf(size);
    const reader = await readTree(small.read, small.head, hasher);
    const entries: Uint8Array[] = [];
    for await (const bundle of reader.bundles()) {
      expect(bundle.firstIndex).toBe(entries.length);
      entries.push(...bundle.entries);
    }
    expect(entries).toEqual(small.entries);
    expect(await reader.rootAt(0)).toEqual(hasher.emptyRoot);
  });

  it('reads through promises as well, and no more than the proof needs', async () => {
    const paths = new Set<string>();
    const reader = await readTree(async (path) => (paths.add(path), log.read(path)), log.head, hasher);
    expect(await reader.inclusionProof(300)).toEqual(naiveInclusion(300, log.leaves));
    expect([...paths].sort()).toEqual(tilesForRanges(inclusionRanges(300, 1_100), 1_100).map(tilePath).sort());
  });

  it('refuses indexes and sizes that it does not have', async () => {
    const reader = await open();
    await expectCodeOf(reader.inclusionProof(1_100), 'index.out-of-range');
    await expectCodeOf(reader.inclusionProof(5, 5), 'index.out-of-range');
    await expectCodeOf(reader.inclusionProof(5, 1_101), 'size.out-of-range');
    await expectCodeOf(reader.entry(-1), 'index.out-of-range');
    await expectCodeOf(reader.leafHash(1_100), 'index.out-of-range');
    await expectCodeOf(reader.consistencyProof(1_101), 'size.out-of-range');
    await expectCodeOf(reader.consistencyProof(6, 5), 'size.out-of-range');
    await expectCodeOf(reader.rootAt(1_101), 'size.out-of-range');
  });

  it('takes the beginning of a full tile or bundle where the partial one is gone', async () => {
    const later = logOf(1_280);
    const gone = new Set(['tile/0/004.p/76', 'tile/entries/004.p/76']);
    const read = (path: string) => (gone.has(path) ? undefined : (log.read(path) ?? later.read(path)));
    const reader = await readTree(read, log.head, hasher);
    expect(await reader.entry(1_099)).toEqual(entryAt(1_099));
    expect(await reader.inclusionProof(1_099)).toEqual(naiveInclusion(1_099, log.leaves));
  });

  it('extends an older tree, or says that it does not', async () => {
    const reader = await open();
    await reader.checkExtends({ size: 300, root: naiveRoot(log.leaves.slice(0, 300)) });
    await reader.checkExtends({ size: 0, root: hasher.emptyRoot });
    await reader.checkExtends(log.head);
    const rewritten = { size: 300, root: naiveRoot(log.leaves.slice(1, 301)) };
    await expectCodeOf(reader.checkExtends(rewritten), 'root.mismatch', 'checkpoint');
    await expectCodeOf(reader.checkExtends({ size: 1_101, root: log.head.root }), 'size.out-of-range');
  });
});

describe('nothing is given out that was not checked', () => {
  const tiles = [...tilesOf(1_100)].map(tilePath);

  it('whichever bit of whichever tile is changed', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...tiles), fc.nat(), async (path, seed) => {
        const bytes = file(path);
        const at = seed % bytes.length;
        const resource = parseTilePath(path);
        const read = withFiles({ [path]: flip(bytes, at) });
        if (resource.width < 256) return expectCodeOf(readTree(read, log.head, hasher), 'root.mismatch', 'checkpoint');
        const reader = await readTree(read, log.head, hasher);
        const index = resource.index * 256 + Math.floor(at / 32);
        await expectCodeOf(reader.leafHash(index), 'tile.mismatch', path);
        return expectCodeOf(reader.inclusionProof(index), 'tile.mismatch', path);
      }),
      { numRuns: 30 },
    );
  });

  it('an entry that was changed, added to, or swapped', async () => {
    const bundle = file('tile/entries/002');
    const reader = await readTree(withFiles({ 'tile/entries/002': flip(bundle, 5) }), log.head, hasher);
    await expectCodeOf(reader.entry(600), 'entry.mismatch', 'entry 512');
    const other = await readTree(withFiles({ 'tile/entries/002': file('tile/entries/001') }), log.head, hasher);
    await expectCodeOf(other.entry(600), 'entry.mismatch', 'entry 512');
    expect(await other.entry(511)).toEqual(entryAt(511));
  });

  it('a tile in the place of another', async () => {
    const swapped = withFiles({ 'tile/0/001': file('tile/0/002'), 'tile/0/002': file('tile/0/001') });
    const reader = await readTree(swapped, log.head, hasher);
    await expectCodeOf(reader.leafHash(300), 'tile.mismatch', 'tile/0/001');
    expect(await reader.leafHash(0)).toEqual(log.leaves[0]);
  });

  it.each(tiles)('%s missing, too short or too long', async (path) => {
    const { width, index } = parseTilePath(path);
    const use = async (bytes: Uint8Array | undefined) =>
      (await readTree(withFiles({ [path]: bytes }), log.head, hasher)).leafHash(width === 256 ? index * 256 : 0);
    await expectCodeOf(use(undefined), 'tile.missing', path);
    await expectCodeOf(use(file(path).subarray(32)), 'tile.length', path);
    await expectCodeOf(use(Buffer.concat([file(path), new Uint8Array(32)])), 'tile.length', path);
  });

  it.each(['tile/entries/002', 'tile/entries/004.p/76'])('%s missing, too short or too long', async (path) => {
    const { index } = parseTilePath(path);
    const use = async (bytes: Uint8Array | undefined) =>
      (await readTree(withFiles({ [path]: bytes }), log.head, hasher)).entry(index * 256);
    await expectCodeOf(use(undefined), 'bundle.missing', path);
    await expectCodeOf(use(file(path).subarray(0, -1)), 'bundle.malformed', path);
    await expectCodeOf(use(Buffer.concat([file(path), Buffer.of(0, 0)])), 'bundle.malformed', path);
  });

  it('tries again after a read that failed', async () => {
    let failing = true;
    const read = async (path: string) => {
      if (failing && path === 'tile/0/001') throw new Error('no connection');
      return log.read(path);
    };
    const reader = await readTree(read, log.head, hasher);
    await expect(reader.leafHash(300)).rejects.toThrow('no connection');
    failing = false;
    expect(await reader.leafHash(300)).toEqual(log.leaves[300]);
  });

  it('not even of an empty tree with a root of its own', async () => {
    await expectCodeOf(
      readTree(() => undefined, { size: 0, root: log.head.root }),
      'root.mismatch',
    );
    expect((await readTree(() => undefined, { size: 0, root: hasher.emptyRoot })).head.size).toBe(0);
    await expectCodeOf(readTree(log.read, { size: 2 ** 53, root: log.head.root }), 'size.out-of-range');
  });
});
