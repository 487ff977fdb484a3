export { formatFen, parseAmount, type AmountUnit } from './amount.ts';
export { cellText, columnLetter, isBlank, type Cell, type Parsed, type Sheet, type Table } from './cell.ts';
export { parseDate } from './date.ts';
export { matchHeader, type ColumnSpec, type ColumnSpecs, type Header, type MatchedColumn } from './header.ts';
export { ledgerColumns, type LedgerField } from './ledger-columns.ts';
export {
  findingAt,
  maxFindings,
  readRows,
  type Finding,
  type ReadRows,
  type RowValues,
  type TableRow,
} from './read-rows.ts';
export { maxFileBytes, readTable } from './read-table.ts';
export { tabularRefusals } from './refusals.ts';
export { rowKind, type RowKind } from './row-kind.ts';
export { parseText } from './text.ts';
export { writeCsv, type CsvValue } from './write-csv.ts';
