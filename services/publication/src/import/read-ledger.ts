import { isRefused, type Refusal, type Refused } from '@cunjian/kernel';
import { matchHeader, readRows, readTable, type Sheet } from '@cunjian/tabular';
import { columns, type LedgerHeader, type LedgerRow } from './columns.ts';

/** Rows of one cash or bank account on one sheet. */
export interface AccountRows {
  /** As the file names it; undefined where it does not. */
  readonly account?: string | undefined;
  readonly book?: string | undefined;
  readonly sheet: Sheet;
  readonly header: LedgerHeader;
  readonly rows: readonly LedgerRow[];
}

/** What a file has of one village, with every bad cell. */
export interface VillageRows {
  /** As the file names it: the cell of the column 村, else the sheet. */
  readonly village: string;
  readonly accounts: readonly AccountRows[];
  readonly findings: readonly Refusal[];
}

interface Labels {
  village: string | undefined;
  account: string | undefined;
  book: string | undefined;
}

/** A cell that is blank, as merged ones are, repeats the one above. */
const labelsOf = ({ values }: LedgerRow, above: Labels): Labels => ({
  village: values.village ?? above.village,
  account: values.bookAccount ?? above.account,
  book: values.book ?? above.book,
});

const groupRows = (sheet: Sheet, header: LedgerHeader, rows: readonly LedgerRow[]): Map<string, AccountRows[]> => {
  const villages = new Map<string, (AccountRows & { readonly rows: LedgerRow[] })[]>();
  let labels: Labels = { village: undefined, account: undefined, book: undefined };
  for (const row of rows) {
    labels = labelsOf(row, labels);
    const { village = sheet.name, account, book } = labels;
    const accounts = villages.get(village) ?? [];
    villages.set(village, accounts);
    const known = accounts.find((one) => one.account === account && one.book === book);
    if (known === undefined) accounts.push({ account, book, sheet, header, rows: [row] });
    else known.rows.push(row);
  }
  return villages;
};

const inSheet = (refusal: Refusal, sheet: Sheet): Refusal => ({
  ...refusal,
  params: { ...refusal.params, sheet: sheet.name },
});

const readSheet = (sheet: Sheet): readonly VillageRows[] => {
  if (sheet.rows.length === 0) return [];
  const header = matchHeader(sheet.rows, columns);
  if (isRefused(header))
    return [{ village: sheet.name, accounts: [], findings: header.refused.map((refusal) => inSheet(refusal, sheet)) }];
  const { rows, findings } = readRows(sheet, header, columns);
  const villages = [...groupRows(sheet, header, rows)];
  if (villages.length === 0) return [{ village: sheet.name, accounts: [], findings }];
  return villages.map(([village, accounts]) => {
    const own = new Set(accounts.flatMap(({ rows }) => rows.map(({ row }) => row)));
    return { village, accounts, findings: findings.filter(({ params: { row } }) => own.has(row)) };
  });
};

const merge = (parts: readonly VillageRows[]): readonly VillageRows[] =>
  [...Map.groupBy(parts, ({ village }) => village)].map(([village, same]) => ({
    village,
    accounts: same.flatMap(({ accounts }) => accounts),
    findings: same.flatMap(({ findings }) => findings),
  }));

/** All villages of a file: told by the column 村, else one a sheet. Refuses what `readTable` refuses. */
export const readLedger = async (bytes: Uint8Array, fileName: string): Promise<readonly VillageRows[] | Refused> => {
  const table = await readTable(bytes, fileName);
  return isRefused(table) ? table : merge(table.sheets.flatMap(readSheet));
};

/** The same for a file that is known to be of one body: sheets are its accounts, whatever they are called. */
export const asOneBody = (villages: readonly VillageRows[]): VillageRows => {
  const sheets = new Set(villages.flatMap(({ accounts }) => accounts.map(({ sheet }) => sheet.name)));
  return {
    village: '',
    accounts: villages.flatMap(({ accounts }) =>
      accounts.map((rows) => (sheets.size > 1 ? { ...rows, account: rows.account ?? rows.sheet.name } : rows)),
    ),
    findings: villages.flatMap(({ findings }) => findings),
  };
};
