import { createHash } from 'node:crypto';

/** RFC 6962, section 2.1, written down as it stands there: the yardstick for everything that is clever. */
const sha256 = (...parts: readonly Uint8Array[]): Uint8Array => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return new Uint8Array(hash.digest());
};

const splitOf = (n: number): number => {
  let k = 1;
  while (k * 2 < n) k *= 2;
  return k;
};

export const naiveLeaf = (entry: Uint8Array): Uint8Array => sha256(Uint8Array.of(0), entry);

/** MTH(D[n]) over leaf hashes. */
export const naiveRoot = (leaves: readonly Uint8Array[]): Uint8Array => {
  const [only] = leaves;
  if (only === undefined) return sha256();
  if (leaves.length === 1) return only;
  const k = splitOf(leaves.length);
  return sha256(Uint8Array.of(1), naiveRoot(leaves.slice(0, k)), naiveRoot(leaves.slice(k)));
};

/** PATH(m, D[n]). */
export const naiveInclusion = (m: number, leaves: readonly Uint8Array[]): Uint8Array[] => {
  if (leaves.length === 1) return [];
  const k = splitOf(leaves.length);
  return m < k
    ? [...naiveInclusion(m, leaves.slice(0, k)), naiveRoot(leaves.slice(k))]
    : [...naiveInclusion(m - k, leaves.slice(k)), naiveRoot(leaves.slice(0, k))];
};

/** PROOF(m, D[n]) with SUBPROOF(m, D[n], b). */
export const naiveConsistency = (m: number, leaves: readonly Uint8Array[], known = true): Uint8Array[] => {
  const n = leaves.length;
  if (m === 0) return [];
  if (m === n) return known ? [] : [naiveRoot(leaves)];
  const k = splitOf(n);
  return m <= k
    ? [...naiveConsistency(m, leaves.slice(0, k), known), naiveRoot(leaves.slice(k))]
    : [...naiveConsistency(m - k, leaves.slice(k), false), naiveRoot(leaves.slice(0, k))];
};
