import { cellText, narrow, type Cell, type Parsed } from './cell.ts';

/** 元, or 万元 (ten thousand yuan). */
export type AmountUnit = 'yuan' | 'wan';

/** Decimal places that are whole fen in a unit. */
const decimals: Readonly<Record<AmountUnit, number>> = { yuan: 2, wan: 6 };

/** Excel shows at most 15 significant digits; what follows in a file is the noise of its binary arithmetic. */
const significantDigits = 15;

/** No amount is written longer; longer texts are not looked at. */
const maxAmountChars = 60;

const blank = /^$|^[-—–―－─/无]+$/;

/** What stands around the figures, from outside in: each at most once. */
const marks = [
  { kind: 'negative', pattern: /^[([]?红字[)\]]?:?(.+)$/ },
  { kind: 'negative', pattern: /^\((.+)\)$/ },
  { kind: 'negative', pattern: /^[-−–](.+)$/ },
  { kind: 'currency', pattern: /^(?:¥|￥|人民币|RMB|CNY)(.+)$/i },
  { kind: 'wan', pattern: /^(.+?)(?:万元|万)$/ },
  { kind: 'yuan', pattern: /^(.+?)(?:元整|元)$/ },
] as const;
type Mark = (typeof marks)[number]['kind'];

const plainNumber = /^(0|[1-9]\d*)(\.\d+)?$/;
const thousands = /^[1-9]\d{0,2}(,\d{3})+(\.\d+)?$/;

/**
 * An amount of money in whole fen, exact: no step uses floating point. A unit in the cell (元, 万元) goes before `unit`.
 * Negative: -123.45, (123.45), 红字123.45. Blank, a dash or 无: null.
 * Problems: `table.bad-amount`, `table.amount-fraction` (less than a fen), `table.amount-comma` (commas not between
 * thousands), `table.amount-too-large`.
 */
export const parseAmount = (cell: Cell | undefined, unit: AmountUnit = 'yuan'): Parsed<number> => {
  if (typeof cell === 'object' && cell !== null)
    return 'number' in cell ? parseNumberCell(cell.number, unit) : { code: 'table.bad-amount' };
  return parseAmountText(cellText(cell), unit);
};

const parseAmountText = (text: string, unit: AmountUnit): Parsed<number> => {
  let rest = narrow(text.length > maxAmountChars ? text.trim().slice(0, maxAmountChars + 1) : text).trim();
  if (rest.length > maxAmountChars) return { code: 'table.bad-amount' };
  if (blank.test(rest)) return { value: null };
  const found = new Set<Mark>();
  for (let next = peel(rest); next !== undefined; next = peel(rest)) {
    if (found.has(next.kind)) return { code: 'table.bad-amount' };
    found.add(next.kind);
    rest = next.rest;
  }
  if (found.has('wan') && found.has('yuan')) return { code: 'table.bad-amount' };
  const written = found.has('wan') ? 'wan' : found.has('yuan') ? 'yuan' : unit;
  if (/^\d[\d,]*,[\d,]*(\.\d*)?$/.test(rest) && !thousands.test(rest)) return { code: 'table.amount-comma' };
  if (!plainNumber.test(rest) && !thousands.test(rest)) return { code: 'table.bad-amount' };
  return toFen(found.has('negative'), rest.replaceAll(',', ''), decimals[written]);
};

const peel = (text: string): { readonly kind: Mark; readonly rest: string } | undefined => {
  for (const { kind, pattern } of marks) {
    const rest = pattern.exec(text)?.[1];
    if (rest !== undefined) return { kind, rest: rest.trim() };
  }
  return undefined;
};

const toFen = (negative: boolean, decimal: string, scale: number): Parsed<number> => {
  const [whole = '0', fraction = ''] = decimal.split('.');
  const significant = fraction.replace(/0+$/, '');
  if (significant.length > scale) return { code: 'table.amount-fraction' };
  const fen = BigInt(whole + significant.padEnd(scale, '0'));
  if (fen > BigInt(Number.MAX_SAFE_INTEGER)) return { code: 'table.amount-too-large' };
  return { value: fen === 0n ? 0 : Number(negative ? -fen : fen) };
};

/** The decimal text of a number cell, exponent included, as XLSX has it (ECMA-376, part 1, 18.18.11). */
const parseNumberCell = (text: string, unit: AmountUnit): Parsed<number> => {
  const decimal = expandNumber(text);
  if (decimal === undefined) return { code: 'table.bad-amount' };
  const negative = decimal.startsWith('-');
  const scale = decimals[unit];
  return toFen(negative, withoutNoise(negative ? decimal.slice(1) : decimal, scale), scale);
};

/** A formula such as 100.1 - 100 leaves 0.0999999999999943 in the file: what is five places beyond a fen is noise. */
const withoutNoise = (decimal: string, scale: number): string => {
  const [whole = '0', fraction = ''] = decimal.split('.');
  const kept = fraction.slice(0, scale);
  const rest = fraction.slice(scale, scale + 5);
  if (rest === '00000') return `${whole}.${kept}`;
  if (rest !== '99999') return decimal;
  const digits = (BigInt(whole + kept) + 1n).toString().padStart(scale + 1, '0');
  return `${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
};

/** `-1.2345E3` → `-1234.5`, rounded half up to 15 significant digits; undefined for what is no number or beyond 10^30. */
export const expandNumber = (text: string): string | undefined => {
  const match = /^([-+]?)(\d+)(?:\.(\d+))?(?:E([-+]?\d{1,3}))?$/i.exec(text.trim());
  if (match === null) return undefined;
  const [, sign = '', whole = '', fraction = '', exponentText = '0'] = match;
  let exponent = Number(exponentText) - fraction.length;
  let digits = (whole + fraction).replace(/^0+/, '');
  if (digits.length > significantDigits) {
    const dropped = digits.length - significantDigits;
    const kept = BigInt(digits.slice(0, significantDigits)) + (Number(digits.charAt(significantDigits)) >= 5 ? 1n : 0n);
    digits = kept.toString();
    exponent += dropped;
  }
  while (digits.endsWith('0')) {
    digits = digits.slice(0, -1);
    exponent++;
  }
  if (digits === '') return '0';
  if (digits.length + exponent > 30 || exponent < -400) return undefined;
  const minus = sign === '-' ? '-' : '';
  if (exponent >= 0) return minus + digits + '0'.repeat(exponent);
  const padded = digits.padStart(1 - exponent, '0');
  return `${minus}${padded.slice(0, exponent)}.${padded.slice(exponent)}`;
};

/** 123450 → `1234.50`, for exports. */
export const formatFen = (fen: number): string => {
  if (!Number.isSafeInteger(fen)) throw new RangeError(`${fen} is no whole number of fen`);
  const digits = String(Math.abs(fen)).padStart(3, '0');
  return `${fen < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
};
