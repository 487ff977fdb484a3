import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';

/** One row of the table. With a reference, `wanted` bounds value / reference; without, it is printed alone. */
export interface Figure {
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  readonly reference?: { readonly name: string; readonly value: number };
  readonly wanted?: { readonly atLeast: number } | { readonly atMost: number };
  readonly note?: string;
}

export interface Bench {
  readonly name: string;
  readonly run: () => Promise<readonly Figure[]>;
}

/** A folder for the time of one measurement, on the disk that the machine gives temporary files. */
export const withFolder = async <T>(use: (folder: string) => Promise<T>): Promise<T> => {
  const folder = mkdtempSync(join(tmpdir(), 'cunjian-bench-'));
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

/**
 * Subject and references take turns, and the best round of each counts: what slows the others down is the machine's
 * other work. One round before them warms up.
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
  return Object.fromEntries(names.map((name) => [name, Math.max(...(results.get(name) ?? []))])) as Record<
    Name,
    number
  >;
};

const ratioOf = ({ value, reference }: Figure): number | undefined =>
  reference === undefined ? undefined : value / reference.value;

export const isMissed = (figure: Figure): boolean => {
  const { wanted } = figure;
  if (wanted === undefined) return false;
  const measured = ratioOf(figure) ?? figure.value;
  return 'atLeast' in wanted ? !(measured >= wanted.atLeast) : !(measured <= wanted.atMost);
};

const number = (value: number): string =>
  value.toLocaleString('en', { maximumFractionDigits: value < 10 ? 2 : value < 100 ? 1 : 0 });

const row = (figure: Figure): string[] => {
  const { what, value, unit, reference, wanted, note } = figure;
  const ratio = ratioOf(figure);
  const bound = wanted === undefined ? '' : 'atLeast' in wanted ? `≥ ${wanted.atLeast}` : `≤ ${wanted.atMost}`;
  return [
    note === undefined ? what : `${what} (${note})`,
    `${number(value)} ${unit}`,
    reference === undefined ? '' : `${reference.name}: ${number(reference.value)} ${unit}`,
    ratio === undefined ? '' : ratio.toFixed(2),
    wanted === undefined ? '' : `${bound} ${isMissed(figure) ? 'missed' : 'met'}`,
  ];
};

/** A Markdown table, ready for the README. */
export const table = (figures: readonly Figure[]): string => {
  const rows = [['what', 'measured', 'reference', 'ratio', 'wanted'], ...figures.map(row)];
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((cells) => cells[column]?.length ?? 0))) ?? [];
  const line = (cells: readonly string[]) => `| ${cells.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join(' | ')} |`;
  const [head = [], ...body] = rows;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...body.map(line)].join('\n');
};

export const machine = (): string =>
  `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown processor'}, Node ${process.versions.node}, SQLite ${process.versions['sqlite'] ?? '?'}`;
