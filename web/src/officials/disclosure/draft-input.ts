import { readYuan } from '../parts/yuan-input.ts';
import {
  itemKindOf,
  openingDifference,
  sumsOf,
  type AccountDraft,
  type Closing,
  type Draft,
  type LineDraft,
  type RowDraft,
} from './draft.ts';

/** What a form must have before it can be sent: a path into the input and the key of a text. All else the server finds. */
export interface FormProblem {
  readonly field: string;
  readonly problem: 'required' | 'badAmount' | 'badEntry';
}

const required = (value: string, field: string): readonly FormProblem[] =>
  value.trim() === '' ? [{ field, problem: 'required' }] : [];
const amount = (value: string, field: string): readonly FormProblem[] =>
  readYuan(value) === undefined ? [{ field, problem: 'badAmount' }] : [];

const lineProblems = (line: LineDraft, at: string): readonly FormProblem[] => [
  ...required(line.date, `${at}.date`),
  ...required(line.voucher, `${at}.voucher`),
  ...(line.entry.trim() === '' || /^[1-9]\d{0,5}$/.test(line.entry.trim())
    ? []
    : [{ field: `${at}.entry`, problem: 'badEntry' as const }]),
  ...required(line.summary, `${at}.summary`),
  ...required(line.account, `${at}.account`),
  ...amount(line.receipt, `${at}.receipt`),
  ...amount(line.payment, `${at}.payment`),
];

/** In fen where they are sent. */
const rowAmounts = ['opening', 'increase', 'decrease', 'amount'] as const;

export const formProblems = ({ accounts, sections }: Draft): readonly FormProblem[] => [
  ...accounts.flatMap((account, index) => {
    const at = `content.accounts[${index}]`;
    return [
      ...required(account.account, `${at}.account`),
      ...required(account.book, `${at}.book`),
      ...amount(account.opening, `${at}.opening`),
      ...amount(account.closing, `${at}.closing`),
      ...account.lines.flatMap((line, number) => lineProblems(line, `${at}.lines[${number}]`)),
    ];
  }),
  ...sections.flatMap(({ rows }, index) =>
    rows.flatMap((row, number) => {
      const at = `content.sections[${index}].rows[${number}]`;
      return [
        ...required(row.item, `${at}.item`),
        ...rowAmounts.flatMap((field) => amount(row[field], `${at}.${field}`)),
      ];
    }),
  ),
];

/** Only what was filled in: an empty text is no text. */
const filled = (name: string, value: string): object => (value.trim() === '' ? {} : { [name]: value.trim() });

const lineInput = ({ line, ...draft }: LineDraft): object => ({
  ...(line === undefined ? {} : { line }),
  date: draft.date,
  voucher: draft.voucher.trim(),
  ...(draft.entry.trim() === '' ? {} : { entry: Number(draft.entry) }),
  summary: draft.summary.trim(),
  account: draft.account.trim(),
  kind: draft.kind,
  receipt: readYuan(draft.receipt) ?? 0,
  payment: readYuan(draft.payment) ?? 0,
  ...filled('payee', draft.payee),
  ...filled('handler', draft.handler),
  ...filled('witness', draft.witness),
  ...filled('approver', draft.approver),
  ...filled('corrects', draft.corrects),
  ...filled('itemKind', itemKindOf({ ...draft, line }) ?? ''),
});

const accountInput = (draft: AccountDraft, previous: readonly Closing[]): object => {
  const { opening, closing, difference } = sumsOf(draft);
  const fromBefore = openingDifference(draft, previous);
  const stated = (name: string, amount: number, explanation: string): object =>
    amount === 0 || explanation.trim() === '' ? {} : { [name]: { amount, explanation: explanation.trim() } };
  return {
    account: draft.account.trim(),
    book: draft.book.trim(),
    opening,
    closing,
    lines: draft.lines.map(lineInput),
    ...stated('difference', difference, draft.explanation),
    ...stated('openingDifference', fromBefore, draft.openingExplanation),
  };
};

const rowInput = (row: RowDraft): object => ({
  item: row.item.trim(),
  ...filled('itemKind', row.itemKind ?? ''),
  ...filled('quantity', row.quantity),
  ...Object.fromEntries(
    rowAmounts.filter((field) => row[field].trim() !== '').map((field) => [field, readYuan(row[field]) ?? 0]),
  ),
  ...filled('counterparty', row.counterparty),
  ...filled('note', row.note),
});

/** `DisclosureContentInput`. A difference is stated with the amount that the figures have, never with one typed in. */
export const contentInput = ({ accounts, sections, attachments }: Draft, previous: readonly Closing[]): object => ({
  accounts: accounts.map((account) => accountInput(account, previous)),
  sections: sections
    .filter(({ rows }) => rows.length > 0)
    .map(({ kind, rows }) => ({
      kind,
      rows: rows.map(rowInput),
    })),
  attachments: attachments.map(({ file, name, original }) => ({
    file,
    name,
    ...(original === undefined ? {} : { original }),
  })),
});
