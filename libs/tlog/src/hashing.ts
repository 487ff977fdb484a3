import { sha256 } from '@noble/hashes/sha2.js';

/**
 * SHA-256 in one shot. Must not keep `bytes` (a scratch buffer), and may return the same 32 bytes at every call,
 * overwritten: allocating them anew costs as much as hashing.
 */
export type Hasher = (bytes: Uint8Array) => Uint8Array;

export const hashBytes = 32;
/** Hashes in a full tile (C2SP tlog-tiles), entries in a full bundle. */
export const fullWidth = 256;

/** The hashes of RFC 6962, section 2.1: one call of the `Hasher` for each. What is returned belongs to the caller. */
export interface TreeHasher {
  /** Root of the tree without entries. */
  readonly emptyRoot: Uint8Array;
  sha256(bytes: Uint8Array): Uint8Array;
  leaf(entry: Uint8Array): Uint8Array;
  node(left: Uint8Array, right: Uint8Array): Uint8Array;
  /** Whether hash number `index` of a tile of level 0 is this entry's. */
  isLeaf(entry: Uint8Array, tile: Uint8Array, index: number): boolean;
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
  const leaf = (entry: Uint8Array): Uint8Array => {
    if (leafInput.length !== entry.length + 1) leafInput = new Uint8Array(entry.length + 1);
    leafInput.set(entry, 1);
    return hasher(leafInput);
  };
  return {
    emptyRoot: new Uint8Array(hasher(new Uint8Array(0))),
    sha256: (bytes) => new Uint8Array(hasher(bytes)),
    leaf: (entry) => new Uint8Array(leaf(entry)),
    node: (left, right) => {
      nodeInput.set(left, 1);
      nodeInput.set(right, 1 + hashBytes);
      return new Uint8Array(hasher(nodeInput));
    },
    isLeaf: (entry, tile, index) => equalAt(tile, index * hashBytes, leaf(entry)),
    subtree: (tile, first, count) => {
      const hashes = tile.subarray(first * hashBytes, (first + count) * hashBytes);
      // Not slice(): of a Buffer, that would be a view.
      if (count === 1) return new Uint8Array(hashes);
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

/** The default everywhere; under Node `@cunjian/tlog/node` has one that is ten times as fast. */
export const portableHasher: TreeHasher = createTreeHasher(sha256);

export const equalBytes = (a: Uint8Array, b: Uint8Array): boolean => a.length === b.length && equalAt(a, 0, b);

/** Whether `bytes` holds `part` at `offset`. */
export const equalAt = (bytes: Uint8Array, offset: number, part: Uint8Array): boolean => {
  for (let i = 0; i < part.length; i++) if (bytes[offset + i] !== part[i]) return false;
  return true;
};
