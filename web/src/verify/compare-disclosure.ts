import { compareAttachments, type ShownAttachment } from './compare-attachments.ts';
import {
  createComparison,
  fieldsOf,
  listOf,
  type Collector,
  type Compare,
  type Fields,
  type SayField,
} from './comparison.ts';

/** What of a published version the page shows. Names and prose are null where they are erased or not for the reader. */
export interface ShownDisclosure {
  readonly disclosure: string;
  readonly version: number;
  readonly period: string;
  readonly from: string;
  readonly to: string;
  /** Of a matter; any other disclosure is titled by its body and period. */
  readonly title: string;
  readonly reason: string | null;
  readonly opinion: { readonly verdict: string; readonly reasons: string | null } | null;
  readonly meeting: {
    readonly heldOn: string;
    readonly present: number;
    readonly minutes: ShownAttachment | null;
  } | null;
  readonly totals: ShownTotals;
  readonly accounts: readonly ShownAccount[];
  readonly sections: readonly {
    readonly kind: string;
    readonly rows: readonly ShownRow[];
    readonly total: number | null;
  }[];
  readonly attachments: readonly ShownAttachment[];
}
const totalNames = ['opening', 'receipts', 'payments', 'closing', 'income', 'expenditure', 'lineCount'] as const;
type ShownTotals = Readonly<Record<(typeof totalNames)[number], number>>;
interface ShownGap {
  readonly amount: number;
  readonly explanation: string | null;
}
export interface ShownAccount {
  readonly account: string;
  readonly book: string;
  readonly opening: number;
  readonly receipts: number;
  readonly payments: number;
  readonly closing: number;
  readonly difference: ShownGap | null;
  readonly openingDifference: ShownGap | null;
  readonly lines: readonly ShownLine[];
}
export interface ShownLine {
  readonly id: string;
  readonly date: string;
  readonly voucher: string;
  readonly entry: number;
  readonly account: string;
  /** As in GraphQL: `CURRENT_ACCOUNT`. */
  readonly kind: string;
  readonly itemKind: string | null;
  readonly receipt: number;
  readonly payment: number;
  readonly corrects: string | null;
  readonly summary: string | null;
  readonly payee: string | null;
  readonly handler: string | null;
  readonly witness: string | null;
  readonly approver: string | null;
}
export interface ShownRow {
  readonly item: string | null;
  readonly itemKind: string | null;
  readonly quantity: string | null;
  readonly opening: number | null;
  readonly increase: number | null;
  readonly decrease: number | null;
  readonly amount: number | null;
  readonly counterparty: string | null;
  readonly note: string | null;
}

const lineTexts = ['summary', 'payee', 'handler', 'witness', 'approver'] as const;
const rowTexts = ['item', 'counterparty', 'note'] as const;
/** `CURRENT_ACCOUNT` of GraphQL is `current-account` in events. */
const asInEvents = (name: string): string => name.toLowerCase().replaceAll('_', '-');

const compareLine = (found: Collector, line: ShownLine, sealed: Fields): void => {
  const where = `${line.date} ${line.voucher}`;
  const { date, voucher, entry, account, itemKind, receipt, payment, corrects } = line;
  const figures = { date, voucher, entry, account, kind: asInEvents(line.kind), itemKind, receipt, payment, corrects };
  found.figures(where, { line: line.id, ...figures }, sealed);
  for (const field of lineTexts) found.text(where, field, line[field], sealed[field]);
};

const numberOf = (value: unknown): number => (typeof value === 'number' ? value : 0);
const sum = (lines: readonly unknown[], field: string, kind?: string): number =>
  lines
    .map(fieldsOf)
    .filter((line) => kind === undefined || line['kind'] === kind)
    .reduce((total, line) => total + numberOf(line[field]), 0);

const compareAccount = (found: Collector, shown: ShownAccount, sealed: Fields): void => {
  const { account, book, opening, closing, receipts, payments } = shown;
  const lines = listOf(sealed['lines']);
  const sums = { receipts: sum(lines, 'receipt'), payments: sum(lines, 'payment') };
  found.figures(account, { account, book, opening, closing, receipts, payments }, { ...sealed, ...sums });
  for (const gap of ['difference', 'openingDifference'] as const) {
    const stated = fieldsOf(sealed[gap]);
    found.plain(account, gap, shown[gap]?.amount, stated['amount']);
    found.text(account, 'explanation', shown[gap]?.explanation, stated['explanation']);
  }
  found.plain(account, 'lineCount', shown.lines.length, lines.length);
  shown.lines.forEach((line, at) => compareLine(found, line, fieldsOf(lines[at])));
};

/** The sums that the summary shows, made anew from the sealed lines. */
const totalsOf = (accounts: readonly Fields[]): ShownTotals => {
  const lines = accounts.flatMap((account) => listOf(account['lines']));
  return {
    opening: sum(accounts, 'opening'),
    receipts: sum(lines, 'receipt'),
    payments: sum(lines, 'payment'),
    closing: sum(accounts, 'closing'),
    income: sum(lines, 'receipt', 'income'),
    expenditure: sum(lines, 'payment', 'expenditure'),
    lineCount: lines.length,
  };
};

const compareSections = (found: Collector, shown: ShownDisclosure['sections'], sealed: readonly unknown[]): void => {
  found.plain('', 'sections', shown.length, sealed.length);
  shown.forEach(({ kind, rows, total }, at) => {
    const section = fieldsOf(sealed[at]);
    const sealedRows = listOf(section['rows']);
    found.figures('', { kind: asInEvents(kind) }, section);
    found.plain('', 'rows', rows.length, sealedRows.length);
    rows.forEach((row, n) => {
      const [where, other] = [row.item ?? String(n + 1), fieldsOf(sealedRows[n])];
      const { itemKind, quantity, opening, increase, decrease, amount } = row;
      found.figures(where, { itemKind, quantity, opening, increase, decrease, amount }, other);
      for (const field of rowTexts) found.text(where, field, row[field], other[field]);
    });
    if (total !== null) found.plain('', 'total', total, sum(sealedRows, 'amount'));
  });
};

const compareProcedure = (found: Collector, { opinion, meeting, reason }: ShownDisclosure, data: Fields): void => {
  found.text('', 'reason', reason, data['reason']);
  const given = fieldsOf(data['opinion']);
  found.plain('', 'verdict', opinion === null ? undefined : asInEvents(opinion.verdict), given['verdict']);
  found.text('', 'reasons', opinion?.reasons, given['reasons']);
  const held = fieldsOf(data['meeting']);
  found.figures('', { heldOn: meeting?.heldOn, present: meeting?.present }, held);
  const [minutes, sealed] = [meeting?.minutes ?? undefined, held['minutes']];
  compareAttachments(found, minutes === undefined ? [] : [minutes], sealed === undefined ? [] : [sealed]);
};

/** Everything that the page shows of a version against the event `disclosure-published`. */
export const compareDisclosure =
  (shown: ShownDisclosure, say?: SayField): Compare =>
  (event, values) => {
    const found = createComparison(values, say);
    const data = fieldsOf(event['data']);
    const { disclosure, version, period, from, to } = shown;
    found.figures('', { disclosure, version, period, from, to }, data);
    if (data['title'] !== undefined) found.text('', 'title', shown.title, data['title']);
    const content = fieldsOf(data['content']);
    const accounts = listOf(content['accounts']).map(fieldsOf);
    found.plain('', 'accounts', shown.accounts.length, accounts.length);
    shown.accounts.forEach((account, at) => compareAccount(found, account, accounts[at] ?? {}));
    const totals = totalsOf(accounts);
    for (const name of totalNames) found.plain('', name, shown.totals[name], totals[name]);
    compareSections(found, shown.sections, listOf(content['sections']));
    compareAttachments(found, shown.attachments, listOf(content['attachments']));
    compareProcedure(found, shown, data);
    return found.result();
  };
