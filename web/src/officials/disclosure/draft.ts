import { itemKindsOf } from '@cunjian/contracts/disclosure-items';
import type { AttachmentDraft } from '../parts/attachment-draft.ts';
import type { Line, LineKind, Version } from '../../villager/disclosure/queries.ts';
import { readYuan, writeYuan } from '../parts/yuan-input.ts';

export const lineKinds = [
  'INCOME',
  'EXPENDITURE',
  'CURRENT_ACCOUNT',
  'INTERNAL_TRANSFER',
] as const satisfies LineKind[];
export const sectionKinds = ['PLAN', 'ASSETS', 'RESOURCES', 'DEBTS', 'CLAIMS', 'DISTRIBUTION', 'OTHER'] as const;
export type SectionKind = (typeof sectionKinds)[number];

/** A form holds what was typed; it becomes numbers when it is added up or sent. */
export interface LineDraft {
  /** Tells lines apart on the page; nothing else. */
  readonly key: number;
  /** The name of a line that is there already. */
  readonly line?: string | undefined;
  date: string;
  voucher: string;
  entry: string;
  summary: string;
  account: string;
  kind: LineKind;
  receipt: string;
  payment: string;
  payee: string;
  handler: string;
  witness: string;
  approver: string;
  corrects: string;
  /** Code of the regulation's item, as a file gave it; the form does not change it. */
  readonly itemKind?: string | undefined;
}
export interface AccountDraft {
  readonly key: number;
  account: string;
  book: string;
  opening: string;
  closing: string;
  /** Why it does not add up, where it does not and is to be published all the same. */
  explanation: string;
  openingExplanation: string;
  lines: LineDraft[];
}
export interface RowDraft {
  readonly key: number;
  item: string;
  quantity: string;
  opening: string;
  increase: string;
  decrease: string;
  amount: string;
  counterparty: string;
  note: string;
  /** As of a line. */
  readonly itemKind?: string | undefined;
}
export interface SectionDraft {
  readonly key: number;
  kind: SectionKind;
  rows: RowDraft[];
}
export interface Draft {
  accounts: AccountDraft[];
  sections: SectionDraft[];
  attachments: AttachmentDraft[];
}

/** Figures as the schema answers them. */
export type ContentShown = Pick<Version, 'accounts' | 'sections' | 'attachments'>;

let keys = 0;
const newKey = (): number => ++keys;

export const newLine = (like: Partial<LineDraft> = {}): LineDraft => ({
  date: '',
  voucher: '',
  entry: '',
  summary: '',
  account: '',
  kind: 'EXPENDITURE',
  receipt: '',
  payment: '',
  payee: '',
  handler: '',
  witness: '',
  approver: '',
  corrects: '',
  ...like,
  key: newKey(),
});

export const newAccount = (like: Partial<Omit<AccountDraft, 'key'>> = {}): AccountDraft => ({
  account: '',
  book: '',
  opening: '',
  closing: '',
  explanation: '',
  openingExplanation: '',
  lines: [],
  ...like,
  key: newKey(),
});

export const newRow = (like: Partial<Omit<RowDraft, 'key'>> = {}): RowDraft => ({
  item: '',
  quantity: '',
  opening: '',
  increase: '',
  decrease: '',
  amount: '',
  counterparty: '',
  note: '',
  ...like,
  key: newKey(),
});

export const newSection = (kind: SectionKind, rows: RowDraft[] = [newRow()]): SectionDraft => ({
  kind,
  rows,
  key: newKey(),
});

const text = (value: string | null): string => value ?? '';
/** 0 is an amount, and no amount is none. */
const amountText = (value: number | null): string => (value === null ? '' : writeYuan(value) || '0');

const lineDraft = ({ id, ...line }: Line): LineDraft => ({
  key: newKey(),
  line: id,
  date: line.date,
  voucher: line.voucher,
  entry: String(line.entry),
  summary: text(line.summary),
  account: line.account,
  kind: line.kind,
  receipt: writeYuan(line.receipt),
  payment: writeYuan(line.payment),
  payee: text(line.payee),
  handler: text(line.handler),
  witness: text(line.witness),
  approver: text(line.approver),
  corrects: text(line.corrects),
  itemKind: line.itemKind ?? undefined,
});

/** The form filled with figures that are there. */
export const draftOf = ({ accounts, sections, attachments }: ContentShown): Draft => ({
  accounts: accounts.map((account) => ({
    key: newKey(),
    account: account.account,
    book: account.book,
    opening: writeYuan(account.opening),
    closing: writeYuan(account.closing),
    explanation: text(account.difference?.explanation ?? null),
    openingExplanation: text(account.openingDifference?.explanation ?? null),
    lines: account.lines.map(lineDraft),
  })),
  sections: sections.map(({ kind, rows }) =>
    newSection(
      kind as SectionKind,
      rows.map((row) =>
        newRow({
          item: text(row.item),
          quantity: text(row.quantity),
          opening: amountText(row.opening),
          increase: amountText(row.increase),
          decrease: amountText(row.decrease),
          amount: amountText(row.amount),
          counterparty: text(row.counterparty),
          note: text(row.note),
          itemKind: row.itemKind ?? undefined,
        }),
      ),
    ),
  ),
  attachments: attachments.map(({ name, sha256, originalUrl }) => ({
    file: sha256,
    name: text(name),
    ...hashIn(originalUrl),
  })),
});

const hashIn = (url: string | null): { original?: string } => {
  const hash = /[0-9a-f]{64}$/.exec(url ?? '')?.[0];
  return hash === undefined ? {} : { original: hash };
};

/** Fen of a field; nothing typed, or nothing that is an amount, counts as 0 until it is mended. */
const fen = (typed: string): number => readYuan(typed) ?? 0;

export interface Sums {
  readonly opening: number;
  readonly receipts: number;
  readonly payments: number;
  readonly closing: number;
  readonly income: number;
  readonly expenditure: number;
  /** opening + receipts − payments − closing: 0 where it adds up. */
  readonly difference: number;
}

export const sumsOf = ({ opening, closing, lines }: Pick<AccountDraft, 'opening' | 'closing' | 'lines'>): Sums => {
  let [receipts, payments, income, expenditure] = [0, 0, 0, 0];
  for (const { kind, receipt, payment } of lines) {
    receipts += fen(receipt);
    payments += fen(payment);
    if (kind === 'INCOME') income += fen(receipt);
    if (kind === 'EXPENDITURE') expenditure += fen(payment);
  }
  const [start, end] = [fen(opening), fen(closing)];
  const difference = start + receipts - payments - end;
  return { opening: start, receipts, payments, closing: end, income, expenditure, difference };
};

/** The regulation's item, while the line is on the side that it belongs to: receipts or payments. */
export const itemKindOf = ({ itemKind, receipt }: LineDraft): string | undefined =>
  itemKindsOf(fen(receipt) === 0 ? 'payments' : 'receipts').find(({ code }) => code === itemKind)?.code;

/** What was last published of an account, from which its opening follows. */
export interface Closing {
  readonly account: string;
  readonly book: string;
  readonly closing: number;
}

/** opening − the closing last published of the same account; 0 where none was. */
export const openingDifference = (
  { account, book, opening }: Pick<AccountDraft, 'account' | 'book' | 'opening'>,
  previous: readonly Closing[],
): number => {
  const before = previous.find((one) => one.account === account.trim() && one.book === book.trim());
  return before === undefined ? 0 : fen(opening) - before.closing;
};
