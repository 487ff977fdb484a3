import { isRefused, refuse, type Refused } from '@cunjian/kernel';
import readXlsx from 'read-excel-file/node';
import type { Cell, Table } from './cell.ts';
import { serialDate } from './date.ts';
import { isPlainMarkup } from './markup-guard.ts';
import { checkSheet } from './sheet-guard.ts';
import { inflateParts, storeParts } from './zip-guard.ts';

const decoder = new TextDecoder();

/** Every sheet of an XLSX, guarded against archives and sheets that grow when they are read. */
export const readXlsxTable = async (bytes: Uint8Array): Promise<Table | Refused> => {
  const parts = await inflateParts(bytes);
  if (isRefused(parts)) return parts;
  if (!parts.some(({ path }) => path === 'xl/workbook.xml')) return refuse('table.not-a-table');
  for (const { path, bytes: content } of parts) {
    const xml = decoder.decode(content);
    if (!isPlainMarkup(xml)) return refuse('table.unreadable', { detail: path });
    const refused = checkSheet(xml);
    if (refused !== undefined) return refused;
  }
  try {
    const sheets = await readXlsx(storeParts(parts), { trim: false, parseNumber: (number) => ({ number }) });
    return { sheets: sheets.map(({ sheet, data }) => ({ name: sheet, rows: data.map((row) => row.map(cellOf)) })) };
  } catch (error) {
    return refuse('table.unreadable', { detail: error instanceof Error ? error.message : String(error) });
  }
};

const dayMs = 86_400_000;
/** Serial of 1970-01-01 in Excel's 1900 calendar. */
const unixEpochSerial = 25_569;
const afterPhantomLeapDay = Date.UTC(1900, 2, 1);

const cellOf = (value: unknown): Cell => {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  if (value instanceof Date) return dateCell(value);
  return value as { readonly number: string };
};

/** The reader counts through Excel's 29 February 1900; before it, its dates are a day early. */
const dateCell = (date: Date): Cell => {
  if (Number.isNaN(date.getTime())) return '?';
  if (date.getTime() >= afterPhantomLeapDay) return { date: date.toISOString().slice(0, 10) };
  const serial = Math.floor(date.getTime() / dayMs) + unixEpochSerial;
  const parsed = serialDate(serial);
  return 'value' in parsed && parsed.value !== null ? { date: parsed.value } : String(serial);
};
