import type { Line } from './queries.ts';

export type ChartView = 'expenditure' | 'income' | 'months';
export const chartViews: readonly ChartView[] = ['expenditure', 'income', 'months'];

export interface Bar {
  /** An account 科目 or a month; undefined: all the smaller ones together. */
  readonly label: string | undefined;
  /** Fen. For months: what came in; `payments` beside it. */
  readonly amount: number;
  readonly payments?: number;
}

/** A phone shows no more bars that can still be read. */
export const maxBars = 8;

const sumBy = (
  lines: readonly Line[],
  key: (line: Line) => string,
  amount: (line: Line) => number,
): Map<string, number> => {
  const sums = new Map<string, number>();
  for (const line of lines) sums.set(key(line), (sums.get(key(line)) ?? 0) + amount(line));
  return sums;
};

const byAccount = (lines: readonly Line[], kind: Line['kind'], amount: (line: Line) => number): readonly Bar[] => {
  const own = lines.filter((line) => line.kind === kind);
  const sorted = [...sumBy(own, ({ account }) => account, amount)]
    .map(([label, sum]): Bar => ({ label, amount: sum }))
    .sort((a, b) => b.amount - a.amount);
  if (sorted.length <= maxBars) return sorted;
  const rest = sorted.slice(maxBars - 1).reduce((sum, bar) => sum + bar.amount, 0);
  return [...sorted.slice(0, maxBars - 1), { label: undefined, amount: rest }];
};

const byMonth = (lines: readonly Line[]): readonly Bar[] => {
  // Moving money between one's own accounts is neither coming in nor going out.
  const own = lines.filter(({ kind }) => kind !== 'INTERNAL_TRANSFER');
  const month = ({ date }: Line) => date.slice(0, 7);
  const receipts = sumBy(own, month, ({ receipt }) => receipt);
  const payments = sumBy(own, month, ({ payment }) => payment);
  return [...receipts.keys()]
    .sort()
    .map((label) => ({ label, amount: receipts.get(label) ?? 0, payments: payments.get(label) ?? 0 }));
};

/** The bars of a view, as the table beside the chart has them too. */
export const barsOf = (view: ChartView, lines: readonly Line[]): readonly Bar[] => {
  switch (view) {
    case 'expenditure':
      return byAccount(lines, 'EXPENDITURE', ({ receipt, payment }) => payment - receipt);
    case 'income':
      return byAccount(lines, 'INCOME', ({ receipt, payment }) => receipt - payment);
    case 'months':
      return byMonth(lines);
  }
};
