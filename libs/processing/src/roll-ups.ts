import { ancestry } from './ancestry.ts';
import { rollUpKey } from './collections.ts';
import type { Delta } from './fold.ts';
import type { RollUp } from './projection.ts';

/** A roll-up as it is summed up. `position` is that of the last event in it; an event at or before it is in it already. */
export interface Summed {
  position: bigint;
  readonly division: string;
  readonly bucket: string;
  readonly counts: Map<string, number>;
}

/** Keys of all roll-ups that `deltas` touch. */
export const rollUpKeys = (deltas: readonly Delta[]): Set<string> => {
  const keys = new Set<string>();
  for (const { contribution } of deltas)
    for (const division of ancestry(contribution.division)) keys.add(rollUpKey(division, contribution.bucket));
  return keys;
};

/** Sums `deltas`, which are in the order of their events, into `sums`. Returns the keys of those that moved. */
export const sumUp = (sums: Map<string, Summed>, deltas: readonly Delta[]): Set<string> => {
  const moved = new Map<string, bigint>();
  for (const { position, contribution, sign } of deltas)
    for (const division of ancestry(contribution.division)) {
      const key = rollUpKey(division, contribution.bucket);
      let sum = sums.get(key);
      if (sum === undefined) {
        sum = { position: -1n, division, bucket: contribution.bucket, counts: new Map() };
        sums.set(key, sum);
      }
      // One event has many deltas: the position moves on only when all of them are in.
      if (sum.position >= position) continue;
      for (const [name, count] of Object.entries(contribution.counts))
        sum.counts.set(name, (sum.counts.get(name) ?? 0) + sign * count);
      moved.set(key, position);
    }
  for (const [key, position] of moved) {
    const sum = sums.get(key);
    if (sum !== undefined) sum.position = position;
  }
  return new Set(moved.keys());
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
