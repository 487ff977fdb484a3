import { refuse, isRefused, type Refused } from '@cunjian/kernel';
import { CsvError, parse } from 'csv-parse/sync';
import type { Table } from './cell.ts';

export const csvLimits = { maxRows: 200_000, maxColumns: 256, maxRecordChars: 100_000 } as const;

/** CSV as Excel, WPS and finance programs write it: UTF-8 or UTF-16 with or without mark, GB 18030 (GBK), comma, tab or semicolon. One sheet. */
export const readCsvTable = (bytes: Uint8Array, name: string): Table | Refused => {
  const text = decodeText(bytes);
  if (isRefused(text)) return text;
  if (text.includes('\0')) return refuse('table.not-a-table');
  try {
    const rows = parse(text, {
      delimiter: delimiterOf(text),
      relax_column_count: true,
      skip_empty_lines: false,
      max_record_size: csvLimits.maxRecordChars,
      to: csvLimits.maxRows + 1,
    });
    if (rows.length > csvLimits.maxRows)
      return refuse('table.too-large', { size: `> ${csvLimits.maxRows}`, limit: csvLimits.maxRows });
    const widest = rows.reduce((most, row) => Math.max(most, row.length), 0);
    if (widest > csvLimits.maxColumns)
      return refuse('table.too-large', { size: `${widest}`, limit: csvLimits.maxColumns });
    return { sheets: [{ name, rows: rows.map((row) => row.map((cell) => (cell === '' ? null : cell))) }] };
  } catch (error) {
    if (error instanceof CsvError) return refuse('table.bad-quotes', { line: Number(error['lines'] ?? 0) });
    throw error;
  }
};

/** UTF-8 is told from GB 18030 by being well-formed: GBK text practically never is. */
const decodeText = (bytes: Uint8Array): string | Refused => {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decode(bytes, 'utf-16le') ?? refuse('table.bad-encoding');
  return decode(bytes, 'utf-8') ?? decode(bytes, 'gb18030') ?? refuse('table.bad-encoding');
};

const decode = (bytes: Uint8Array, encoding: string): string | undefined => {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
};

const delimiters = [',', '\t', ';'] as const;
/** As much of the file as tells its delimiter. */
const sampleChars = 10_000;

/** The one that stands outside quotes most often; amounts such as 1,234.50 in a tab-separated file do not outvote the tabs. */
const delimiterOf = (text: string): string => {
  const counts = new Map<string, number>(delimiters.map((delimiter) => [delimiter, 0]));
  let quoted = false;
  for (const character of text.slice(0, sampleChars)) {
    if (character === '"') quoted = !quoted;
    else if (!quoted && counts.has(character)) counts.set(character, (counts.get(character) ?? 0) + 1);
  }
  return delimiters.reduce((best, delimiter) =>
    (counts.get(delimiter) ?? 0) > (counts.get(best) ?? 0) ? delimiter : best,
  );
};
