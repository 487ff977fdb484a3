import { TlogError } from './tlog-error.ts';

/** Entries `from` (inclusive) to `to` (exclusive), hashed as one subtree. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** The perfect subtree over entries `index * 2 ** height` up to, not including, `(index + 1) * 2 ** height`. */
export interface Node {
  readonly height: number;
  readonly index: number;
}

/** Sizes and indexes are numbers; beyond 2 ** 53 - 1 they are refused, though the formats would allow 2 ** 64 - 1. */
export const checkSize = (size: number): void => {
  if (!Number.isSafeInteger(size) || size < 0)
    throw new TlogError('size.out-of-range', `${size} is no tree size between 0 and 2^53 - 1`);
};

export const checkIndex = (index: number, size: number): void => {
  checkSize(size);
  if (!Number.isSafeInteger(index) || index < 0 || index >= size)
    throw new TlogError('index.out-of-range', `index ${index} is not in a tree of ${size} entries`);
};

/** `from` entries must be a beginning of `to` entries. */
export const checkGrowth = (from: number, to: number): void => {
  checkSize(from);
  checkSize(to);
  if (from > to)
    throw new TlogError('size.out-of-range', `a tree of ${to} entries can't have grown from one of ${from}`);
};

const bitLength = (n: number): number => (n >= 2 ** 32 ? 64 - Math.clz32(Math.floor(n / 2 ** 32)) : 32 - Math.clz32(n));

/** The largest power of two smaller than `n`, where RFC 6962 splits a tree of `n` >= 2 entries. */
const splitOf = (n: number): number => 2 ** (bitLength(n - 1) - 1);

/** PATH(m, D[n]) of RFC 6962, section 2.1.1: the ranges whose hashes are the inclusion proof, from leaf to root. */
export const inclusionRanges = (index: number, size: number): readonly Range[] => {
  checkIndex(index, size);
  const ranges: Range[] = [];
  let from = 0;
  let to = size;
  while (to - from > 1) {
    const middle = from + splitOf(to - from);
    if (index < middle) {
      ranges.push({ from: middle, to });
      to = middle;
    } else {
      ranges.push({ from, to: middle });
      from = middle;
    }
  }
  return ranges.reverse();
};

/** PROOF(m, D[n]) of RFC 6962, section 2.1.2; empty where one of the trees is, or both are equal. */
export const consistencyRanges = (oldSize: number, newSize: number): readonly Range[] => {
  checkGrowth(oldSize, newSize);
  if (oldSize === 0) return [];
  const ranges: Range[] = [];
  let from = 0;
  let to = newSize;
  while (to !== oldSize) {
    const middle = from + splitOf(to - from);
    if (oldSize <= middle) {
      ranges.push({ from: middle, to });
      to = middle;
    } else {
      ranges.push({ from, to: middle });
      from = middle;
    }
  }
  if (from > 0) ranges.push({ from, to });
  return ranges.reverse();
};

/** The perfect subtrees that make up a range of a proof (or a whole tree), from left to right, the largest first. */
export const nodesOf = ({ from, to }: Range): readonly Node[] => {
  const nodes: Node[] = [];
  for (let start = from; start < to;) {
    const height = bitLength(to - start) - 1;
    nodes.push({ height, index: start / 2 ** height });
    start += 2 ** height;
  }
  return nodes;
};
