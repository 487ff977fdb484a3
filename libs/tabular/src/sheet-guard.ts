import { refuse, refuseAll, type Refusal, type Refused } from '@cunjian/kernel';

/** What a sheet may span. Excel's own bounds for rows and columns; `maxCells` is rows × columns up to the last cell with a value. */
export const sheetLimits = {
  maxRows: 1_048_576,
  maxColumns: 16_384,
  maxCells: 2_000_000,
  maxFormulaErrors: 100,
} as const;

const isSheet = /<(\w+:)?sheetData\b/;
/** A cell that has a format and no value: it costs nothing to read. */
const emptyCell = /<(?:\w+:)?c r="[A-Z]{1,3}\d{1,7}"(?: s="\d{1,6}")?\s*(?:\/>|><\/(?:\w+:)?c>)/g;
/** Looked for in the whole text and not in tags alone, so that no trick of markup hides one. */
const reference = /[\s"']r\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
const strictReference = /^([A-Z]{0,3})([1-9]\d{0,6})$/;
/** `[^<>]` and not `[^>]`: text without a closing bracket must not be scanned again from every opening one. */
const cellTag = /<(?:\w+:)?c\s[^<>]*>(?:\s*<(?:\w+:)?f\b[^<>]*(?:\/>|>[^<]*<\/(?:\w+:)?f>)\s*<\/(?:\w+:)?c>)?/g;

/**
 * Refuses a sheet part that would cost its reader far more than its own size (a cell at XFD1048576), and cells whose
 * value the reader would silently take for blank: formula errors (#REF!), formulas never calculated.
 * Refuses: `table.too-large`, `table.unreadable`, `table.formula-error` (each cell).
 */
export const checkSheet = (xml: string): Refused | undefined => {
  if (!isSheet.test(xml)) return undefined;
  let rows = 0;
  let columns = 0;
  for (const match of xml.replace(emptyCell, '').matchAll(reference)) {
    const text = match[1] ?? match[2] ?? '';
    const [, letters = '', digits] = strictReference.exec(text) ?? [];
    if (digits === undefined) return refuse('table.unreadable', { detail: `cell reference ${text.slice(0, 20)}` });
    const row = Number(digits);
    const column = columnNumber(letters);
    if (row > sheetLimits.maxRows || column > sheetLimits.maxColumns) return tooLarge(row, column);
    if (letters !== '') {
      rows = Math.max(rows, row);
      columns = Math.max(columns, column);
    }
  }
  if (rows * columns > sheetLimits.maxCells) return tooLarge(rows, columns);
  if (/<(?:\w+:)?c\s[^<>]*\bt\s*=\s*["']d["']/.test(xml))
    return refuse('table.unreadable', { detail: 'ISO 8601 date cells' });
  return refuseAll(formulaErrors(xml));
};

const tooLarge = (rows: number, columns: number): Refused =>
  refuse('table.too-large', { size: `${rows} × ${columns}`, limit: sheetLimits.maxCells });

const columnNumber = (letters: string): number =>
  [...letters].reduce((number, letter) => number * 26 + letter.charCodeAt(0) - 64, 0);

const formulaErrors = (xml: string): readonly Refusal[] => {
  const found: Refusal[] = [];
  for (const [tag] of xml.matchAll(cellTag)) {
    if (!/\st\s*=\s*["']e["']/.test(tag) && !/<\/(\w+:)?c>$/.test(tag)) continue;
    const cell = /\sr\s*=\s*["'](\w+)["']/.exec(tag)?.[1] ?? '';
    found.push({ code: 'table.formula-error', params: { cell }, field: cell });
    if (found.length === sheetLimits.maxFormulaErrors) break;
  }
  return found;
};
