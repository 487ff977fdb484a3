import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createNodeHasher } from '../node/index.ts';
import { expectCode } from '../test/expect-code.ts';
import { flip, leavesOf } from '../test/log-of.ts';
import { naiveConsistency, naiveInclusion, naiveLeaf, naiveRoot } from '../test/naive-tree.ts';
import { consistencyRanges, inclusionRanges, nodesOf, verifyConsistency, verifyInclusion } from './index.ts';

const hex = (text: string) => new Uint8Array(Buffer.from(text, 'hex'));
const hasher = createNodeHasher();

/** github.com/transparency-dev/merkle v0.0.2, proof/verify_test.go (Apache-2.0): the tree of the CT reference tests. */
const published = {
  leaves: ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'].map(
    (entry) => naiveLeaf(hex(entry)),
  ),
  roots: [
    '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
    'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
    'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
    'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
    '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
    'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
    '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
  ].map(hex),
  inclusion: [
    [0, 1, []],
    [
      0,
      8,
      [
        '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
        '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
        '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
      ],
    ],
    [
      5,
      8,
      [
        'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
        'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
        'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
      ],
    ],
    [2, 3, ['fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125']],
    [
      1,
      5,
      [
        '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
        '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
        'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
      ],
    ],
  ] as const,
  consistency: [
    [1, 1, []],
    [
      1,
      8,
      [
        '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
        '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
        '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
      ],
    ],
    [
      6,
      8,
      [
        '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
        'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
        'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
      ],
    ],
    [
      2,
      5,
      [
        '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
        'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
      ],
    ],
    [
      6,
      7,
      [
        '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
        'b08693ec2e721597130641e8211e7eedccb4c26413963eee6c1e2ed16ffb1a5f',
        'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
      ],
    ],
  ] as const,
};

const publishedHead = (size: number) => ({ size, root: published.roots[size - 1] ?? new Uint8Array(32) });

describe('published vectors', () => {
  it('agree with the naive tree', () => {
    published.roots.forEach((root, i) => expect(naiveRoot(published.leaves.slice(0, i + 1))).toEqual(root));
  });

  it.each(published.inclusion)('prove entry %i in a tree of %i', (index, size, proof) => {
    const leaf = published.leaves[index] ?? new Uint8Array(0);
    verifyInclusion(index, publishedHead(size), leaf, proof.map(hex));
  });

  it.each(published.consistency)('prove that %i entries grew to %i', (oldSize, newSize, proof) => {
    verifyConsistency(publishedHead(oldSize), publishedHead(newSize), proof.map(hex));
  });

  // RFC 6962, section 2.1.3: the tree of seven entries, its nodes named by the entries they cover.
  it('take the nodes that RFC 6962 names', () => {
    const spans = (ranges: ReturnType<typeof inclusionRanges>) => ranges.map(({ from, to }) => `${from}-${to - 1}`);
    expect(spans(inclusionRanges(0, 7))).toEqual(['1-1', '2-3', '4-6']);
    expect(spans(inclusionRanges(3, 7))).toEqual(['2-2', '0-1', '4-6']);
    expect(spans(inclusionRanges(4, 7))).toEqual(['5-5', '6-6', '0-3']);
    expect(spans(inclusionRanges(6, 7))).toEqual(['4-5', '0-3']);
    expect(spans(consistencyRanges(3, 7))).toEqual(['2-2', '3-3', '0-1', '4-6']);
    expect(spans(consistencyRanges(4, 7))).toEqual(['4-6']);
    expect(spans(consistencyRanges(6, 7))).toEqual(['4-5', '6-6', '0-3']);
  });
});

const maxSize = 34;
const leaves = leavesOf(maxSize);
const headOf = (size: number) => ({ size, root: naiveRoot(leaves.slice(0, size)) });
const leafOf = (index: number) => leaves[index] ?? new Uint8Array(0);

describe('inclusion', () => {
  it('holds for every entry of every small tree, by the naive proof', () => {
    for (let size = 1; size <= maxSize; size++)
      for (let index = 0; index < size; index++) {
        const proof = naiveInclusion(index, leaves.slice(0, size));
        expect(inclusionRanges(index, size).map(({ from, to }) => naiveRoot(leaves.slice(from, to)))).toEqual(proof);
        verifyInclusion(index, headOf(size), leafOf(index), proof, hasher);
      }
  });

  const inclusion = fc
    .integer({ min: 2, max: maxSize })
    .chain((size) => fc.record({ size: fc.constant(size), index: fc.nat(size - 1), other: fc.nat(size - 1) }));

  it('fails for any other leaf, index, root, or changed, swapped, missing or added hash', () => {
    fc.assert(
      fc.property(inclusion, fc.nat(), ({ size, index, other }, seed) => {
        const proof = naiveInclusion(index, leaves.slice(0, size));
        const at = seed % proof.length;
        const changed = proof.map((hash, i) => (i === at ? flip(hash, seed % 32) : hash));
        const head = headOf(size);
        const leaf = leafOf(index);
        expectCode(() => verifyInclusion(index, head, leaf, changed, hasher), 'proof.mismatch', `entry ${index}`);
        expectCode(() => verifyInclusion(index, head, leaf, proof.slice(1), hasher), 'proof.length');
        expectCode(() => verifyInclusion(index, head, leaf, [...proof, leaf], hasher), 'proof.length');
        expectCode(
          () => verifyInclusion(index, { ...head, root: flip(head.root, 0) }, leaf, proof, hasher),
          'proof.mismatch',
        );
        if (other !== index) {
          expectCode(() => verifyInclusion(index, head, leafOf(other), proof, hasher), 'proof.mismatch');
          expect(() => verifyInclusion(other, head, leaf, proof, hasher)).toThrow();
        }
        if (proof.length > 1)
          expectCode(() => verifyInclusion(index, head, leaf, proof.toReversed(), hasher), 'proof.mismatch');
      }),
    );
  });

  it('refuses indexes past the size and sizes that are none', () => {
    const leaf = leafOf(0);
    for (const index of [7, 8, -1, 0.5, NaN])
      expectCode(() => verifyInclusion(index, headOf(7), leaf, []), 'index.out-of-range');
    expectCode(() => verifyInclusion(0, headOf(0), leaf, []), 'index.out-of-range');
    for (const size of [-1, 1.5, 2 ** 53, Infinity])
      expectCode(() => verifyInclusion(0, { size, root: leaf }, leaf, []), 'size.out-of-range');
    expectCode(() => verifyInclusion(0, headOf(2), leaf, [leafOf(1).subarray(1)]), 'proof.length');
  });
});

describe('consistency', () => {
  it('holds between all small trees, by the naive proof', () => {
    for (let newSize = 0; newSize <= maxSize; newSize++)
      for (let oldSize = 0; oldSize <= newSize; oldSize++) {
        const proof = naiveConsistency(oldSize, leaves.slice(0, newSize));
        const ranges = consistencyRanges(oldSize, newSize);
        expect(ranges.map(({ from, to }) => naiveRoot(leaves.slice(from, to)))).toEqual(proof);
        verifyConsistency(headOf(oldSize), headOf(newSize), proof, hasher);
      }
  });

  const growth = fc
    .integer({ min: 2, max: maxSize })
    .chain((newSize) =>
      fc.record({ newSize: fc.constant(newSize), oldSize: fc.integer({ min: 1, max: newSize - 1 }) }),
    );

  it('fails for any other root, or changed, missing or added hash', () => {
    fc.assert(
      fc.property(growth, fc.nat(), ({ oldSize, newSize }, seed) => {
        const proof = naiveConsistency(oldSize, leaves.slice(0, newSize));
        const [older, newer] = [headOf(oldSize), headOf(newSize)];
        const changed = proof.map((hash, i) => (i === seed % proof.length ? flip(hash, seed % 32) : hash));
        expectCode(() => verifyConsistency(older, newer, changed, hasher), 'proof.mismatch');
        expectCode(() => verifyConsistency(older, newer, proof.slice(1), hasher), 'proof.length');
        expectCode(() => verifyConsistency(older, newer, [...proof, older.root], hasher), 'proof.length');
        const forged = { size: oldSize, root: flip(older.root, seed % 32) };
        expectCode(() => verifyConsistency(forged, newer, proof, hasher), 'proof.mismatch');
        const other = { size: newSize, root: flip(newer.root, seed % 32) };
        expectCode(() => verifyConsistency(older, other, proof, hasher), 'proof.mismatch');
      }),
    );
  });

  it('fails between two trees of one size with different roots, and for an empty tree with a root', () => {
    expectCode(() => verifyConsistency(headOf(5), { size: 5, root: headOf(4).root }, []), 'proof.mismatch');
    expectCode(() => verifyConsistency({ size: 0, root: headOf(4).root }, headOf(5), []), 'proof.mismatch');
    expectCode(() => verifyConsistency(headOf(0), { size: 0, root: headOf(1).root }, []), 'proof.mismatch');
  });

  it('refuses a tree that shrank', () => {
    expectCode(() => verifyConsistency(headOf(5), headOf(4), []), 'size.out-of-range');
    expectCode(() => verifyConsistency(headOf(5), headOf(4), [headOf(4).root]), 'size.out-of-range');
  });
});

describe('ranges of huge trees', () => {
  const size = fc.maxSafeNat().filter((n) => n > 0);

  it('cover the tree without gaps or overlaps, as perfect subtrees', () => {
    fc.assert(
      fc.property(size, fc.maxSafeNat(), (n, seed) => {
        const index = seed % n;
        const ranges = [{ from: index, to: index + 1 }, ...inclusionRanges(index, n)].sort((a, b) => a.from - b.from);
        expect(ranges[0]?.from).toBe(0);
        ranges.forEach((range, i) => expect(range.to).toBe(ranges[i + 1]?.from ?? n));
        for (const range of ranges) {
          let next = range.from;
          for (const { height, index: at } of nodesOf(range)) {
            expect(Number.isInteger(at)).toBe(true);
            expect(at * 2 ** height).toBe(next);
            next += 2 ** height;
          }
          expect(next).toBe(range.to);
        }
      }),
    );
  });

  it('lead to proofs that hold: a tree whose entries are all alike', () => {
    // Then the hash of a range depends on its length alone, and a tree of 2^53 entries has few different nodes.
    const perfect = [naiveLeaf(Uint8Array.of(7))];
    for (let h = 0; h < 53; h++)
      perfect.push(hasher.node(perfect[h] ?? hasher.emptyRoot, perfect[h] ?? hasher.emptyRoot));
    const hashOf = (range: { from: number; to: number }) =>
      nodesOf(range)
        .map(({ height }) => perfect[height] ?? hasher.emptyRoot)
        .reduceRight((right, left) => hasher.node(left, right));
    fc.assert(
      fc.property(size, fc.maxSafeNat(), (n, seed) => {
        const head = { size: n, root: hashOf({ from: 0, to: n }) };
        const index = seed % n;
        verifyInclusion(index, head, hashOf({ from: 0, to: 1 }), inclusionRanges(index, n).map(hashOf), hasher);
        const old = index + 1;
        const older = { size: old, root: hashOf({ from: 0, to: old }) };
        verifyConsistency(older, head, consistencyRanges(old, n).map(hashOf), hasher);
      }),
    );
  });
});
