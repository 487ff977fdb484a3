/** Rows of a table of divisions that are read at once. */
export const divisionsPerPage = 100;

export interface DivisionName {
  readonly code: string;
  readonly name: string;
  readonly level: string;
}

/** A column of a `division-table`. */
export interface DivisionColumn<Row> {
  readonly title: string;
  of(row: Row): number | string;
  /** What somebody has to see to; never of the sum. */
  isBad?(row: Row): boolean;
}
