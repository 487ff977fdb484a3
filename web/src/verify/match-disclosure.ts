/** What of a disclosure the page shows and the event says in clear: no names and no prose, of which it holds digests alone. */
export interface ShownFigures {
  readonly disclosure: string;
  readonly version: number;
  readonly period: string;
  readonly accounts: readonly ShownAccount[];
}
export interface ShownAccount {
  readonly account: string;
  readonly book: string;
  readonly opening: number;
  readonly closing: number;
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
  readonly receipt: number;
  readonly payment: number;
}

type Fields = Readonly<Record<string, unknown>>;
const fieldsOf = (value: unknown): Fields => (typeof value === 'object' && value !== null ? (value as Fields) : {});
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

const lineFigures = (line: ShownLine): Fields => ({
  line: line.id,
  date: line.date,
  voucher: line.voucher,
  entry: line.entry,
  account: line.account,
  kind: line.kind.toLowerCase().replaceAll('_', '-'),
  receipt: line.receipt,
  payment: line.payment,
});

/** How a field and its value are said to the reader; `value` is undefined where the event has none. */
export type SayField = (field: string, value: unknown) => { readonly field: string; readonly value: string };
const asItIs: SayField = (field, value) => ({ field, value: String(value) });

const firstDifference = (where: string, shown: Fields, sealed: Fields, say: SayField): string | undefined => {
  for (const [name, value] of Object.entries(shown)) {
    if (sealed[name] === value) continue;
    const here = say(name, value);
    return `${where} ${here.field}: ${here.value} ≠ ${say(name, sealed[name]).value}`.trim();
  }
  return undefined;
};

const compareAccount = (shown: ShownAccount, sealed: Fields, say: SayField): string | undefined => {
  const { account, book, opening, closing } = shown;
  const lines = listOf(sealed['lines']);
  if (lines.length !== shown.lines.length) return `${account}: ${shown.lines.length} ≠ ${lines.length}`;
  return shown.lines.reduce<string | undefined>(
    (found, line, at) =>
      found ?? firstDifference(`${line.date} ${line.voucher}`, lineFigures(line), fieldsOf(lines[at]), say),
    firstDifference(account, { account, book, opening, closing }, sealed, say),
  );
};

/**
 * What the event `disclosure-published` says otherwise than the page shows, as in `2026-01-05 记-3 payment: 100 ≠ 200`
 * (shown ≠ sealed); undefined where every figure, date and voucher number is the same.
 */
export const matchDisclosure =
  (shown: ShownFigures, say: SayField = asItIs) =>
  (event: Readonly<Record<string, unknown>>): string | undefined => {
    const data = fieldsOf(event['data']);
    const { disclosure, version, period } = shown;
    const head = firstDifference('', { disclosure, version, period }, data, say);
    if (head !== undefined) return head;
    const accounts = listOf(fieldsOf(data['content'])['accounts']);
    if (accounts.length !== shown.accounts.length) return `accounts: ${shown.accounts.length} ≠ ${accounts.length}`;
    return shown.accounts.reduce<string | undefined>(
      (found, account, at) => found ?? compareAccount(account, fieldsOf(accounts[at]), say),
      undefined,
    );
  };
