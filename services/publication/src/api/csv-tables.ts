import {
  itemKindsOf,
  sectionSchemas,
  type AccountSection,
  type DisclosureContent,
  type GroupName,
  type LineKind,
  type SectionColumn,
} from '@cunjian/contracts';
import type { Revealed } from '@cunjian/personal-data';
import { formatFen, type CsvValue } from '@cunjian/tabular';

type Row = readonly CsvValue[];
type Section = Revealed<DisclosureContent['sections'][number]>;

const kindNames: Readonly<Record<LineKind, string>> = {
  income: '收入',
  expenditure: '支出',
  'current-account': '往来',
  'internal-transfer': '内部转账',
};

const lineHeader = [
  ...['账户', '账套', '日期', '凭证号', '分录号', '摘要', '科目', '类型', '收入', '支出', '余额'],
  ...['收款人', '经手人', '证明人', '审批人', '冲销凭证', '公开项目'],
];

const itemName = (itemKind: string | undefined, group: GroupName): string | undefined =>
  itemKindsOf(group).find(({ code }) => code === itemKind)?.zh;

const amountOrBlank = (amount: number): CsvValue => (amount === 0 ? null : formatFen(amount));

/** The form that an import takes, so that what goes out can come in again. */
export const accountRows = (accounts: readonly Revealed<AccountSection>[]): readonly Row[] => [
  lineHeader,
  ...accounts.flatMap(({ account, book, opening, closing, lines }) => {
    let balance = opening;
    const balanceRow = (word: string, amount: number): Row => [
      ...[account, book, null, null, null, word, null, null, null, null, formatFen(amount)],
    ];
    return [
      balanceRow('期初余额', opening),
      ...lines.map((line): Row => {
        const { date, voucher, entry, summary, kind, receipt, payment, itemKind } = line;
        balance += receipt - payment;
        return [
          ...[account, book, date, voucher, String(entry), summary, line.account, kindNames[kind]],
          ...[amountOrBlank(receipt), amountOrBlank(payment), formatFen(balance)],
          ...[line.payee, line.handler, line.witness, line.approver, line.corrects],
          itemName(itemKind, receipt === 0 ? 'payments' : 'receipts'),
        ];
      }),
      balanceRow('期末余额', closing),
    ];
  }),
];

const head = ({ zh, type, unit }: SectionColumn): string => (type === 'amount' ? `${zh}（${unit}）` : zh);

const cell = (row: Section['rows'][number], { field }: SectionColumn): CsvValue => {
  const value = row[field];
  return typeof value === 'number' ? formatFen(value) : value;
};

/** A table for each section, as its schema has it: name, header, rows, sum. */
export const sectionRows = (sections: readonly Section[]): readonly Row[] =>
  sections.flatMap(({ kind, rows, total }) => {
    const { zh, group, columns } = sectionSchemas[kind];
    const sum = columns.map(({ field }): CsvValue => (field === 'amount' ? formatFen(total ?? 0) : null));
    return [
      [zh],
      ['公开项目', ...columns.map(head)],
      ...rows.map((row): Row => [itemName(row.itemKind, group), ...columns.map((column) => cell(row, column))]),
      ...(total === undefined ? [] : [['合计', ...sum]]),
      [],
    ];
  });
