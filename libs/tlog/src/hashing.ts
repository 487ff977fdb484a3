import { sha256 } from '@noble/hashes/sha2.js';

/** SHA-256 in one shot. Must not keep `bytes` (it is a scratch buffer) and must return bytes of its own. */
export type Hasher = (bytes: Uint8Array) => Uint8Array;

export const hashBytes = 32;
/** Hashes in a full tile (C2SP tlog-tiles), entries in a full bundle. */
export const fullWidth = 256;

/** The hashes of RFC 6962, section 2.1. One call of the `Hasher` for each leaf and each node, no allocation of its own. */
export interface TreeHasher {
  readonly sha256: Hasher;
  /** Root of the tree without entries. */
  readonly emptyRoot: Uint8Array;
  leaf(entry: Uint8Array): Uint8Array;
  node(left: Uint8Array, right: Uint8Array): Uint8Array;
  /** Root over `count` consecutive hashes of a tile (a power of two, at most 256), beginning with number `first`. */
  subtree(tile: Uint8Array, first: number, count: number): Uint8Array;
}

const nodeBytes = 1 + 2 * hashBytes;

/** Not for use by two threads at once; cheap enough to have one each. */
export const createTreeHasher = (hasher: Hasher): TreeHasher => {
  // Entries of one log have nearly always the same length, so the input of the last leaf is used again.
  let leafInput = new Uint8Array(1);
  // Behind room for a tile lies the input of a node: pairs are copied inside the buffer, without making views.
  const nodeAt = fullWidth * hashBytes;
  const arena = new Uint8Array(nodeAt + nodeBytes);
  const nodeInput = arena.subarray(nodeAt);
  nodeInput[0] = 1;
  return {
    sha256: hasher,
    emptyRoot: hasher(new Uint8Array(0)),
    leaf: (entry) => {
      if (leafInput.length !== entry.length + 1) leafInput = new Uint8Array(entry.length + 1);
      leafInput.set(entry, 1);
      return hasher(leafInput);
    },
    node: (left, right) => {
      nodeInput.set(left, 1);
      nodeInput.set(right, 1 + hashBytes);
      return hasher(nodeInput);
    },
    subtree: (tile, first, count) => {
      const hashes = tile.subarray(first * hashBytes, (first + count) * hashBytes);
      if (count === 1) return hashes.slice();
      arena.set(hashes);
      for (let width = count; width > 1; width /= 2)
        for (let i = 0; i < width; i += 2) {
          const pair = i * hashBytes;
          arena.copyWithin(nodeAt + 1, pair, pair + 2 * hashBytes);
          arena.set(hasher(nodeInput), pair / 2);
        }
      return arena.slice(0, hashBytes);
    },
  };
};

/** The default everywhere; a server passes one made from its platform's SHA-256. */
export const portableHasher: TreeHasher = createTreeHasher(sha256);

export const equalBytes = (a: Uint8Array, b: Uint8Array): boolean => a.length === b.length && equalAt(a, 0, b);

/** Whether `bytes` holds `part` at `offset`. */
export const equalAt = (bytes: Uint8Array, offset: number, part: Uint8Array): boolean => {
  for (let i = 0; i < part.length; i++) if (bytes[offset + i] !== part[i]) return false;
  return true;
};
