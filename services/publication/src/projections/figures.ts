import { hash } from 'node:crypto';
import type { DisclosureContent } from '@cunjian/contracts';
import { canonicalJson } from '@cunjian/kernel';
import { sumsOf, type Figures } from '../disclosure/sums.ts';

/** In fen, over all cash and bank accounts of a disclosure. */
export interface Totals {
  readonly opening: number;
  readonly receipts: number;
  readonly payments: number;
  readonly closing: number;
  /** Apart: current accounts and internal transfers are neither. */
  readonly income: number;
  readonly expenditure: number;
  readonly lineCount: number;
}

export const totalsOf = ({ accounts }: Pick<Figures, 'accounts'>): Totals => {
  const totals = { opening: 0, receipts: 0, payments: 0, closing: 0, income: 0, expenditure: 0, lineCount: 0 };
  for (const { opening, lines, closing } of accounts) {
    const sums = sumsOf(lines);
    totals.opening += opening;
    totals.receipts += sums.receipts;
    totals.payments += sums.payments;
    totals.closing += closing;
    totals.income += sums.income;
    totals.expenditure += sums.expenditure;
    totals.lineCount += lines.length;
  }
  return totals;
};

/**
 * SHA-256 (hex) of what a printed sheet shows in figures: canonical JSON of [disclosure, version, accounts], an account
 * being [account, book, opening, lines, closing] and a line [date, voucher, entry, account, kind, receipt, payment].
 * No personal value is in it, so it outlives erasures, and whoever holds the sheet can compute it.
 */
export const figuresHash = (
  disclosure: string,
  version: number,
  { accounts }: Pick<DisclosureContent, 'accounts'>,
): string => {
  const figures = accounts.map(({ account, book, opening, lines, closing }) => [
    account,
    book,
    opening,
    lines.map((line) => [line.date, line.voucher, line.entry, line.account, line.kind, line.receipt, line.payment]),
    closing,
  ]);
  return hash('sha256', canonicalJson([disclosure, version, figures]));
};
