import { isRefused, refuse, refuseAll, type Refusal, type Refused } from '@cunjian/kernel';
import { isIdentityNumber } from '@cunjian/personal-data';
import {
  cellText,
  columnLetter,
  isBlank,
  parseDate,
  parseText,
  readTable,
  type Cell,
  type Sheet,
} from '@cunjian/tabular';
import { cellFinding, columns, kindsInFiles, type Column, type ResidentRow } from './resident-row.ts';

/** A township's villages in one file; larger ones are split by the user. */
export const maxResidentRows = 20_000;
/** More would not be read; the last refusal then tells how many are left. */
const maxFindings = 1_000;
/** Titles of the sheet may stand above the header. */
const maxTitleRows = 10;
const maxShownLength = 40;

export interface Villages {
  /** Where a row belongs that names no village; undefined where each must name one. */
  readonly byDefault: string | undefined;
  /** Code of a village by its code or name; undefined for an unknown one or a name that several have. */
  find(codeOrName: string): string | undefined;
}

type Header = Readonly<Partial<Record<Column, number>>>;

const title = (cell: Cell | undefined): string =>
  cellText(cell)
    .replace(/[（(].*?[)）]/gu, '')
    .replace(/[\s*：:]/gu, '')
    .toLowerCase();

const headerOf = (cells: readonly Cell[]): Header => {
  const titles = cells.map(title);
  const at = (Object.keys(columns) as Column[]).map((column) => {
    const names: readonly string[] = columns[column].titles;
    return [column, titles.findIndex((text) => names.includes(text))] as const;
  });
  return Object.fromEntries(at.filter(([, index]) => index !== -1));
};

const findHeader = ({ rows }: Sheet): { readonly header: Header; readonly index: number } | undefined => {
  const index = rows.slice(0, maxTitleRows).findIndex((cells) => headerOf(cells).name !== undefined);
  const cells = rows[index];
  return cells === undefined ? undefined : { header: headerOf(cells), index };
};

interface Reading {
  readonly sheet: string;
  readonly header: Header;
  readonly villages: Villages;
  readonly findings: Refusal[];
}

const placeOf = ({ sheet, header }: Reading, row: number, column: Column) => {
  const index = header[column];
  return { sheet, row, letter: index === undefined ? '' : columnLetter(index) };
};

/** Reads one row; what is wrong with it goes into the findings. */
const readRow = (cells: readonly Cell[], row: number, reading: Reading) => {
  const { header, villages, findings } = reading;
  const cellOf = (column: Column): Cell => {
    const index = header[column];
    return (index === undefined ? undefined : cells[index]) ?? null;
  };
  const find = (code: string, column: Column, more?: Refusal['params']): undefined => {
    const value = cellText(cellOf(column)).slice(0, maxShownLength);
    findings.push(cellFinding(code, column, placeOf(reading, row, column), value, more));
  };
  const text = (column: Column): string | undefined => {
    const parsed = parseText(cellOf(column));
    return 'code' in parsed ? find(parsed.code, column, parsed.params) : (parsed.value ?? undefined);
  };
  const required = (column: Column, maxLength: number): string => {
    const value = text(column);
    if (value === undefined && isBlank(cellOf(column))) find('residents.empty-cell', column);
    if (value !== undefined && value.length > maxLength) find('residents.too-long', column, { limit: maxLength });
    return value ?? '';
  };
  const date = (): string | undefined => {
    if (isBlank(cellOf('birthDate'))) return undefined;
    const parsed = parseDate(cellOf('birthDate'));
    return 'code' in parsed ? find(parsed.code, 'birthDate', parsed.params) : (parsed.value ?? undefined);
  };

  const name = required('name', 60);
  const household = required('household', 60);
  const idNumber = text('idNumber')?.toUpperCase();
  if (idNumber !== undefined && !isIdentityNumber(idNumber)) find('residents.bad-id-number', 'idNumber');
  const phone = text('phone')?.replace(/[\s-]/gu, '');
  if (phone !== undefined && !/^\+?\d{7,15}$/.test(phone)) find('residents.bad-phone', 'phone');
  const kindText = text('kind');
  const kind = kindText === undefined ? undefined : kindsInFiles[kindText.toLowerCase()];
  if (kindText !== undefined && kind === undefined) find('residents.bad-kind', 'kind');
  const village = text('village');
  const division = village === undefined ? villages.byDefault : villages.find(village);
  if (division === undefined)
    find(village === undefined ? 'residents.empty-cell' : 'residents.unknown-village', 'village');
  const optional = { kind, group: text('group'), idNumber, phone, birthDate: date() };
  return {
    row,
    name,
    household,
    division: division ?? '',
    ...(Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined)) as object),
  } satisfies ResidentRow;
};

/** The same identity number twice in one village is one person entered twice. */
const duplicates = (rows: readonly ResidentRow[], reading: Reading): readonly Refusal[] => {
  const first = new Map<string, number>();
  return rows.flatMap(({ row, division, idNumber }) => {
    if (idNumber === undefined) return [];
    const key = `${division} ${idNumber}`;
    const earlier = first.get(key);
    if (earlier === undefined) first.set(key, row);
    return earlier === undefined
      ? []
      : [
          cellFinding('residents.duplicate-person', 'idNumber', placeOf(reading, row, 'idNumber'), idNumber, {
            first: earlier,
          }),
        ];
  });
};

const bounded = (findings: readonly Refusal[]): readonly Refusal[] =>
  findings.length <= maxFindings
    ? findings
    : [
        ...findings.slice(0, maxFindings),
        { code: 'residents.more-findings', params: { count: findings.length - maxFindings } },
      ];

/** CSV or XLSX, the first sheet that has a header. All bad rows are refused at once; nothing of a bad file is taken. */
export const readResidents = async (
  bytes: Uint8Array,
  fileName: string,
  villages: Villages,
): Promise<readonly ResidentRow[] | Refused> => {
  const table = await readTable(bytes, fileName);
  if (isRefused(table)) return table;
  const sheet = table.sheets.find((candidate) => findHeader(candidate) !== undefined);
  const found = sheet && findHeader(sheet);
  if (sheet === undefined || found === undefined)
    return refuse('residents.missing-column', { column: columns.name.zh });
  const { header, index } = found;
  if (header.household === undefined) return refuse('residents.missing-column', { column: columns.household.zh });
  const body = sheet.rows
    .slice(index + 1)
    .map((cells, i) => ({ cells, row: index + 2 + i }))
    .filter(({ cells }) => !cells.every(isBlank));
  if (body.length === 0) return refuse('residents.no-rows');
  if (body.length > maxResidentRows)
    return refuse('residents.too-many-rows', { rows: body.length, limit: maxResidentRows });
  const reading: Reading = { sheet: sheet.name, header, villages, findings: [] };
  const rows = body.map(({ cells, row }) => readRow(cells, row, reading));
  return refuseAll(bounded([...reading.findings, ...duplicates(rows, reading)])) ?? rows;
};
