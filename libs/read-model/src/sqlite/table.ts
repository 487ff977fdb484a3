import { declaredPaths, readSpec } from '../spec-text.ts';
import { rows, type Connection } from './connection.ts';

/** The table of one collection of one version: `d<id>`, its array elements `d<id>_elements`, its tokens `d<id>_search`. */
export interface Table {
  readonly id: number;
  readonly indexes: readonly (readonly string[])[];
  readonly search: string | undefined;
  /** Indexed paths; column `c<i>` holds the scalar at the i-th. */
  readonly paths: readonly string[];
  /** Indexed paths at which some document has held an array: its elements are rows of `d<id>_elements`. */
  readonly arrays: ReadonlySet<string>;
}

/**
 * What a column holds where its path holds no scalar: below every JSON value, so that order and cursors need no NULL.
 * JSON cannot write it, so no document collides with it.
 */
export const absent = -Infinity;

/** A row of the registry. */
export interface TableRow {
  readonly id: number;
  readonly spec: string;
  readonly arrays: string;
}

export const tableOf = (row: TableRow): Table => {
  const { indexes, search } = readSpec(row.spec);
  return {
    id: row.id,
    indexes,
    search,
    paths: declaredPaths({ indexes }),
    arrays: new Set(JSON.parse(row.arrays) as string[]),
  };
};

/** The table that readers of a collection see. */
export const liveTable = (connection: Connection, collection: string): Table | undefined => {
  const select = connection.prepare(
    'SELECT c.id, c.spec, c.arrays FROM collection c JOIN model m ON m.id = c.model WHERE c.name = ? AND m.live = 1',
  );
  const [row] = rows<TableRow>(select, collection);
  return row === undefined ? undefined : describedBy(connection, row);
};

/** Descriptions read before, by connection and id. A row changes where a path first holds an array. */
const described = new WeakMap<Connection, Map<number, { readonly row: TableRow; readonly table: Table }>>();
const maxDescribed = 256;

const describedBy = (connection: Connection, row: TableRow): Table => {
  const tables = described.get(connection) ?? new Map<number, { readonly row: TableRow; readonly table: Table }>();
  described.set(connection, tables);
  const known = tables.get(row.id);
  if (known !== undefined && known.row.arrays === row.arrays && known.row.spec === row.spec) return known.table;
  if (tables.size >= maxDescribed) tables.clear();
  const table = tableOf(row);
  tables.set(row.id, { row, table });
  return table;
};

export const createTable = ({ database }: Connection, { id, paths, indexes, search }: Table): void => {
  const columns = paths.map((_, i) => `, c${i} NOT NULL`).join('');
  database.exec(`
    CREATE TABLE d${id} (
      id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, position INTEGER NOT NULL, document TEXT NOT NULL${columns});
    CREATE TABLE d${id}_elements (
      path INTEGER NOT NULL, value NOT NULL, id INTEGER NOT NULL, PRIMARY KEY (path, value, id)) WITHOUT ROWID;
    CREATE INDEX d${id}_elements_of ON d${id}_elements (id);`);
  indexes.forEach((index, i) => {
    const key = index.map((path) => `c${paths.indexOf(path)}`).join(', ');
    // The key at the end makes "order by path, then key" a walk along the index.
    database.exec(`CREATE INDEX d${id}_${i} ON d${id} (${key}, key)`);
  });
  if (search !== undefined)
    database.exec(
      `CREATE VIRTUAL TABLE d${id}_search USING fts5(tokens, content='', contentless_delete=1, detail=none, tokenize='ascii')`,
    );
};

export const dropTable = ({ database }: Connection, id: number): void =>
  database.exec(
    `DROP TABLE IF EXISTS d${id}; DROP TABLE IF EXISTS d${id}_elements; DROP TABLE IF EXISTS d${id}_search;`,
  );

/** Hexadecimal, so that the tokenizer neither splits nor folds a token. */
export const searchToken = (token: string): string => Buffer.from(token, 'utf8').toString('hex');
