import { equalBytes, hashBytes, portableHasher, type TreeHasher } from './hashing.ts';
import { checkGrowth, consistencyRanges, inclusionRanges } from './ranges.ts';
import { TlogError } from './tlog-error.ts';

/** What a checkpoint says of a tree. */
export interface TreeHead {
  readonly size: number;
  /** 32 bytes. */
  readonly root: Uint8Array;
}

const checkProof = (kind: string, proof: readonly Uint8Array[], expected: number): void => {
  if (proof.length !== expected)
    throw new TlogError('proof.length', `${kind} proof has ${proof.length} hashes instead of ${expected}`);
  proof.forEach((hash, i) => {
    if (hash.length !== hashBytes)
      throw new TlogError('proof.length', `hash ${i + 1} of the ${kind} proof has ${hash.length} bytes instead of 32`);
  });
};

const half = (n: number): number => Math.floor(n / 2);
const isOdd = (n: number): boolean => n % 2 === 1;

/** The root that follows from a leaf hash and its proof: RFC 9162, section 2.1.3.2. Throws `index.out-of-range`, `proof.length`. */
export const rootFromInclusion = (
  index: number,
  size: number,
  leafHash: Uint8Array,
  proof: readonly Uint8Array[],
  hasher: TreeHasher = portableHasher,
): Uint8Array => {
  checkProof('inclusion', proof, inclusionRanges(index, size).length);
  let node = index;
  let last = size - 1;
  let root = leafHash;
  for (const hash of proof) {
    if (isOdd(node) || node === last) {
      root = hasher.node(hash, root);
      while (!isOdd(node) && node !== 0) {
        node = half(node);
        last = half(last);
      }
    } else root = hasher.node(root, hash);
    node = half(node);
    last = half(last);
  }
  return root;
};

/** Throws `index.out-of-range`, `proof.length`, `proof.mismatch` unless the leaf is number `index` of the tree. */
export const verifyInclusion = (
  index: number,
  head: TreeHead,
  leafHash: Uint8Array,
  proof: readonly Uint8Array[],
  hasher: TreeHasher = portableHasher,
): void => {
  if (!equalBytes(rootFromInclusion(index, head.size, leafHash, proof, hasher), head.root))
    throw new TlogError(
      'proof.mismatch',
      `the proof does not lead to the root of ${head.size} entries`,
      `entry ${index}`,
    );
};

/** Throws `size.out-of-range`, `proof.length`, `proof.mismatch` unless `newer` extends `older`: RFC 9162, section 2.1.4.2. */
export const verifyConsistency = (
  older: TreeHead,
  newer: TreeHead,
  proof: readonly Uint8Array[],
  hasher: TreeHasher = portableHasher,
): void => {
  checkGrowth(older.size, newer.size);
  checkProof('consistency', proof, consistencyRanges(older.size, newer.size).length);
  const [oldRoot, newRoot] =
    older.size === 0
      ? [hasher.emptyRoot, newer.size === 0 ? hasher.emptyRoot : newer.root]
      : rootsFromConsistency(older, newer.size, proof, hasher);
  if (!equalBytes(oldRoot, older.root) || !equalBytes(newRoot, newer.root))
    throw new TlogError('proof.mismatch', `the tree of ${newer.size} entries does not extend the one of ${older.size}`);
};

const rootsFromConsistency = (
  older: TreeHead,
  newSize: number,
  proof: readonly Uint8Array[],
  hasher: TreeHasher,
): readonly [Uint8Array, Uint8Array] => {
  let node = older.size - 1;
  let last = newSize - 1;
  while (isOdd(node)) {
    node = half(node);
    last = half(last);
  }
  // A proof leaves out the old root where that is a node of the new tree.
  const [start, ...rest] = node === 0 ? [older.root, ...proof] : proof;
  let oldRoot = start ?? older.root;
  let newRoot = oldRoot;
  for (const hash of rest) {
    if (isOdd(node) || node === last) {
      oldRoot = hasher.node(hash, oldRoot);
      newRoot = hasher.node(hash, newRoot);
      while (!isOdd(node) && node !== 0) {
        node = half(node);
        last = half(last);
      }
    } else newRoot = hasher.node(newRoot, hash);
    node = half(node);
    last = half(last);
  }
  return [oldRoot, newRoot];
};
