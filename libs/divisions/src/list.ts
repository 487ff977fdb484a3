import { refuse, refuseAll, type Refusal, type Refused } from '@cunjian/kernel';
import { cellText, readTable } from '@cunjian/tabular';
import { isDivisionCode, levelOf, parentOf } from './code.ts';
import type { Division, Successor } from './division.ts';
import { isName, shown } from './text.ts';

/** The national list has some 660,000 villages: imports go by province. */
export const maxDivisionRows = 200_000;
/** More would not be read; the last refusal then tells how many are left. */
export const maxFindings = 1_000;

export interface DivisionList {
  readonly divisions: readonly Division[];
  /** Of rows that name a successor in `replaced_by`: such a row says that its division has ended, and is not in `divisions`. */
  readonly successors: readonly Successor[];
}

const columns = {
  code: ['code', '代码', '区划代码', '统计用区划代码'],
  name: ['name', '名称'],
  level: ['level', '级别'],
  parent: ['parent', '上级', '上级代码'],
} as const;
const successorColumn = ['replaced_by', '接续单位'];
type Column = keyof typeof columns;

interface Row {
  readonly line: number;
  readonly cells: Readonly<Record<Column, string>>;
  /** Codes of its successors; a row that has some says that its division has ended. */
  readonly replacedBy: readonly string[];
}

const read = (table: DivisionRows): readonly Row[] | Refused => {
  const [header = [], ...rest] = table;
  if (rest.length > maxDivisionRows)
    return refuse('divisions.too-large', { rows: rest.length, limit: maxDivisionRows });
  const titles = header.map((cell) => cell.trim().toLowerCase());
  const find = (names: readonly string[]) => titles.findIndex((title) => names.includes(title));
  const at = {
    code: find(columns.code),
    name: find(columns.name),
    level: find(columns.level),
    parent: find(columns.parent),
  };
  const missing = (Object.keys(at) as Column[]).filter((column) => at[column] === -1);
  const refused = refuseAll(missing.map((column) => ({ code: 'divisions.missing-column', params: { column } })));
  if (refused !== undefined) return refused;
  const successorAt = find(successorColumn);
  const rows = rest.flatMap((record, i): readonly Row[] => {
    const cell = (index: number) => (record[index] ?? '').trim();
    const cells = { code: cell(at.code), name: cell(at.name), level: cell(at.level), parent: cell(at.parent) };
    const isBlank = record.every((text) => text.trim() === '');
    return isBlank
      ? []
      : [
          {
            line: i + 2,
            cells,
            replacedBy: cell(successorAt)
              .split(/[\s;；、|]+/u)
              .filter(Boolean),
          },
        ];
  });
  return rows.length === 0 ? refuse('divisions.no-rows') : rows;
};

const finding = (kind: string, { line, cells }: Row, column: Column, more: Refusal['params'] = {}): Refusal => ({
  code: `divisions.${kind}`,
  params: { line, column, value: shown(cells[column]), ...more },
  field: `lines[${line}].${column}`,
});

/** What is wrong with a row by itself. */
const checkRow = (row: Row, firstLine: number): readonly Refusal[] => {
  const { code, name, level, parent } = row.cells;
  const findings: Refusal[] = [];
  if (!isName(name)) findings.push(finding('bad-name', row, 'name'));
  if (!isDivisionCode(code)) return [finding('bad-code', row, 'code'), ...findings];
  if (firstLine !== row.line) findings.push(finding('duplicate-code', row, 'code', { first: firstLine }));
  if (level !== levelOf(code)) findings.push(finding('bad-level', row, 'level', { expected: levelOf(code) }));
  const expected = parentOf(code) ?? '';
  if (parent !== expected) findings.push(finding('bad-parent', row, 'parent', { expected: expected || '-' }));
  return findings;
};

const checkRelations = (
  row: Row,
  codes: ReadonlySet<string>,
  isKnown: (code: string) => boolean,
): readonly Refusal[] => {
  const { line, cells, replacedBy } = row;
  const isThere = (code: string) => codes.has(code) || isKnown(code);
  const isRightCode = isDivisionCode(cells.code);
  if (replacedBy.length > 0)
    return replacedBy
      .filter(
        (code) => !(isRightCode && isDivisionCode(code) && isThere(code) && levelOf(code) === levelOf(cells.code)),
      )
      .map((code) => ({
        code: 'divisions.bad-successor',
        params: { line, column: 'replaced_by', value: shown(code) },
        field: `lines[${line}].replaced_by`,
      }));
  const isRight = isRightCode && cells.parent === (parentOf(cells.code) ?? '');
  return !isRight || cells.parent === '' || isThere(cells.parent) ? [] : [finding('missing-parent', row, 'parent')];
};

const bounded = (findings: readonly Refusal[]): readonly Refusal[] =>
  findings.length <= maxFindings
    ? findings
    : [
        ...findings.slice(0, maxFindings),
        { code: 'divisions.more-findings', params: { count: findings.length - maxFindings } },
      ];

const check = (rows: readonly Row[], isKnown: (code: string) => boolean): readonly Refusal[] => {
  const firstLines = new Map<string, number>();
  const codes = new Set<string>();
  for (const { line, cells, replacedBy } of rows) {
    if (!firstLines.has(cells.code)) firstLines.set(cells.code, line);
    if (replacedBy.length === 0) codes.add(cells.code);
  }
  return rows.flatMap((row) => [
    ...checkRow(row, firstLines.get(row.cells.code) ?? row.line),
    ...checkRelations(row, codes, isKnown),
  ]);
};

const toDivision = ({ cells: { code, name, parent } }: Row): Division => ({
  code,
  name,
  level: levelOf(code),
  ...(parent === '' ? {} : { parent }),
});

/** Cells as text, the header first: row i is line i + 1 of the file. */
export type DivisionRows = readonly (readonly string[])[];

/**
 * Checks the rows of an official list: a header with code, name, level, parent in any order and optionally
 * replaced_by; other columns are not looked at. All or nothing: every wrong row is refused at once (at most
 * `maxFindings`), with line, column and value. `isKnown` tells divisions that an earlier list holds, as parents and
 * successors need not be in the same file.
 */
export const parseDivisionRows = (
  table: DivisionRows,
  isKnown: (code: string) => boolean = () => false,
): DivisionList | Refused => {
  const rows = read(table);
  if ('refused' in rows) return rows;
  const refused = refuseAll(bounded(check(rows, isKnown)));
  if (refused !== undefined) return refused;
  return {
    divisions: rows.filter(({ replacedBy }) => replacedBy.length === 0).map(toDivision),
    successors: rows.flatMap(({ cells, replacedBy }) =>
      replacedBy.map((code) => ({ code: cells.code, replacedBy: code })),
    ),
  };
};

/** The same from a file: CSV in UTF-8 or GBK, or the first sheet of an XLSX. Refuses what `readTable` refuses, too. */
export const parseDivisionList = async (
  bytes: Uint8Array,
  { fileName = 'divisions.csv', isKnown }: { fileName?: string; isKnown?: (code: string) => boolean } = {},
): Promise<DivisionList | Refused> => {
  const table = await readTable(bytes, fileName);
  if ('refused' in table) return table;
  const rows = table.sheets[0]?.rows ?? [];
  return parseDivisionRows(
    rows.map((cells) => cells.map(cellText)),
    isKnown,
  );
};
