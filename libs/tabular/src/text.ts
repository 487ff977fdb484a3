import { expandNumber } from './amount.ts';
import { cellText, type Cell, type Parsed } from './cell.ts';

/** Longest text of a cell, in UTF-16 units. */
export const maxTextLength = 2000;

/** Whole numbers up to here survive in a number cell; Excel replaces further digits by zeros. */
const maxNumberDigits = 15;

/** Longest value quoted in a report, in characters. */
const maxShown = 60;

// eslint-disable-next-line no-control-regex -- control characters, bidi marks, overrides and isolates are what it looks for
const unclean = /[\u0000-\u0008\u000e-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/;

/**
 * Trimmed, NFC, any run of white space one space (none between Han characters is not assumed). Blank: null.
 * Problems: `table.bad-characters` (control characters, bidi overrides), `table.text-too-long`,
 * `table.number-lost-digits` (a long number, as an identity number, in a cell formatted as a number).
 */
export const parseText = (cell: Cell | undefined): Parsed<string> => {
  if (typeof cell === 'object' && cell !== null && 'number' in cell) return numberAsText(cell.number);
  const text = cellText(cell);
  if (!text.isWellFormed() || unclean.test(text)) return { code: 'table.bad-characters' };
  const clean = text
    .normalize('NFC')
    .replace(/[\s\u200b\ufeff]+/g, ' ')
    .trim();
  if (clean.length > maxTextLength) return { code: 'table.text-too-long', params: { limit: maxTextLength } };
  return { value: clean === '' ? null : clean };
};

const numberAsText = (number: string): Parsed<string> => {
  const decimal = expandNumber(number);
  if (decimal === undefined || decimal.replace(/^-|\..*$/g, '').length > maxNumberDigits)
    return { code: 'table.number-lost-digits' };
  return { value: decimal };
};

/** A value for a report: bounded, with � for the characters that made it bad. */
export const shownValue = (text: string): string => {
  const visible = [...text.slice(0, 4 * maxShown).toWellFormed()].map((c) => (unclean.test(c) ? '\ufffd' : c));
  return visible.length > maxShown ? visible.slice(0, maxShown - 1).join('') + '…' : visible.join('');
};
