/** Text that a spreadsheet program would run as a formula (OWASP, CSV injection), full-width variants too. */
const formulaStart = /^[=+\-@\t\r\n＝＋－＠]/;
const plainNumber = /^-?\d+(\.\d+)?$/;
const needsQuotes = /[",\r\n\t;]|^\s|\s$/;

export type CsvValue = string | number | null | undefined;

/**
 * RFC 4180 with CRLF, UTF-8 with a byte order mark so that Excel reads Chinese. A cell that would be a formula gets a
 * leading apostrophe; plain numbers, negative ones too, stay as they are.
 */
export const writeCsv = (rows: Iterable<readonly CsvValue[]>): string => {
  let text = '\ufeff';
  for (const row of rows) text += row.map(csvCell).join(',') + '\r\n';
  return text;
};

const csvCell = (value: CsvValue): string => {
  const text = value === null || value === undefined ? '' : String(value);
  const safe = formulaStart.test(text) && !plainNumber.test(text) ? `'${text}` : text;
  return needsQuotes.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};
