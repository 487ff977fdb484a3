import { rollUpKey } from './collections.ts';
import type { Delta } from './fold.ts';
import { parentDivision } from './parent-division.ts';
import type { RollUp } from './projection.ts';

/** A roll-up as it is summed up, below that of the division above. */
interface Sum {
  readonly division: string;
  readonly bucket: string;
  readonly counts: Map<string, number>;
  readonly above: Sum | undefined;
  /** Events up to here were in it when it was last written: they are not added again. */
  written: bigint;
  /** The last event in it. */
  last: bigint;
}

export interface RollUps {
  /** Keys that `add` needs and that have not been `put`, the division above before those below. */
  missing(deltas: readonly Delta[]): readonly string[];
  /** The roll-up as stored; undefined where there is none, or nothing is left to count. */
  put(key: string, position: bigint, rollUp: RollUp | undefined): void;
  /** Adds to each division that `deltas` name and to all its ancestors. */
  add(deltas: readonly Delta[]): void;
  /** Those that have moved since they were put or written: `undefined` where nothing is left to count. */
  moved(): { key: string; position: bigint; document: RollUp | undefined }[];
  /** What has moved is written. Forgets all where it keeps more than `maxKept`. */
  written(maxKept: number): void;
}

export const createRollUps = (): RollUps => {
  const sums = new Map<string, Sum>();
  const moved = new Set<Sum>();

  const missing = (deltas: readonly Delta[]): string[] => {
    const keys = new Set<string>();
    for (const { division, bucket } of deltas) {
      const path: string[] = [];
      for (let code: string | undefined = division; code !== undefined; code = parentDivision(code)) {
        const key = rollUpKey(code, bucket);
        // Where one is there, all above it are.
        if (sums.has(key) || keys.has(key)) break;
        path.push(key);
      }
      for (const key of path.reverse()) keys.add(key);
    }
    return [...keys];
  };

  const put = (key: string, position: bigint, rollUp: RollUp | undefined): void => {
    const slash = key.indexOf('/');
    const [division, bucket] = [key.slice(0, slash), key.slice(slash + 1)];
    const parent = parentDivision(division);
    const above = parent === undefined ? undefined : sums.get(rollUpKey(parent, bucket));
    const counts = new Map(Object.entries(rollUp?.counts ?? {}));
    sums.set(key, { division, bucket, counts, above, written: position, last: position });
  };

  const add = (deltas: readonly Delta[]): void => {
    for (const { position, division, bucket, counts } of deltas)
      for (let sum = sums.get(rollUpKey(division, bucket)); sum !== undefined; sum = sum.above) {
        if (sum.written >= position) continue;
        for (const [count, value] of counts) sum.counts.set(count, (sum.counts.get(count) ?? 0) + value);
        sum.last = position;
        moved.add(sum);
      }
  };

  return {
    missing,
    put,
    add,
    moved: () =>
      [...moved].map((sum) => ({
        key: rollUpKey(sum.division, sum.bucket),
        position: sum.last,
        document: documentOf(sum),
      })),
    written: (maxKept) => {
      for (const sum of moved) sum.written = sum.last;
      moved.clear();
      if (sums.size > maxKept) sums.clear();
    },
  };
};

/** Its counts in the order of their names. */
const documentOf = ({ division, bucket, counts }: Sum): RollUp | undefined => {
  const left = [...counts].filter(([, count]) => count !== 0).sort(([a], [b]) => (a < b ? -1 : 1));
  return left.length === 0 ? undefined : { division, bucket, counts: Object.fromEntries(left) };
};
