import { cellText, narrow, type Cell, type Parsed } from './cell.ts';
import { expandNumber } from './amount.ts';

const firstYear = 1900;
const lastYear = 2199;
/** No date is written longer, with its time of day. */
const maxDateChars = 40;
const dayMs = 86_400_000;

/** Day 0 of Excel's 1900 calendar for serials past its 29 February 1900, a day that never was. */
const excelEpoch = Date.UTC(1899, 11, 30);
const phantomLeapDay = 60;

const bad = { code: 'table.bad-date' } as const;

/**
 * A date as YYYY-MM-DD: 2026-03-05, 2026/3/5, 2026.3.5, 2026年3月5日, 20260305, a date cell, an Excel serial (1900
 * calendar); a time of day behind it is dropped. Blank: null. Problem: `table.bad-date` for anything else, an
 * impossible day, a year of two digits, no year at all, or day and month in an order that can't be told.
 */
export const parseDate = (cell: Cell | undefined): Parsed<string> => {
  if (typeof cell === 'object' && cell !== null) return 'date' in cell ? checked(cell.date) : parseSerial(cell.number);
  const written = narrow(cellText(cell)).trim();
  if (written.length > maxDateChars) return bad;
  const text = written.replace(/[\sT]+\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?Z?$/, '');
  if (text === '' || /^[-—–―─/]+$/.test(text)) return { value: null };
  const match =
    /^(\d{4})\s*([-/.])\s*(\d{1,2})\s*\2\s*(\d{1,2})$/.exec(text) ??
    /^(\d{4})\s*(年)\s*(\d{1,2})\s*月\s*(\d{1,2})\s*[日号]?$/.exec(text);
  if (match !== null) return civil(Number(match[1]), Number(match[3]), Number(match[4]));
  if (/^\d{8}$/.test(text)) return compact(text);
  return /^\d{5}$/.test(text) ? parseSerial(text) : bad;
};

const checked = (date: string): Parsed<string> => {
  const [year, month, day] = date.split('-').map(Number);
  return civil(year ?? 0, month ?? 0, day ?? 0);
};

const compact = (text: string) => civil(Number(text.slice(0, 4)), Number(text.slice(4, 6)), Number(text.slice(6)));

const parseSerial = (number: string): Parsed<string> => {
  const decimal = expandNumber(number);
  if (decimal === undefined || decimal.startsWith('-')) return bad;
  const whole = decimal.split('.')[0] ?? '';
  if (/^(19|2[01])\d{6}$/.test(decimal)) return compact(decimal);
  if (whole.length > 6) return bad;
  return serialDate(Number(whole));
};

/** Serial 1 is 1900-01-01; 60 is Excel's 29 February 1900, which Lotus 1-2-3 bequeathed and the calendar lacks. */
export const serialDate = (serial: number): Parsed<string> => {
  if (serial < 1 || serial === phantomLeapDay) return bad;
  const days = serial > phantomLeapDay ? serial : serial + 1;
  return checked(new Date(excelEpoch + days * dayMs).toISOString().slice(0, 10));
};

const civil = (year: number, month: number, day: number): Parsed<string> => {
  if (year < firstYear || year > lastYear || month < 1 || month > 12 || day < 1) return bad;
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 ? { value: date.toISOString().slice(0, 10) } : bad;
};
