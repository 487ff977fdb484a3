import { describe, expect, it } from '@jest/globals';
import { createNodeHasher } from '../node/index.ts';
import { naiveLeaf, naiveRoot } from '../test/naive-tree.ts';
import { portableHasher } from './index.ts';

const hex = (text: string) => new Uint8Array(Buffer.from(text, 'hex'));
const ascii = (text: string) => new TextEncoder().encode(text);

describe.each([
  ['portable', portableHasher],
  ['of Node', createNodeHasher()],
])('the hasher %s', (_, hasher) => {
  // github.com/transparency-dev/merkle v0.0.2, rfc6962/rfc6962_test.go (Apache-2.0).
  it('agrees with published vectors', () => {
    expect(hasher.emptyRoot).toEqual(hex('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'));
    expect(hasher.leaf(ascii(''))).toEqual(hex('6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d'));
    expect(hasher.leaf(ascii('L123456'))).toEqual(
      hex('395aa064aa4c29f7010acfe3f25db9485bbd4b91897b6ad7ad547639252b4d56'),
    );
  });

  it('hashes leaves of changing length', () => {
    for (const length of [5, 5, 0, 300, 5]) {
      const entry = new Uint8Array(length).fill(length);
      expect(hasher.leaf(entry)).toEqual(naiveLeaf(entry));
    }
  });

  it('gives out bytes that stay as they are', () => {
    const first = hasher.leaf(ascii('a'));
    const second = hasher.node(first, first);
    const kept = [new Uint8Array(first), new Uint8Array(second)];
    hasher.leaf(ascii('b'));
    hasher.node(second, first);
    expect([first, second]).toEqual(kept);
  });

  it('hashes subtrees of a tile, also of a Buffer, without sharing its memory', () => {
    const leaves = Array.from({ length: 256 }, (_unused, i) => naiveLeaf(Uint8Array.of(i)));
    const tile = Buffer.concat(leaves);
    for (const [first, count] of [
      [0, 256],
      [128, 128],
      [6, 2],
      [255, 1],
    ] as const)
      expect(hasher.subtree(tile, first, count)).toEqual(naiveRoot(leaves.slice(first, first + count)));
    const alone = hasher.subtree(tile, 3, 1);
    tile.fill(0);
    expect(alone).toEqual(leaves[3]);
  });

  it('tells an entry from another', () => {
    const tile = Buffer.concat([naiveLeaf(ascii('a')), naiveLeaf(ascii('b'))]);
    expect(hasher.isLeaf(ascii('b'), tile, 1)).toBe(true);
    expect(hasher.isLeaf(ascii('b'), tile, 0)).toBe(false);
    expect(hasher.isLeaf(ascii('b'), tile, 2)).toBe(false);
  });
});
