import { encodeCursor } from '../cursor.ts';
import type { CollectionReader, Document, Found, Query, ReadModelReader } from '../port.ts';
import { connect, rows, type Connection } from './connection.ts';
import { countSql, findSql } from './query.ts';
import { absent, liveTable, type Table } from './table.ts';

interface Row {
  readonly key: string;
  readonly document: string;
  readonly value: string | number;
}

/** Any number of these, in any thread, beside the one writer. Reads are short and synchronous below the promise. */
export const openSqliteReadModelReader = (path: string): ReadModelReader => readerOn(connect(path, true));

export const readerOn = (connection: Connection): ReadModelReader => ({
  collection: <D extends Document>(spec: { readonly name: string }) => collectionReader<D>(connection, spec.name),
  checkpoint: async (name) => {
    const statement = connection.prepare('SELECT checkpoint FROM model WHERE name = ? AND live = 1');
    statement.setReadBigInts(true);
    const checkpoint = statement.get(name)?.checkpoint;
    return typeof checkpoint === 'bigint' ? checkpoint : undefined;
  },
  close: async () => connection.database.close(),
});

const collectionReader = <D extends Document>(connection: Connection, name: string): CollectionReader<D> => {
  // One snapshot for "which table is live" and the read of it: a swap between the two can't pull the table away.
  const onLive = <T>(nothing: T, read: (table: Table) => T): T =>
    connection.transaction('DEFERRED', () => {
      const table = liveTable(connection, name);
      return table === undefined ? nothing : read(table);
    });
  return {
    get: async (keys) =>
      onLive(new Map<string, D>(), (table) => {
        const select = connection.prepare(`SELECT document FROM d${table.id} WHERE key = ?`);
        const found = new Map<string, D>();
        for (const key of new Set(keys)) {
          const row = select.get(key) as { document: string } | undefined;
          if (row !== undefined) found.set(key, JSON.parse(row.document) as D);
        }
        return found;
      }),
    find: async (query) =>
      onLive<Found<D>>({ items: [], hasMore: false }, (table) => {
        const { text, values } = findSql(table, query);
        return page<D>(query, rows<Row>(connection.prepare(text), ...values));
      }),
    count: async (query) =>
      onLive(0, (table) => {
        const { text, values } = countSql(table, query);
        return Number(connection.prepare(text).get(...values)?.count);
      }),
  };
};

const page = <D extends Document>({ order, limit }: Query, found: readonly Row[]): Found<D> => ({
  items: found.slice(0, limit).map(({ key, document, value }) => ({
    key,
    document: JSON.parse(document) as D,
    cursor: encodeCursor(order, { value: value === absent ? undefined : value, key }),
  })),
  hasMore: found.length > limit,
});
