import { ledgerColumns, type Header, type TableRow } from '@cunjian/tabular';

/** The village's own forms, and what some of them say besides. Any order, any subset with date, summary and an amount. */
export const columns = {
  ...ledgerColumns,
  date: { ...ledgerColumns.date, required: true, filled: true },
  summary: { ...ledgerColumns.summary, required: true, filled: true },
  kind: { type: 'text', names: ['类型', '收支类型', '类别', '业务类型', '收支类别', '性质'] },
  book: { type: 'text', names: ['账套', '账簿', '账套名称'] },
  itemKind: { type: 'text', names: ['公开项目', '项目类别', '公开类别'] },
  corrects: { type: 'text', names: ['冲销凭证', '冲销凭证号', '被冲销凭证', '更正凭证', '更正凭证号', '原凭证号'] },
} as const;

export type LedgerRow = TableRow<typeof columns>;
export type LedgerHeader = Header<keyof typeof columns>;
