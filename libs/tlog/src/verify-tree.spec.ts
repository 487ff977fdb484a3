import { describe, expect, it } from '@jest/globals';
import { createNodeHasher } from '../node/index.ts';
import { expectCodeOf } from '../test/expect-code.ts';
import { entryAt, flip, logOf } from '../test/log-of.ts';
import { encodeBundle, isTlogError, verifyTree } from './index.ts';

const hasher = createNodeHasher();
const log = logOf(1_100);
const forged = new TextEncoder().encode('forged');

const verify = (files: ReadonlyMap<string, Uint8Array>, head = log.head) =>
  verifyTree((path) => files.get(path), head, undefined, hasher);
const changed = (...changes: readonly (readonly [string, Uint8Array])[]) => new Map([...log.files, ...changes]);
const file = (path: string): Uint8Array => log.files.get(path) ?? new Uint8Array(0);
const entries = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => entryAt(from + i));

describe('verifying a whole tree', () => {
  it('visits every entry once, in order', async () => {
    const visited: Uint8Array[] = [];
    await verifyTree(
      log.read,
      log.head,
      ({ firstIndex, entries: some, leafHashes }) => {
        expect(firstIndex).toBe(visited.length);
        expect(leafHashes.length).toBe(some.length * 32);
        visited.push(...some);
      },
      hasher,
    );
    expect(visited).toEqual(log.entries);
  });

  it('of none, and of exactly full tiles', async () => {
    for (const size of [0, 256, 512]) {
      const small = logOf(size);
      expect((await verify(small.files, small.head)).head.size).toBe(size);
    }
  });
});

describe('tampering is named', () => {
  it.each([
    ['in a full tile', 'tile/0/002', 'tile/0/002'],
    ['in the partial tile of level 0', 'tile/0/004.p/76', 'tile/0/004.p/76'],
    ['in the partial tile of level 1', 'tile/1/000.p/4', 'tile/1/000.p/4'],
  ])('%s', async (_, path, where) => {
    for (const at of [0, 40, file(path).length - 1])
      await expectCodeOf(verify(changed([path, flip(file(path), at)])), 'tile.mismatch', where);
  });

  it.each([
    [0, 'tile/entries/000', 0],
    [700, 'tile/entries/002', 512],
    [1_099, 'tile/entries/004.p/76', 1_024],
  ])('entry %i replaced', async (index, path, first) => {
    const bundle = entries(first, Math.min(first + 256, 1_100)).with(index - first, forged);
    await expectCodeOf(verify(changed([path, encodeBundle(bundle)])), 'entry.mismatch', `entry ${index}`);
  });

  it('two entries swapped', async () => {
    const bundle = entries(512, 768).with(3, entryAt(520)).with(8, entryAt(515));
    await expectCodeOf(verify(changed(['tile/entries/002', encodeBundle(bundle)])), 'entry.mismatch', 'entry 515');
  });

  it('an entry dropped, and one inserted', async () => {
    const dropped = entries(512, 769).toSpliced(3, 1);
    await expectCodeOf(verify(changed(['tile/entries/002', encodeBundle(dropped)])), 'entry.mismatch', 'entry 515');
    const inserted = entries(512, 767).toSpliced(3, 0, forged);
    await expectCodeOf(verify(changed(['tile/entries/002', encodeBundle(inserted)])), 'entry.mismatch', 'entry 515');
    const short = encodeBundle(entries(512, 767));
    await expectCodeOf(verify(changed(['tile/entries/002', short])), 'bundle.malformed', 'tile/entries/002');
  });

  it('an entry together with its leaf, in a full tile', async () => {
    const other = logOf(1_100, (i) => (i === 515 ? forged : entryAt(i)));
    const both = ['tile/0/002', 'tile/entries/002'].map((path) => [path, other.files.get(path) ?? forged] as const);
    await expectCodeOf(verify(changed(...both)), 'tile.mismatch', 'tile/0/002');
  });

  it('an entry replaced, and its leaf at the edge by something else', async () => {
    const bundle = encodeBundle(entries(1_024, 1_100).with(5, forged));
    const tile = flip(file('tile/0/004.p/76'), 5 * 32);
    const files = changed(['tile/entries/004.p/76', bundle], ['tile/0/004.p/76', tile]);
    await expectCodeOf(verify(files), 'entry.mismatch', 'entry 1029');
  });

  it('a log rewritten from one entry on, with the old checkpoint', async () => {
    const other = logOf(1_100, (i) => (i === 515 ? forged : entryAt(i)));
    await expectCodeOf(verify(other.files), 'root.mismatch', 'checkpoint');
    expect((await verify(other.files, other.head)).head.size).toBe(1_100);
  });

  it('a log cut off', async () => {
    const shorter = logOf(1_000);
    await expectCodeOf(verify(shorter.files), 'tile.missing', 'tile/0/004.p/76');
    await expectCodeOf(verify(shorter.files, { size: 1_000, root: log.head.root }), 'root.mismatch', 'checkpoint');
  });

  it('a file missing', async () => {
    for (const path of log.files.keys()) {
      const files = new Map(log.files);
      files.delete(path);
      await expectCodeOf(verify(files), path.includes('entries') ? 'bundle.missing' : 'tile.missing', path);
    }
  });

  it('whichever byte of whichever file it is', async () => {
    let seed = 1;
    for (const [path, bytes] of log.files)
      for (let i = 0; i < 8; i++) {
        seed = (seed * 48_271) % 2_147_483_647;
        const outcome = await verify(changed([path, flip(bytes, seed % bytes.length)])).catch(
          (error: unknown) => error,
        );
        expect(isTlogError(outcome) && outcome.where).toMatch(/^(tile\/|entry \d+$)/);
      }
  });
});
