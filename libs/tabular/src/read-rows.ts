import type { Refusal } from '@cunjian/kernel';
import { parseAmount } from './amount.ts';
import { cellText, type Cell, type Parsed, type Sheet } from './cell.ts';
import { parseDate } from './date.ts';
import type { ColumnSpec, Header, MatchedColumn } from './header.ts';
import { rowKind, type RowKind } from './row-kind.ts';
import { parseText, shownValue } from './text.ts';

/** Findings of one sheet; the last one then says that there are more. */
export const maxFindings = 1000;

/** A refusal that says where: `field` is `sheet!E12`. */
export interface Finding extends Refusal {
  readonly params: Readonly<
    Record<string, string | number> & { sheet: string; row: number; column: string; header: string; value: string }
  >;
  readonly field: string;
}

type ValueOf<Spec extends ColumnSpec> = Spec['type'] extends 'amount' ? number : string;

/** Amounts in fen, dates as YYYY-MM-DD; null: blank, or bad and among the findings; undefined: the table has no such column. */
export type RowValues<Specs extends Readonly<Record<string, ColumnSpec>>> = {
  readonly [Field in keyof Specs]?: ValueOf<Specs[Field]> | null;
};

export interface TableRow<Specs extends Readonly<Record<string, ColumnSpec>>> {
  /** 1-based, as the user's program shows it. */
  readonly row: number;
  readonly kind: Exclude<RowKind, 'blank' | 'header' | 'note'>;
  readonly values: RowValues<Specs>;
}

export interface ReadRows<Specs extends Readonly<Record<string, ColumnSpec>>> {
  readonly rows: readonly TableRow<Specs>[];
  /** Every bad cell of the sheet. */
  readonly findings: readonly Finding[];
}

/** Reads everything below the header. In rows that are no data a text that is no date or amount (a word over merged cells) is no finding. */
export const readRows = <Specs extends Readonly<Record<string, ColumnSpec>>>(
  sheet: Sheet,
  header: Header<keyof Specs & string>,
  specs: Specs,
): ReadRows<Specs> => {
  const rows: TableRow<Specs>[] = [];
  const findings: Finding[] = [];
  for (let i = header.row; i < sheet.rows.length; i++) {
    const cells = sheet.rows[i] ?? [];
    const kind = rowKind(cells, header);
    if (kind === 'blank' || kind === 'header' || kind === 'note') continue;
    const values: Record<string, string | number | null> = {};
    for (const column of header.columns) {
      const spec = specs[column.field];
      const cell = cells[column.index];
      const parsed = parseCell(cell, column, spec);
      const bad = problemOf(parsed, kind, spec);
      if (bad !== undefined) findings.push(findingAt(sheet, i + 1, column, cell, bad));
      values[column.field] = 'value' in parsed ? parsed.value : null;
    }
    rows.push({ row: i + 1, kind, values: values as RowValues<Specs> });
  }
  return { rows, findings: findings.length > maxFindings ? capped(findings) : findings };
};

const parseCell = (
  cell: Cell | undefined,
  column: MatchedColumn,
  spec: ColumnSpec | undefined,
): Parsed<string | number> => {
  switch (spec?.type) {
    case 'amount':
      return parseAmount(cell, column.unit);
    case 'date':
      return parseDate(cell);
    default:
      return parseText(cell);
  }
};

interface Problem {
  readonly code: string;
  readonly params?: Refusal['params'];
}

const problemOf = (parsed: Parsed<unknown>, kind: RowKind, spec: ColumnSpec | undefined): Problem | undefined => {
  if ('value' in parsed)
    return parsed.value === null && kind === 'data' && spec?.filled === true
      ? { code: 'table.missing-value' }
      : undefined;
  // 合计 or 期初余额 often stands in the date column; a total's figures count, its dates and words do not.
  return kind !== 'data' && spec?.type === 'date' ? undefined : parsed;
};

/** A finding for a cell, also for the caller's own checks. */
export const findingAt = (
  sheet: Pick<Sheet, 'name'>,
  row: number,
  column: Pick<MatchedColumn, 'letter' | 'header'>,
  cell: Cell | undefined,
  problem: Problem,
): Finding => ({
  code: problem.code,
  params: {
    ...problem.params,
    sheet: sheet.name,
    row,
    column: column.letter,
    header: column.header,
    value: shownValue(cellText(cell)),
  },
  field: `${sheet.name}!${column.letter}${row}`,
});

const capped = (findings: readonly Finding[]): readonly Finding[] => {
  const shown = findings.slice(0, maxFindings - 1);
  const next = findings[maxFindings - 1];
  return next === undefined
    ? shown
    : [
        ...shown,
        { ...next, code: 'table.more-findings', params: { ...next.params, count: findings.length - shown.length } },
      ];
};
