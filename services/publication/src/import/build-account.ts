import { itemKindsOf, type GroupName, type LineKind } from '@cunjian/contracts';
import type { Refusal } from '@cunjian/kernel';
import { cellText, findingAt } from '@cunjian/tabular';
import type { PreviousClosing } from '../disclosure/arithmetic.ts';
import { yuan } from '../disclosure/sums.ts';
import type { LedgerRow } from './columns.ts';
import { kindByAccount, statedKind } from './line-kind.ts';
import type { AccountRows } from './read-ledger.ts';

/** A line before its texts are checked; `entry` and `line` follow from its voucher. */
export interface ImportedLine {
  readonly date: string;
  readonly voucher: string;
  readonly entry?: number | undefined;
  readonly summary: string;
  readonly account: string;
  readonly kind: LineKind;
  /** Its code; what the column says where that is no item. */
  readonly itemKind?: string | undefined;
  readonly receipt: number;
  readonly payment: number;
  readonly payee?: string | undefined;
  readonly handler?: string | undefined;
  readonly witness?: string | undefined;
  readonly approver?: string | undefined;
  readonly corrects?: string | undefined;
}

export interface ImportedAccount {
  readonly account: string;
  readonly book: string;
  readonly opening: number;
  readonly lines: readonly ImportedLine[];
  readonly closing: number;
  /** Rows of the lines, and of the closing. */
  readonly rows: readonly number[];
  readonly closingRow: number;
  readonly source: AccountRows;
  readonly findings: readonly Refusal[];
}

type Field = AccountRows['header']['columns'][number]['field'];

/** A finding at the cell of a row; where the table has no such column, at the first one. */
export const findingIn = (
  { sheet, header }: Pick<AccountRows, 'sheet' | 'header'>,
  row: number,
  field: Field,
  code: string,
  params: Refusal['params'] = {},
): Refusal => {
  const column = header.columns.find((one) => one.field === field) ?? header.columns[0];
  if (column === undefined) return { code, params: { ...params, sheet: sheet.name, row } };
  return findingAt(sheet, row, column, sheet.rows[row - 1]?.[column.index], { code, params });
};

const net = ({ values: { receipt, payment } }: LedgerRow): number => (receipt ?? 0) - (payment ?? 0);
const given = (value: string | null | undefined): string | undefined => value ?? undefined;

/** What a row 期初 or 期末 says: the balance, or the figure it was put with. */
const carried = ({ values: { balance, receipt, payment } }: LedgerRow): number | undefined =>
  balance ?? receipt ?? payment ?? undefined;

const openingOf = (rows: readonly LedgerRow[], previous: PreviousClosing | undefined): number | undefined => {
  const stated = rows.find(({ kind }) => kind === 'opening');
  const first = rows.find(({ kind }) => kind === 'data');
  const balance = first?.values.balance;
  return (
    (stated === undefined ? undefined : carried(stated)) ??
    (first === undefined || typeof balance !== 'number' ? undefined : balance - net(first)) ??
    previous?.closing
  );
};

/** By the name that the regulation gives it, or by its code. */
const itemKindOf = (stated: string | undefined, group: GroupName): string | undefined =>
  itemKindsOf(group).find(({ zh, code }) => zh === stated || code === stated)?.code ?? stated;

const lineOf = ({ values }: LedgerRow): ImportedLine => {
  const receipt = values.receipt ?? 0;
  const payment = values.payment ?? 0;
  const entry = /^\d{1,6}$/.exec(values.entry ?? '')?.[0];
  return {
    date: values.date ?? '',
    voucher: values.voucher ?? '—',
    entry: entry === undefined ? undefined : Number(entry),
    summary: values.summary ?? '',
    account: values.account ?? '—',
    kind: statedKind(values.kind ?? '') ?? kindByAccount(values.account, receipt !== 0),
    itemKind: itemKindOf(given(values.itemKind), receipt === 0 ? 'payments' : 'receipts'),
    receipt,
    payment,
    payee: given(values.payee),
    handler: given(values.handler),
    witness: given(values.witness),
    approver: given(values.approver),
    corrects: given(values.corrects),
  };
};

/** Each stated balance against the rows above it: the first that differs is where the mistake is. */
const balanceFindings = (source: AccountRows, opening: number): readonly Refusal[] => {
  const findings: Refusal[] = [];
  let running = opening;
  for (const row of source.rows) {
    if (row.kind !== 'data') continue;
    running += net(row);
    const stated = row.values.balance;
    if (typeof stated !== 'number' || stated === running) continue;
    const params = { stated: yuan(stated), computed: yuan(running), difference: yuan(running - stated) };
    findings.push(findingIn(source, row.row, 'balance', 'import.balance-differs', params));
    running = stated;
  }
  return findings;
};

/** 合计 may sum up all rows above, those since the last 合计, or those of its month. */
const totalFindings = (source: AccountRows): readonly Refusal[] => {
  const findings: Refusal[] = [];
  const above: LedgerRow[] = [];
  let since = 0;
  for (const row of source.rows) {
    if (row.kind === 'data') above.push(row);
    if (row.kind !== 'total') continue;
    const month = above.at(-1)?.values.date?.slice(0, 7);
    const spans = [above, above.slice(since), above.filter(({ values }) => values.date?.slice(0, 7) === month)];
    since = above.length;
    // 累计 goes back to the beginning of the year, which this file need not hold.
    const text = (source.sheet.rows[row.row - 1] ?? []).map(cellText).join('');
    if (/累计/.test(text)) continue;
    for (const side of ['receipt', 'payment'] as const) {
      const stated = row.values[side];
      if (typeof stated !== 'number') continue;
      const sums = spans.map((rows) => rows.reduce((sum, { values }) => sum + (values[side] ?? 0), 0));
      if (sums.includes(stated)) continue;
      const params = { stated: yuan(stated), computed: yuan(sums[0] ?? 0) };
      findings.push(findingIn(source, row.row, side, 'import.total-differs', params));
    }
  }
  return findings;
};

const kindFindings = (source: AccountRows): readonly Refusal[] =>
  source.rows.flatMap((row) =>
    row.kind === 'data' && typeof row.values.kind === 'string' && statedKind(row.values.kind) === undefined
      ? [findingIn(source, row.row, 'kind', 'import.unknown-kind')]
      : [],
  );

export const defaultBook = '村账';
export const defaultAccount = '基本账户';

/** One account from its rows. `previous`: what was last published of the body's accounts. */
export const buildAccount = (source: AccountRows, previous: readonly PreviousClosing[]): ImportedAccount => {
  const [only, ...others] = previous;
  const alone = others.length === 0 ? only : undefined;
  const account = source.account ?? alone?.account ?? defaultAccount;
  const known = previous.find((one) => one.account === account && (source.book ?? one.book) === one.book);
  const book = source.book ?? known?.book ?? defaultBook;
  const data = source.rows.filter(({ kind }) => kind === 'data');
  const opening = openingOf(source.rows, known);
  const lines = data.map(lineOf);
  const closingRow = source.rows.findLast(({ kind }) => kind === 'closing') ?? data.at(-1) ?? source.rows.at(-1);
  const stated = closingRow?.kind === 'closing' ? carried(closingRow) : closingRow?.values.balance;
  const row = closingRow?.row ?? source.header.row;
  const computed = data.reduce((sum, one) => sum + net(one), opening ?? 0);
  return {
    account,
    book,
    opening: opening ?? 0,
    lines,
    closing: stated ?? computed,
    rows: data.map((one) => one.row),
    closingRow: row,
    source,
    findings: [
      ...(opening === undefined ? [findingIn(source, data[0]?.row ?? row, 'balance', 'import.no-opening')] : []),
      ...kindFindings(source),
      ...(opening === undefined ? [] : balanceFindings(source, opening)),
      ...totalFindings(source),
    ],
  };
};
