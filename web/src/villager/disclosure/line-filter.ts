import type { AccountSection, Line, LineKind } from './queries.ts';

export type SortKey = 'date' | 'voucher' | 'amount';
export interface LineFilter {
  /** Found in summary, voucher, account, names and amounts; all words must be. */
  readonly text: string;
  readonly kind: LineKind | '';
  /** Cash or bank account. */
  readonly account: string;
  readonly sort: SortKey;
  readonly descending: boolean;
}

export interface ShownLine extends Line {
  /** The cash or bank account that it stands in. */
  readonly till: string;
  /** receipt − payment. */
  readonly net: number;
}

export const linesOf = (accounts: readonly AccountSection[]): readonly ShownLine[] =>
  accounts.flatMap(({ account, lines }) =>
    lines.map((line) => ({ ...line, till: account, net: line.receipt - line.payment })),
  );

const textOf = ({
  summary,
  voucher,
  account,
  payee,
  handler,
  witness,
  approver,
  receipt,
  payment,
  date,
}: ShownLine): string =>
  [summary, voucher, account, payee, handler, witness, approver, date, (Math.abs(receipt || payment) / 100).toFixed(2)]
    .filter((part) => part !== null)
    .join('\n')
    .toLowerCase();

/** Voucher numbers restart each month: a voucher's place is its month, then its number (记-10 after 记-9), then its entry. */
const voucherOrder = (a: ShownLine, b: ShownLine): number =>
  a.date.slice(0, 7).localeCompare(b.date.slice(0, 7)) ||
  a.voucher.localeCompare(b.voucher, 'zh', { numeric: true }) ||
  a.entry - b.entry;

const orders: Readonly<Record<SortKey, (a: ShownLine, b: ShownLine) => number>> = {
  date: (a, b) => a.date.localeCompare(b.date) || voucherOrder(a, b),
  voucher: voucherOrder,
  amount: (a, b) => Math.abs(a.net) - Math.abs(b.net),
};

export const filterLines = (lines: readonly ShownLine[], filter: LineFilter): readonly ShownLine[] => {
  const words = filter.text
    .toLowerCase()
    .replaceAll(/[,，￥¥]/g, '')
    .split(/\s+/)
    .filter((word) => word !== '');
  const found = lines.filter((line) => {
    if (filter.kind !== '' && line.kind !== filter.kind) return false;
    if (filter.account !== '' && line.till !== filter.account) return false;
    const text = textOf(line);
    return words.every((word) => text.includes(word));
  });
  const order = orders[filter.sort];
  return [...found].sort((a, b) => (filter.descending ? order(b, a) : order(a, b)));
};
