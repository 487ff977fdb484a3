import { refuseAll, type Refusal, type Refused } from '@cunjian/kernel';
import type { AmountUnit } from './amount.ts';
import { parseAmount } from './amount.ts';
import { cellText, columnLetter, isBlank, narrow, type Cell } from './cell.ts';
import { parseDate } from './date.ts';

/** What a column may be called, and what its cells hold. */
export interface ColumnSpec {
  /** The first is the one shown in refusals. White space, units in brackets and full-width forms do not matter. */
  readonly names: readonly string[];
  readonly type: 'amount' | 'date' | 'text';
  /** The table must have the column. */
  readonly required?: boolean;
  /** Each data row must have a value in it. */
  readonly filled?: boolean;
}

export type ColumnSpecs = Readonly<Record<string, ColumnSpec>>;

export interface MatchedColumn<Field extends string = string> {
  readonly field: Field;
  /** 0-based. */
  readonly index: number;
  readonly letter: string;
  /** As the user wrote it. */
  readonly header: string;
  readonly unit: AmountUnit;
}

export interface Header<Field extends string = string> {
  /** 1-based number of the last header row; data begins behind it. */
  readonly row: number;
  readonly columns: readonly MatchedColumn<Field>[];
  /** Columns that are not read, for the preview: no spec knows them, or another column of that meaning is nearer. */
  readonly unknown: readonly { readonly letter: string; readonly header: string }[];
  /** Text above the header: title, name of the village, period, 单位:元. */
  readonly titles: readonly string[];
}

/** A header is looked for in the first rows only. */
const maxHeaderRow = 40;
/** Longer texts are no names of columns. */
const maxHeaderChars = 100;

/**
 * Finds the header row (or two rows, where 金额 spans 收入 and 支出) by the most columns recognised, at least two or,
 * for one-column specs, one. Refuses: `table.no-header`, `table.missing-column` (each), `table.duplicate-column` (each; amounts only).
 */
export const matchHeader = <Field extends string>(
  rows: readonly (readonly Cell[])[],
  specs: Readonly<Record<Field, ColumnSpec>>,
): Header<Field> | Refused => {
  const fields = fieldsByName(specs);
  const best = bestRow(rows, fields);
  const least = Math.min(2, Object.keys(specs).length);
  if (best === undefined || best.matches < least)
    return { refused: [{ code: 'table.no-header', params: { expected: expectedNames(specs) } }] };
  const titles = rows
    .slice(0, best.first)
    .flatMap((row) => row.map(cellText))
    .map((text) => text.trim())
    .filter((text) => text !== '');
  const fallback: AmountUnit = titles.some((title) => /单位[::]?\(?(人民币)?万元/.test(compact(title)))
    ? 'wan'
    : 'yuan';
  const known: MatchedColumn<Field>[] = [];
  const unknown: { letter: string; header: string }[] = [];
  best.texts.forEach((header, index) => {
    const field = fields.get(headerName(header));
    const letter = columnLetter(index);
    if (field !== undefined) known.push({ field, index, letter, header, unit: unitOf(header) ?? fallback });
    else if (header !== '') unknown.push({ letter, header });
  });
  const columns = known.filter((column) => specs[column.field].type === 'amount' || isBestNamed(column, known, specs));
  for (const { index, letter, header } of known)
    if (!columns.some((column) => column.index === index)) unknown.push({ letter, header });
  const refused = refuseAll([...missing(columns, specs), ...duplicates(columns)]);
  return refused ?? { row: best.last + 1, columns, unknown, titles };
};

/** Of 日期 and 记账日期 in one table the name listed first is read. Of two amounts of one meaning neither: that is refused. */
const isBestNamed = <Field extends string>(
  column: MatchedColumn<Field>,
  all: readonly MatchedColumn<Field>[],
  specs: Readonly<Record<Field, ColumnSpec>>,
): boolean => {
  const rank = ({ field, header }: MatchedColumn<Field>) =>
    specs[field].names.findIndex((name) => headerName(name) === headerName(header));
  const rivals = all.filter(({ field, index }) => field === column.field && index !== column.index);
  return rivals.every(
    (rival) => rank(column) < rank(rival) || (rank(column) === rank(rival) && column.index < rival.index),
  );
};

const compact = (text: string): string => narrow(text).normalize('NFC').replace(/\s+/g, '');

/** `收入 金额（万元）` → `收入金额`; `*日期：` → `日期`. */
export const headerName = (text: string): string =>
  compact(text.trim().slice(0, maxHeaderChars))
    .replace(/[([【](人民币)?(万元|元|¥|￥|必填|选填)[)\]】]/g, '')
    .replace(/[/:,](人民币)?(万元|元)$/, '')
    .replace(/^[*#]+|[*#::/、]+$/g, '')
    .toLowerCase();

const unitOf = (header: string): AmountUnit | undefined => {
  const match = /[([【/:](?:人民币)?(万元|元)/.exec(compact(header));
  return match === null ? undefined : match[1] === '万元' ? 'wan' : 'yuan';
};

const fieldsByName = <Field extends string>(specs: Readonly<Record<Field, ColumnSpec>>): ReadonlyMap<string, Field> => {
  const byName = new Map<string, Field>();
  for (const [field, { names }] of entries(specs))
    for (const name of names) {
      const known = byName.get(headerName(name));
      if (known !== undefined && known !== field) throw new Error(`${name} names two columns: ${known}, ${field}`);
      byName.set(headerName(name), field);
    }
  return byName;
};

const entries = <Field extends string>(specs: Readonly<Record<Field, ColumnSpec>>) =>
  Object.entries(specs) as [Field, ColumnSpec][];

interface Candidate {
  readonly matches: number;
  /** 0-based rows it spans. */
  readonly first: number;
  readonly last: number;
  readonly texts: readonly string[];
}

const bestRow = <Field extends string>(
  rows: readonly (readonly Cell[])[],
  fields: ReadonlyMap<string, Field>,
): Candidate | undefined => {
  const count = (texts: readonly string[]) =>
    new Set(texts.map((text) => fields.get(headerName(text))).filter((field) => field !== undefined)).size;
  let best: Candidate | undefined;
  for (let i = 0; i < Math.min(rows.length, maxHeaderRow); i++) {
    const upper = (rows[i] ?? []).map((cell) => cellText(cell).trim());
    const one = { matches: count(upper), first: i, last: i, texts: upper };
    if (one.matches > (best?.matches ?? 0)) best = one;
    const below = rows[i + 1];
    if (one.matches === 0 || below === undefined || !isHeaderLike(below)) continue;
    const texts = twoRows(upper, below, fields);
    const two = { matches: count(texts), first: i, last: i + 1, texts };
    if (two.matches > one.matches && two.matches > (best?.matches ?? 0)) best = two;
  }
  return best;
};

const isHeaderLike = (row: readonly Cell[]): boolean =>
  row.every(
    (cell) =>
      isBlank(cell) || (typeof cell === 'string' && !('value' in parseDate(cell)) && !('value' in parseAmount(cell))),
  );

/** The lower cell where it is a name, else both joined (收入 over 金额), else whichever is there. */
const twoRows = (
  upper: readonly string[],
  below: readonly Cell[],
  fields: ReadonlyMap<string, unknown>,
): readonly string[] => {
  let group = '';
  return Array.from({ length: Math.max(upper.length, below.length) }, (_, i) => {
    const above = upper[i] ?? '';
    const lower = cellText(below[i]).trim();
    if (above !== '') group = above;
    if (lower === '') return above;
    if (fields.has(headerName(group + lower))) return group + lower;
    return fields.has(headerName(lower)) ? lower : above === '' ? lower : above;
  });
};

const expectedNames = (specs: ColumnSpecs): string =>
  Object.values(specs)
    .map(({ names }) => names[0])
    .join('、');

const missing = (columns: readonly MatchedColumn[], specs: ColumnSpecs): readonly Refusal[] =>
  Object.entries(specs)
    .filter(([field, { required }]) => required === true && !columns.some((column) => column.field === field))
    .map(([, { names }]) => ({
      code: 'table.missing-column',
      params: { column: names[0] ?? '', names: names.join('、') },
    }));

const duplicates = (columns: readonly MatchedColumn[]): readonly Refusal[] =>
  columns
    .filter((column, i) => columns.findIndex(({ field }) => field === column.field) < i)
    .map(({ field, letter, header }) => ({
      code: 'table.duplicate-column',
      params: { letter, header, first: columns.find((column) => column.field === field)?.letter ?? '' },
    }));
