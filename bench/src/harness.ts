import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** One row of the table. With a reference, `wanted` bounds value / reference; without, it bounds the value. */
export interface Figure {
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  /** Whether more of `unit` is better, or less. */
  readonly better: 'more' | 'less';
  readonly reference?: { readonly name: string; readonly value: number; readonly unit?: string };
  readonly wanted?: { readonly atLeast: number } | { readonly atMost: number };
  readonly note?: string;
}

export interface Bench {
  readonly name: string;
  readonly run: () => Promise<readonly Figure[]>;
}

/** So much of a size, where `CUNJIAN_BENCH_SHARE` says that a bench is only tried (0.01), or run larger than by default (10). */
export const share = (size: number): number =>
  Math.max(1, Math.round(size * Number(process.env['CUNJIAN_BENCH_SHARE'] ?? 1)));

/** A folder for the time of one measurement, below that of the run: `run-all.ts` removes what a bench cut short leaves. */
export const withFolder = async <T>(use: (folder: string) => Promise<T>): Promise<T> => {
  const folder = mkdtempSync(join(process.env['CUNJIAN_BENCH_FOLDER'] ?? tmpdir(), 'cunjian-bench-'));
  try {
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
};

/** How many a second `work` does where it does `count` in all. */
export const perSecond = async (count: number, work: () => unknown): Promise<number> => {
  const start = performance.now();
  await work();
  return (count * 1000) / (performance.now() - start);
};

/** `count` callers, each with one call under way at a time, until `total` calls are done. */
export const withCallers = async (count: number, total: number, call: (index: number) => Promise<unknown>) => {
  let next = 0;
  const caller = async () => {
    while (next < total) await call(next++);
  };
  await Promise.all(Array.from({ length: count }, caller));
};

export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.floor(sorted.length / 2)]];
  if (low === undefined || high === undefined) throw new Error('nothing was measured');
  return (low + high) / 2;
};

/**
 * Subject and references take turns, so that what else the machine does meets all of them alike, and the median round of
 * each counts. One round before them warms up.
 */
export const takeTurns = async <Name extends string>(
  rounds: number,
  measures: Readonly<Record<Name, () => Promise<number>>>,
): Promise<Record<Name, number>> => {
  const names = Object.keys(measures) as Name[];
  const results = new Map<Name, number[]>(names.map((name) => [name, []]));
  for (let round = 0; round <= rounds; round++)
    for (const name of names) {
      const value = await measures[name]();
      if (round > 0) results.get(name)?.push(value);
    }
  return Object.fromEntries(names.map((name) => [name, median(results.get(name) ?? [])])) as Record<Name, number>;
};

export const ratioOf = ({ value, reference }: Figure): number | undefined =>
  reference === undefined ? undefined : value / reference.value;

export const isMissed = (figure: Figure): boolean => {
  const { wanted } = figure;
  if (wanted === undefined) return false;
  const measured = ratioOf(figure) ?? figure.value;
  return 'atLeast' in wanted ? !(measured >= wanted.atLeast) : !(measured <= wanted.atMost);
};
