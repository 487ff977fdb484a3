import type { DisclosureLine, RowField, SectionKind } from '@cunjian/contracts';

export type Line = Pick<
  DisclosureLine,
  'line' | 'date' | 'voucher' | 'entry' | 'kind' | 'itemKind' | 'receipt' | 'payment' | 'corrects'
>;
export interface Account {
  readonly account: string;
  readonly book: string;
  readonly opening: number;
  readonly lines: readonly Line[];
  readonly closing: number;
  readonly difference?: { readonly amount: number } | undefined;
  readonly openingDifference?: { readonly amount: number } | undefined;
}
/** A row of a section, whatever stands for its texts. */
export type SectionRow = Readonly<
  Partial<Record<Exclude<RowField, NumberField>, string | undefined>> &
    Partial<Record<NumberField, number | undefined>> & { itemKind?: string | undefined }
>;
type NumberField = 'opening' | 'increase' | 'decrease' | 'amount';
export interface Section {
  readonly kind: SectionKind;
  readonly rows: readonly SectionRow[];
  /** As the paper states it. */
  readonly total?: number | undefined;
}
/** What of a disclosure is looked at here: amounts, dates and numbers, whatever stands for its texts. */
export interface Figures {
  readonly accounts: readonly Account[];
  readonly sections: readonly Section[];
  readonly attachments: readonly unknown[];
}

export interface Sums {
  readonly receipts: number;
  readonly payments: number;
  /** Of the lines typed so; current accounts and transfers are in neither. */
  readonly income: number;
  readonly expenditure: number;
}

export const sumsOf = (lines: readonly Pick<DisclosureLine, 'kind' | 'receipt' | 'payment'>[]): Sums => {
  let [receipts, payments, income, expenditure] = [0, 0, 0, 0];
  for (const { kind, receipt, payment } of lines) {
    receipts += receipt;
    payments += payment;
    if (kind === 'income') income += receipt;
    if (kind === 'expenditure') expenditure += payment;
  }
  return { receipts, payments, income, expenditure };
};

/** Opening + receipts − payments − closing: 0 where the account adds up. */
export const differenceOf = (account: Pick<Account, 'opening' | 'lines' | 'closing'>): number => {
  const { receipts, payments } = sumsOf(account.lines);
  return account.opening + receipts - payments - account.closing;
};

/** Exact: fen never pass through a fraction. */
export const yuan = (fen: number): string => {
  const digits = String(Math.abs(fen)).padStart(3, '0');
  return `${fen < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
};
