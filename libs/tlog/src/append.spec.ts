import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createNodeHasher } from '../node/index.ts';
import { expectCode } from '../test/expect-code.ts';
import { leavesOf } from '../test/log-of.ts';
import { naiveRoot } from '../test/naive-tree.ts';
import {
  appendLeaves,
  decodeTreeState,
  emptyTree,
  encodeTreeState,
  newTiles,
  rootOfState,
  tilePath,
  type TreeState,
} from './index.ts';

const hasher = createNodeHasher();
const leaves = leavesOf(1_500);

const appendAll = (batches: readonly number[]) => {
  let state: TreeState = emptyTree;
  const files = new Map<string, Uint8Array>();
  for (const batch of batches) {
    const before = state.size;
    const appended = appendLeaves(state, leaves.slice(before, before + batch), hasher);
    expect(appended.tiles.map(tilePath).sort()).toEqual([...newTiles(before, before + batch)].map(tilePath).sort());
    for (const tile of appended.tiles) files.set(tilePath(tile), tile.bytes);
    expect(appended.root).toEqual(rootOfState(appended.state, hasher));
    state = decodeTreeState(encodeTreeState(appended.state));
    expect(state).toEqual(appended.state);
  }
  return { state, files, root: rootOfState(state, hasher) };
};

describe('appending', () => {
  it('one by one gives the root of the naive tree at every size', () => {
    let state: TreeState = emptyTree;
    for (let size = 1; size <= 300; size++) {
      const appended = appendLeaves(state, leaves.slice(size - 1, size), hasher);
      if (size < 20 || size > 250) expect(appended.root).toEqual(naiveRoot(leaves.slice(0, size)));
      state = appended.state;
    }
  });

  it('gives the same tree and tiles however it is cut into batches', () => {
    const batches = fc.array(fc.oneof(fc.constantFrom(0, 1, 255, 256, 257), fc.nat(600)), {
      minLength: 1,
      maxLength: 6,
    });
    fc.assert(
      fc.property(batches, (cut) => {
        const sizes = cut.map((n, i) => Math.min(n, Math.max(0, 1_500 - cut.slice(0, i).reduce((a, b) => a + b, 0))));
        const size = sizes.reduce((a, b) => a + b, 0);
        const inParts = appendAll(sizes);
        const atOnce = appendAll([size]);
        expect(inParts.root).toEqual(naiveRoot(leaves.slice(0, size)));
        expect(inParts.state).toEqual(atOnce.state);
        for (const [path, bytes] of atOnce.files) expect(inParts.files.get(path)).toEqual(bytes);
      }),
      { numRuns: 40 },
    );
  });

  it('keeps level 2 for large trees', () => {
    const size = 256 * 256 + 300;
    const many = Array.from({ length: size }, (_, i) => leaves[i % 1_500] ?? new Uint8Array(32));
    const { root, tiles, state } = appendLeaves(emptyTree, many, hasher);
    expect(root).toEqual(naiveRoot(many));
    expect(tiles.map(tilePath).sort()).toEqual([...newTiles(0, size)].map(tilePath).sort());
    expect(state.edge.map((edge) => edge.length / 32)).toEqual([44, 1, 1]);
    const one = appendLeaves(decodeTreeState(encodeTreeState(state)), [leaves[0] ?? new Uint8Array(32)], hasher);
    expect(one.tiles.map(tilePath)).toEqual(['tile/0/257.p/45']);
    expect(one.root).toEqual(naiveRoot([...many, leaves[0] ?? new Uint8Array(32)]));
  });

  it('leaves the state it was given as it was', () => {
    const { state } = appendLeaves(emptyTree, leaves.slice(0, 300), hasher);
    const before = encodeTreeState(state);
    appendLeaves(state, leaves.slice(300, 900), hasher);
    expect(encodeTreeState(state)).toEqual(before);
  });

  it('of nothing changes nothing', () => {
    const { state } = appendLeaves(emptyTree, leaves.slice(0, 5), hasher);
    const again = appendLeaves(state, [], hasher);
    expect(again.tiles).toEqual([]);
    expect(again.root).toEqual(naiveRoot(leaves.slice(0, 5)));
    expect(appendLeaves(emptyTree, [], hasher).root).toEqual(hasher.emptyRoot);
  });
});

describe('a stored state', () => {
  it('is small, and read from a Buffer without sharing its memory', () => {
    const { state } = appendLeaves(emptyTree, leaves.slice(0, 20), hasher);
    const stored = Buffer.from(encodeTreeState(state));
    expect(stored.length).toBe(8 + 20 * 32 + 2 * 32);
    const read = decodeTreeState(stored);
    stored.fill(0);
    expect(read).toEqual(state);
  });

  it('is refused where its length does not fit its size', () => {
    const bytes = encodeTreeState(appendLeaves(emptyTree, leaves.slice(0, 20), hasher).state);
    expectCode(() => decodeTreeState(bytes.subarray(0, -1)), 'state.malformed');
    expectCode(() => decodeTreeState(bytes.subarray(0, -32)), 'state.malformed');
    expectCode(() => decodeTreeState(Buffer.concat([bytes, new Uint8Array(32)])), 'state.malformed');
    expectCode(() => decodeTreeState(new Uint8Array(0)), 'state.malformed');
    expectCode(() => decodeTreeState(new Uint8Array(8).fill(255)), 'size.out-of-range');
  });
});
