import type { Document, Scalar, Write } from '../port.ts';
import type { Connection } from './connection.ts';
import { absent, searchToken, sqlValue, type Table } from './table.ts';

/** Writes documents of one table with what their indexes need. Call it inside a transaction. */
export interface Writer {
  write(writes: readonly Write[]): void;
}

type At = (document: Document) => unknown;

const at = (path: string): At => {
  const segments = path.split('.');
  return (document) => {
    let value: unknown = document;
    for (const segment of segments) {
      if (typeof value !== 'object' || value === null) return undefined;
      value = (value as Record<string, unknown>)[segment];
    }
    return value;
  };
};

const isScalar = (value: unknown): value is Scalar =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';

export const createWriter = (connection: Connection, table: Table): Writer => {
  const { id } = table;
  const columns = table.paths.map((path, i) => ({ path, i, read: at(path) }));
  const readTokens = table.search === undefined ? undefined : at(table.search);
  const arrays = new Set(table.arrays);
  const upsert = upsertSql(table);
  const remove = `DELETE FROM d${id} WHERE key = ? AND position <= ? RETURNING id`;

  const elementsOf = (document: Document): { path: number; value: string | number }[] =>
    columns.flatMap(({ path, i, read }) => {
      const value = read(document);
      if (!Array.isArray(value)) return [];
      if (!arrays.has(path)) {
        arrays.add(path);
        connection.prepare('UPDATE collection SET arrays = ? WHERE id = ?').run(JSON.stringify([...arrays]), id);
      }
      return [...new Set(value.filter(isScalar))].map((element) => ({ path: i, value: sqlValue(element) }));
    });

  const forget = (row: number): void => {
    if (arrays.size > 0) connection.prepare(`DELETE FROM d${id}_elements WHERE id = ?`).run(row);
    if (readTokens !== undefined) connection.prepare(`DELETE FROM d${id}_search WHERE rowid = ?`).run(row);
  };

  const put = ({ key, position }: Write, document: Document): void => {
    const values = columns.map(({ read }) => {
      const value = read(document);
      return isScalar(value) ? sqlValue(value) : absent;
    });
    const elements = elementsOf(document);
    const statement = connection.prepare(upsert);
    const text = JSON.stringify(document);
    if (arrays.size === 0 && readTokens === undefined) {
      statement.run(key, position, text, ...values);
      return;
    }
    const row = statement.get(key, position, text, ...values) as { id: number } | undefined;
    if (row === undefined) return;
    forget(row.id);
    for (const { path, value } of elements)
      connection.prepare(`INSERT INTO d${id}_elements (path, value, id) VALUES (?, ?, ?)`).run(path, value, row.id);
    const tokens = readTokens?.(document);
    if (Array.isArray(tokens) && tokens.length > 0) {
      const text = tokens.map((token) => searchToken(String(token))).join(' ');
      connection.prepare(`INSERT INTO d${id}_search (rowid, tokens) VALUES (?, ?)`).run(row.id, text);
    }
  };

  return {
    write: (writes) => {
      for (const write of writes) {
        if (write.document !== undefined) put(write, write.document);
        else {
          const row = connection.prepare(remove).get(write.key, write.position) as { id: number } | undefined;
          if (row !== undefined) forget(row.id);
        }
      }
    },
  };
};

const upsertSql = ({ id, paths }: Table): string => {
  const columns = ['position', 'document', ...paths.map((_, i) => `c${i}`)];
  const set = columns.map((column) => `${column} = excluded.${column}`).join(', ');
  return `INSERT INTO d${id} (key, ${columns.join(', ')}) VALUES (?, ${columns.map(() => '?').join(', ')})
    ON CONFLICT (key) DO UPDATE SET ${set} WHERE excluded.position >= d${id}.position RETURNING id`;
};
