import { at, columnValue, isScalar } from '../fields.ts';
import type { Document, Loaded, Write } from '../port.ts';
import { first, type Connection } from './connection.ts';
import { absent, searchToken, type Table } from './table.ts';

/** Writes documents of one table with what their indexes need. Call `write` inside a transaction, and drop the writer where it was rolled back. */
export interface Writer {
  load(keys: readonly string[]): Map<string, Loaded>;
  write(writes: readonly Write[]): void;
}

/** Where a document lies and what its columns hold, so that a change rewrites only the indexes that it concerns. */
interface Row {
  readonly id: number;
  readonly columns: (string | number)[];
}

/** Rows remembered from batch to batch, at least the youngest and at most twice as many; of each collection, of which a thread writes dozens. */
const minRemembered = 2_500;

export const createWriter = (connection: Connection, table: Table): Writer => {
  const { id } = table;
  const paths = table.paths.map(at);
  const aside = createAside(connection, table);
  const { isKnown, rowOf, remember, forgetOldest } = createMemory();
  const select = connection.database.prepare(`SELECT id, position, document FROM d${id} WHERE key = ?`);
  select.setReadBigInts(true);

  const columnsOf = (document: Document): Row['columns'] =>
    paths.map((read) => {
      const value = read(document);
      return isScalar(value) ? columnValue(value) : absent;
    });

  const update = ({ position }: Write, text: string, row: Row, columns: Row['columns']): boolean => {
    const changed = columns.flatMap((value, i) => (value === row.columns[i] ? [] : [i]));
    const set = changed.map((i) => `, c${i} = ?`).join('');
    const { changes } = connection
      .prepare(`UPDATE d${id} SET position = ?, document = ?${set} WHERE id = ? AND position <= ?`)
      .run(position, text, ...changed.map((i) => columns[i] ?? absent), row.id, position);
    if (changes === 0) return false;
    for (const i of changed) row.columns[i] = columns[i] ?? absent;
    return true;
  };

  const { insert, upsert } = insertSql(table);
  const add = ({ key, position }: Write, text: string, columns: Row['columns']): number | undefined => {
    if (isKnown(key)) return Number(connection.prepare(insert).run(key, position, text, ...columns).lastInsertRowid);
    return first<{ id: number }>(connection.prepare(upsert), key, position, text, ...columns)?.id;
  };

  const put = (write: Write, document: Document): void => {
    const columns = columnsOf(document);
    const text = JSON.stringify(document);
    const row = rowOf(write.key);
    if (row !== undefined) {
      if (update(write, text, row, columns)) aside.replace(row.id, document);
      return;
    }
    const added = add(write, text, columns);
    if (added === undefined) return;
    remember(write.key, { id: added, columns });
    aside.replace(added, document);
  };

  const remove = ({ key, position }: Write): void => {
    const row = first<{ id: number }>(
      connection.prepare(`DELETE FROM d${id} WHERE key = ? AND position <= ? RETURNING id`),
      key,
      position,
    );
    if (row === undefined) return;
    remember(key, undefined);
    aside.forget(row.id);
  };

  return {
    load: (keys) => {
      const loaded = new Map<string, Loaded>();
      for (const key of keys) {
        const row = first<{ id: bigint; position: bigint; document: string }>(select, key);
        if (row === undefined) {
          remember(key, undefined);
          continue;
        }
        const document = JSON.parse(row.document) as Document;
        loaded.set(key, { position: row.position, document, size: row.document.length });
        remember(key, { id: Number(row.id), columns: columnsOf(document) });
      }
      return loaded;
    },
    write: (writes) => {
      for (const write of writes) {
        if (write.document === undefined) remove(write);
        else put(write, write.document);
      }
      forgetOldest();
    },
  };
};

/** Two generations instead of one map from which the oldest are deleted: that would cost as much as writing them. */
const createMemory = () => {
  /** undefined: there is no such row. */
  let young = new Map<string, Row | undefined>();
  let old = young;
  return {
    isKnown: (key: string): boolean => young.has(key) || old.has(key),
    rowOf: (key: string): Row | undefined => (young.has(key) ? young.get(key) : old.get(key)),
    remember: (key: string, row: Row | undefined): void => {
      young.set(key, row);
    },
    forgetOldest: (): void => {
      if (young.size < minRemembered) return;
      old = young;
      young = new Map();
    },
  };
};

/** What lies beside the table: elements of arrays and tokens. */
const createAside = (connection: Connection, { id, paths, arrays: seen, search }: Table) => {
  const columns = paths.map((path, i) => ({ path, i, read: at(path) }));
  const readTokens = search === undefined ? undefined : at(search);
  const arrays = new Set(seen);

  const elementsOf = (document: Document): { path: number; value: string | number }[] =>
    columns.flatMap(({ path, i, read }) => {
      const value = read(document);
      if (!Array.isArray(value)) return [];
      if (!arrays.has(path)) {
        arrays.add(path);
        connection.prepare('UPDATE collection SET arrays = ? WHERE id = ?').run(JSON.stringify([...arrays]), id);
      }
      return [...new Set(value.filter(isScalar))].map((element) => ({ path: i, value: columnValue(element) }));
    });

  const forget = (row: number): void => {
    if (arrays.size > 0) connection.prepare(`DELETE FROM d${id}_elements WHERE id = ?`).run(row);
    if (readTokens !== undefined) connection.prepare(`DELETE FROM d${id}_search WHERE rowid = ?`).run(row);
  };

  const replace = (row: number, document: Document): void => {
    const elements = elementsOf(document);
    forget(row);
    for (const { path, value } of elements)
      connection.prepare(`INSERT INTO d${id}_elements (path, value, id) VALUES (?, ?, ?)`).run(path, value, row);
    const tokens = readTokens?.(document);
    if (!Array.isArray(tokens) || tokens.length === 0) return;
    const text = tokens.map((token) => searchToken(String(token))).join(' ');
    connection.prepare(`INSERT INTO d${id}_search (rowid, tokens) VALUES (?, ?)`).run(row, text);
  };
  return { replace, forget };
};

const insertSql = ({ id, paths }: Table): { insert: string; upsert: string } => {
  const columns = ['position', 'document', ...paths.map((_, i) => `c${i}`)];
  const values = columns.map(() => '?').join(', ');
  const insert = `INSERT INTO d${id} (key, ${columns.join(', ')}) VALUES (?, ${values})`;
  const set = columns.map((column) => `${column} = excluded.${column}`).join(', ');
  const guarded = `DO UPDATE SET ${set} WHERE excluded.position >= d${id}.position RETURNING id`;
  return { insert, upsert: `${insert} ON CONFLICT (key) ${guarded}` };
};
