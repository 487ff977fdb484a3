import type { RollEntry } from '@cunjian/contracts';
import { canonicalJson } from '@cunjian/kernel';
import { appendLeaves, emptyTree, portableHasher, type TreeHasher } from '@cunjian/tlog';

const encoder = new TextEncoder();

const hex = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

/**
 * What names a roll 名册: the root, in hex, of the RFC 6962 tree over the canonical JSON of its entries, sorted by
 * person. Each entry has 32 random bytes, so the root tells nothing of who is on the roll. The order given does not matter.
 */
export const rollRoot = (entries: Iterable<RollEntry>, hasher: TreeHasher = portableHasher): string => {
  const sorted = [...entries].sort((a, b) => (a.person < b.person ? -1 : a.person > b.person ? 1 : 0));
  const leaves = sorted.map((entry) => hasher.leaf(encoder.encode(canonicalJson(entry))));
  return hex(appendLeaves(emptyTree, leaves, hasher).root);
};
