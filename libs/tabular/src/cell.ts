/**
 * A cell as the file holds it. Text is a string. A number keeps its decimal text, as in `{ number: '1234.5' }`, and
 * never becomes a float. A date is YYYY-MM-DD, where the file itself says that it is a date. null: empty.
 */
export type Cell = string | { readonly number: string } | { readonly date: string } | null;

/** Row i + 1 of `rows` is row number i + 1 as the user's program shows it; column likewise (`columnLetter`). */
export interface Sheet {
  readonly name: string;
  readonly rows: readonly (readonly Cell[])[];
}

export interface Table {
  readonly sheets: readonly Sheet[];
}

/** The cell as the user would read it. */
export const cellText = (cell: Cell | undefined): string => {
  if (cell === null || cell === undefined) return '';
  if (typeof cell === 'string') return cell;
  return 'number' in cell ? cell.number : cell.date;
};

export const isBlank = (cell: Cell | undefined): boolean => cellText(cell).trim() === '';

/** 0 → A, 25 → Z, 26 → AA. */
export const columnLetter = (index: number): string => {
  let letters = '';
  for (let rest = index + 1; rest > 0; rest = Math.floor((rest - 1) / 26))
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  return letters;
};

/** What a cell parser gives: a value (null for a blank cell), or the code and parameters of what is wrong. */
export type Parsed<Value> =
  | { readonly value: Value | null }
  | { readonly code: string; readonly params?: Readonly<Record<string, string | number>> };

/** Full-width digits, letters and punctuation (U+FF01–FF5E) to ASCII, ideographic and no-break spaces to spaces; one unit stays one unit. */
export const narrow = (text: string): string =>
  text.replace(/[\uff01-\uff5e\u3000\u00a0]/g, (c) =>
    c === '\u3000' || c === '\u00a0' ? ' ' : String.fromCharCode(c.charCodeAt(0) - 0xfee0),
  );
