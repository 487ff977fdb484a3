import { refuse, type Refused } from '@cunjian/kernel';
import type { Table } from './cell.ts';
import { readCsvTable } from './csv.ts';
import { readXlsxTable } from './xlsx.ts';

/** Largest file taken. */
export const maxFileBytes = 20 * 1024 * 1024;

const startsWith = (bytes: Uint8Array, ...magic: readonly number[]) => magic.every((byte, i) => bytes[i] === byte);

const oleMagic = [0xd0, 0xcf, 0x11, 0xe0] as const;
const zipMagic = [0x50, 0x4b, 0x03, 0x04] as const;
const pdfMagic = [0x25, 0x50, 0x44, 0x46] as const;
const encryptedPackage = Buffer.from('EncryptedPackage', 'utf16le');

/**
 * All sheets of a CSV or XLSX, told by content and not by name. Refuses: `table.empty`, `table.too-large`,
 * `table.encrypted`, `table.old-format` (.xls, or a web page named so), `table.not-a-table`, `table.unreadable`,
 * `table.zip-bomb`, `table.formula-error`, `table.bad-encoding`, `table.bad-quotes`.
 * Parsing is CPU work on the calling thread: about a second for 10 MB of sheet.
 */
export const readTable = async (bytes: Uint8Array, fileName: string): Promise<Table | Refused> => {
  if (bytes.length === 0) return refuse('table.empty');
  if (bytes.length > maxFileBytes) return refuse('table.too-large', { size: `${bytes.length}`, limit: maxFileBytes });
  if (startsWith(bytes, ...oleMagic))
    return refuse(Buffer.from(bytes).includes(encryptedPackage) ? 'table.encrypted' : 'table.old-format');
  const table = startsWith(bytes, ...zipMagic) ? await readXlsxTable(bytes) : readText(bytes, fileName);
  if ('sheets' in table && table.sheets.every(({ rows }) => rows.length === 0)) return refuse('table.empty');
  return table;
};

const readText = (bytes: Uint8Array, fileName: string): Table | Refused => {
  if (startsWith(bytes, ...pdfMagic)) return refuse('table.not-a-table');
  const opening = new TextDecoder().decode(bytes.subarray(0, 1000)).trimStart();
  // Finance programs like to write a web page, or Excel 2003 XML, and name it .xls.
  if (/^<(\?xml|!doctype|html|table|meta)/i.test(opening)) return refuse('table.old-format');
  return readCsvTable(bytes, fileName.replace(/\.[^.]*$/, ''));
};
