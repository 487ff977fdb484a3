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
 * SHA-256 (hex) of the amounts of a version: canonical JSON of [disclosure, version, accounts], an account being
 * [account, book, opening, lines, closing] and a line [date, voucher, entry, account, kind, receipt, payment]. What the
 * codes of sheets held before there was `sheetHash`; those hang on boards, so they are still answered.
 */
export const amountsHash = (
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

type Line = DisclosureContent['accounts'][number]['lines'][number];
type Difference = DisclosureContent['accounts'][number]['difference'];
type Row = DisclosureContent['sections'][number]['rows'][number];

const printedLine = (line: Line): readonly unknown[] => [
  ...[line.date, line.voucher, line.summary, line.payee ?? null],
  ...[line.handler ?? null, line.witness ?? null, line.approver ?? null],
  ...[line.corrects ?? null, line.receipt, line.payment],
];
const printedDifference = (difference: Difference): readonly unknown[] | null =>
  difference === undefined ? null : [difference.amount, difference.explanation];
const printedRow = (row: Row): readonly unknown[] => [
  ...[row.item, row.itemKind ?? null, row.quantity ?? null, row.opening ?? null, row.increase ?? null],
  ...[row.decrease ?? null, row.amount ?? null, row.counterparty ?? null, row.note ?? null],
];

/**
 * SHA-256 (hex) of all that a printed sheet shows of the accounts and sections of a version, as its QR code names it.
 * Texts enter by the digests that the event has in their place. So it outlives erasures; it is not to be computed from
 * the paper, nor to be guessed by who knows the amounts: whoever has it has seen a sheet, and may be shown what is on it.
 */
export const sheetHash = (
  disclosure: string,
  version: number,
  { accounts, sections }: Pick<DisclosureContent, 'accounts' | 'sections'>,
): string =>
  hash(
    'sha256',
    canonicalJson([
      ...['sheet 2', disclosure, version],
      accounts.map(({ account, opening, lines, closing, difference, openingDifference }) => [
        ...[account, opening, lines.map(printedLine), closing],
        ...[printedDifference(difference), printedDifference(openingDifference)],
      ]),
      sections.map(({ kind, rows }) => [kind, rows.map(printedRow)]),
    ]),
  );
