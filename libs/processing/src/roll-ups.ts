import { rollUpKey } from './collections.ts';

import type { Delta } from './fold.ts';
import { parentDivision } from './parent-division.ts';
import type { RollUp } from './projection.ts';

/** A roll-up as it is summed up. `position` is that of the last event in it; an event at or before it is in it already. */
export interface Summed {
  position: bigint;
  readonly division: string;
  readonly bucket: string;
  readonly counts: Map<string, number>;
}

const add = (sum: Summed, count: string, value: number): void => {
  sum.counts.set(count, (sum.counts.get(count) ?? 0) + value);
};

const sumIn = (sums: Map<string, Summed>, division: string, bucket: string): Summed => {
  const key = rollUpKey(division, bucket);
  let sum = sums.get(key);
  if (sum === undefined) {
    sum = { position: -1n, division, bucket, counts: new Map() };
    sums.set(key, sum);
  }
  return sum;
};

/** What `deltas` add to each division that they name and to all its ancestors. */
export const growth = (deltas: readonly Delta[]): Map<string, Summed> => {
  let level = new Map<string, Summed>();
  for (const { position, division, bucket, counts } of deltas) {
    const sum = sumIn(level, division, bucket);
    for (const [count, value] of counts) add(sum, count, value);
    sum.position = position;
  }
  const grown = new Map<string, Summed>();
  while (level.size > 0) {
    const above = new Map<string, Summed>();
    for (const sum of level.values()) {
      const parent = parentDivision(sum.division);
      if (parent !== undefined) merge(sumIn(above, parent, sum.bucket), sum);
    }
    for (const sum of level.values()) merge(sumIn(grown, sum.division, sum.bucket), sum);
    level = above;
  }
  return grown;
};

const merge = (into: Summed, { position, counts }: Summed): void => {
  for (const [count, value] of counts) add(into, count, value);
  if (position > into.position) into.position = position;
};

/**
 * Adds to `sums` the `grown` growth of `deltas`. Where a sum has seen some of the events already (a store without transactions
 * crashed between two documents), event by event. Returns the keys of those that moved.
 */
export const sumUp = (
  sums: Map<string, Summed>,
  deltas: readonly Delta[],
  grown: ReadonlyMap<string, Summed>,
): Set<string> => {
  const first = deltas[0]?.position ?? 0n;
  const fresh = [...grown.keys()].every((key) => (sums.get(key)?.position ?? -1n) < first);
  if (fresh) return addAll(sums, grown);
  const moved = new Set<string>();
  for (const ofEvent of Map.groupBy(deltas, ({ position }) => position).values())
    for (const key of addAll(sums, growth(ofEvent))) moved.add(key);
  return moved;
};

const addAll = (sums: Map<string, Summed>, grown: ReadonlyMap<string, Summed>): Set<string> => {
  const moved = new Set<string>();
  for (const [key, growing] of grown) {
    const sum = sumIn(sums, growing.division, growing.bucket);
    if (sum.position >= growing.position) continue;
    merge(sum, growing);
    moved.add(key);
  }
  return moved;
};

/** The document, its counts in the order of their names; undefined where nothing is left to count. */
export const rollUpOf = ({ division, bucket, counts }: Summed): RollUp | undefined => {
  const left = [...counts].filter(([, count]) => count !== 0).sort(([a], [b]) => (a < b ? -1 : 1));
  return left.length === 0 ? undefined : { division, bucket, counts: Object.fromEntries(left) };
};

/** `rollUp` as it was stored under `key`; undefined: it had nothing left to count. */
export const summedOf = (key: string, position: bigint, rollUp: RollUp | undefined): Summed => {
  const slash = key.indexOf('/');
  const counts = new Map(Object.entries(rollUp?.counts ?? {}));
  return { position, division: key.slice(0, slash), bucket: key.slice(slash + 1), counts };
};
