import { cpus, loadavg, totalmem } from 'node:os';
import { isMissed, ratioOf, type Figure } from './harness.ts';

const number = (value: number): string =>
  value.toLocaleString('en', { maximumFractionDigits: value < 10 ? 2 : value < 100 ? 1 : 0 });

const heads = ['what', 'measured', 'better', 'reference', 'ratio', 'wanted', ''];

const row = (figure: Figure): string[] => {
  const { what, value, unit, better, reference, wanted, note } = figure;
  const ratio = ratioOf(figure);
  const bound = wanted === undefined ? '' : 'atLeast' in wanted ? `≥ ${wanted.atLeast}` : `≤ ${wanted.atMost}`;
  return [
    note === undefined ? what : `${what} (${note})`,
    `${number(value)} ${unit}`,
    better,
    reference === undefined ? '' : `${reference.name}: ${number(reference.value)} ${reference.unit ?? unit}`,
    ratio === undefined ? '' : ratio.toFixed(ratio < 0.1 ? 3 : 2),
    bound,
    wanted === undefined ? '' : isMissed(figure) ? 'MISSED' : 'met',
  ];
};

/** A Markdown table, ready for the README. */
export const table = (figures: readonly Figure[]): string => {
  const rows = [heads, ...figures.map(row)];
  const widths = heads.map((_, column) => Math.max(3, ...rows.map((cells) => cells[column]?.length ?? 0)));
  const line = (cells: readonly string[]) => `| ${cells.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join(' | ')} |`;
  const [head = [], ...body] = rows;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...body.map(line)].join('\n');
};

export const machine = (): string => {
  const memory = `${Math.round(totalmem() / 2 ** 30)} GiB`;
  const software = `Node ${process.versions.node}, SQLite ${process.versions['sqlite'] ?? '?'}`;
  return `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown processor'}, ${memory}, ${process.platform}, ${software}`;
};

/** What else ran, as far as the system tells: processes that ran or wanted to, on average over a minute. */
export const load = (): string => (loadavg()[0] ?? 0).toFixed(1);
