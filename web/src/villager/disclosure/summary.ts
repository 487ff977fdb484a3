import { yuan } from '../../money.ts';
import type { AccountSection, Line, Totals, Version } from './queries.ts';

/** How many of the largest items a summary names. */
export const maxBiggest = 3;

export interface Biggest {
  readonly line: Line;
  readonly amount: number;
}

const biggest = (lines: readonly Line[], kind: Line['kind'], amountOf: (line: Line) => number): readonly Biggest[] =>
  lines
    .filter((line) => line.kind === kind && amountOf(line) > 0)
    .map((line) => ({ line, amount: amountOf(line) }))
    .sort((a, b) => b.amount - a.amount)
    .slice(0, maxBiggest);

export const allLines = (accounts: readonly AccountSection[]): readonly Line[] =>
  accounts.flatMap(({ lines }) => lines);

/** What somebody who reads one screen should know of a disclosure. Amounts in fen. */
export interface Summary {
  readonly totals: Totals;
  /** income − expenditure: what the year leaves, apart from loans, deposits and transfers. */
  readonly surplus: number;
  /** Went through the accounts and is neither income nor expenditure. */
  readonly otherReceipts: number;
  readonly otherPayments: number;
  readonly biggestIncome: readonly Biggest[];
  readonly biggestExpenditure: readonly Biggest[];
  /** Entries in red, which correct earlier ones. */
  readonly corrections: number;
  readonly differences: readonly {
    readonly account: string;
    readonly amount: number;
    readonly explanation: string | null;
  }[];
}

export const summaryOf = ({ totals, accounts }: Pick<Version, 'totals' | 'accounts'>): Summary => {
  const lines = allLines(accounts);
  return {
    totals,
    surplus: totals.income - totals.expenditure,
    otherReceipts: totals.receipts - totals.income,
    otherPayments: totals.payments - totals.expenditure,
    biggestIncome: biggest(lines, 'INCOME', ({ receipt, payment }) => receipt - payment),
    biggestExpenditure: biggest(lines, 'EXPENDITURE', ({ receipt, payment }) => payment - receipt),
    corrections: lines.filter(({ receipt, payment }) => receipt < 0 || payment < 0).length,
    differences: accounts.flatMap(({ account, difference, openingDifference }) =>
      [difference, openingDifference].flatMap((one) => (one === null ? [] : [{ account, ...one }])),
    ),
  };
};

type Translate = (key: string, params: Record<string, unknown>) => string;

/** The summary as sentences, one thought each. `t` with the texts of `villager.disclosure.words`. */
export const summaryWords = (summary: Summary, body: string, period: string, t: Translate): readonly string[] => {
  const say = (key: string, params: Record<string, unknown> = {}) => t(`villager.disclosure.words.${key}`, params);
  const { totals, surplus, otherReceipts, otherPayments, corrections, differences } = summary;
  if (totals.lineCount === 0) return [say('nothing', { body, period, closing: yuan(totals.closing) })];
  const words = [
    say('cash', {
      body,
      period,
      opening: yuan(totals.opening),
      receipts: yuan(totals.receipts),
      payments: yuan(totals.payments),
      closing: yuan(totals.closing),
    }),
    say(surplus < 0 ? 'deficit' : 'surplus', {
      income: yuan(totals.income),
      expenditure: yuan(totals.expenditure),
      amount: yuan(Math.abs(surplus)),
    }),
  ];
  if (otherReceipts !== 0 || otherPayments !== 0)
    words.push(say('other', { receipts: yuan(otherReceipts), payments: yuan(otherPayments) }));
  if (corrections > 0) words.push(say('corrections', { count: corrections }));
  for (const { account, amount, explanation } of differences)
    words.push(say('difference', { account, amount: yuan(amount), explanation: explanation ?? '' }));
  return words;
};
