import type { AccountSection, Line, OtherRow, Totals, Version } from '../src/villager/disclosure/queries.ts';

/** A line as the gateway gives it; say only what matters. Amounts in fen. */
export const lineOf = (id: string, given: Partial<Line> = {}): Line => ({
  id,
  date: '2026-01-05',
  voucher: '记-1',
  entry: 1,
  summary: `摘要${id}`,
  account: '管理费用',
  kind: 'EXPENDITURE',
  itemKind: null,
  receipt: 0,
  payment: 0,
  payee: null,
  handler: null,
  witness: null,
  approver: null,
  corrects: null,
  ...given,
});

export const rowOf = (item: string, given: Partial<OtherRow> = {}): OtherRow => ({
  item,
  itemKind: null,
  quantity: null,
  opening: null,
  increase: null,
  decrease: null,
  amount: null,
  counterparty: null,
  note: null,
  ...given,
});

export const tillOf = (lines: readonly Line[], given: Partial<AccountSection> = {}): AccountSection => {
  const receipts = lines.reduce((sum, { receipt }) => sum + receipt, 0);
  const payments = lines.reduce((sum, { payment }) => sum + payment, 0);
  const opening = given.opening ?? 100_000;
  return {
    account: '基本户',
    book: '总账',
    receipts,
    payments,
    closing: opening + receipts - payments,
    difference: null,
    openingDifference: null,
    lines,
    ...given,
    opening,
  };
};

const sum = (lines: readonly Line[], kind: Line['kind'], sign: 1 | -1): number =>
  lines.filter((line) => line.kind === kind).reduce((all, { receipt, payment }) => all + sign * (receipt - payment), 0);

export const versionOf = (accounts: readonly AccountSection[], given: Partial<Version> = {}): Version => {
  const lines = accounts.flatMap((till) => till.lines);
  const add = (what: 'opening' | 'receipts' | 'payments' | 'closing') =>
    accounts.reduce((all, till) => all + till[what], 0);
  const totals: Totals = {
    opening: add('opening'),
    receipts: add('receipts'),
    payments: add('payments'),
    closing: add('closing'),
    income: sum(lines, 'INCOME', 1),
    expenditure: sum(lines, 'EXPENDITURE', -1),
    lineCount: lines.length,
  };
  return {
    version: 1,
    publishedAt: '2026-04-10T01:00:00.000Z',
    reason: null,
    opinion: null,
    meeting: null,
    totals,
    accounts,
    sections: [],
    attachments: [],
    figuresHash: '0'.repeat(64),
    seal: null,
    ...given,
  };
};
