import type { CollectionSpec, ReadModelStore } from '../port.ts';
import { connect, rows, type Connection } from './connection.ts';
import { readerOn } from './reader.ts';
import { createTable, dropTable, specText, tableOf, type TableRow } from './table.ts';
import { createWriter, type Writer } from './writer.ts';

const versioned = (name: string, version: number): string => `${name} ${version}`;

const known = <T>(prepared: ReadonlyMap<string, T>, name: string, version: number): T => {
  const found = prepared.get(versioned(name, version));
  if (found === undefined) throw new Error(`${name} version ${version} has not been prepared`);
  return found;
};

/** The one writer of the file. It may be read through as well, like any reader. After a commit that failed, `prepare` again. */
export const openSqliteReadModelStore = (path: string): ReadModelStore => {
  const connection = connect(path, false);
  const models = new Map<string, number>();
  const collections = new Map<string, Writer>();
  return {
    ...readerOn(connection),
    prepare: async (name, version, specs, afresh = false) =>
      connection.transaction('IMMEDIATE', () => {
        const { model, checkpoint } = beginOrFind(connection, name, version, specs, afresh);
        models.set(versioned(name, version), model);
        for (const [collection, writer] of openCollections(connection, model))
          collections.set(versioned(collection, version), writer);
        return checkpoint;
      }),
    load: async (spec, keys) => known(collections, spec.name, spec.version).load(keys),
    commit: async (name, version, commits, checkpoint) => {
      const model = known(models, name, version);
      try {
        connection.transaction('IMMEDIATE', () => {
          for (const { spec, writes } of commits) known(collections, spec.name, spec.version).write(writes);
          connection.prepare('UPDATE model SET checkpoint = ? WHERE id = ?').run(checkpoint, model);
        });
      } catch (error) {
        // What the writers remember of the tables may have been rolled back.
        models.delete(versioned(name, version));
        throw error;
      }
    },
    swap: async (name, version) =>
      connection.transaction('IMMEDIATE', () => {
        const model = known(models, name, version);
        dropModels(connection, name, model);
        connection.prepare('UPDATE model SET live = 1 WHERE id = ?').run(model);
      }),
    drop: async (name) => {
      connection.transaction('IMMEDIATE', () => dropModels(connection, name, undefined));
      for (const key of models.keys()) if (key.startsWith(`${name} `)) models.delete(key);
    },
  };
};

interface Model {
  readonly id: number;
  readonly live: boolean;
  readonly checkpoint: bigint | undefined;
}

/** The youngest model of this version that has these very collections; else a new one beside the live one, instead of others under way. */
const beginOrFind = (
  connection: Connection,
  name: string,
  version: number,
  specs: readonly CollectionSpec[],
  afresh: boolean,
): { model: number; checkpoint: bigint | undefined } => {
  const found = afresh ? undefined : youngest(connection, name, version);
  if (found !== undefined && sameCollections(connection, found.id, specs))
    return { model: found.id, checkpoint: found.checkpoint };
  const live = connection.prepare('SELECT id FROM model WHERE name = ? AND live = 1').get(name) as
    { id: number } | undefined;
  dropModels(connection, name, live?.id);
  const model = Number(
    connection
      .prepare('INSERT INTO model (name, version, live) VALUES (?, ?, ?)')
      .run(name, version, live === undefined ? 1 : 0).lastInsertRowid,
  );
  for (const spec of specs) {
    const row = { spec: specText(spec), arrays: '[]' };
    const { lastInsertRowid } = connection
      .prepare('INSERT INTO collection (model, name, spec, arrays) VALUES (?, ?, ?, ?)')
      .run(model, spec.name, row.spec, row.arrays);
    createTable(connection, tableOf({ id: Number(lastInsertRowid), ...row }));
  }
  return { model, checkpoint: undefined };
};

const youngest = (connection: Connection, name: string, version: number): Model | undefined => {
  const statement = connection.prepare(
    'SELECT id, live, checkpoint FROM model WHERE name = ? AND version = ? ORDER BY id DESC LIMIT 1',
  );
  statement.setReadBigInts(true);
  const row = statement.get(name, version) as { id: bigint; live: bigint; checkpoint: bigint | null } | undefined;
  return row === undefined
    ? undefined
    : { id: Number(row.id), live: row.live === 1n, checkpoint: row.checkpoint ?? undefined };
};

const sameCollections = (connection: Connection, model: number, specs: readonly CollectionSpec[]): boolean => {
  const select = connection.prepare('SELECT name, spec FROM collection WHERE model = ?');
  const kept = rows<{ name: string; spec: string }>(select, model)
    .map(({ name, spec }) => `${name} ${spec}`)
    .sort();
  const wanted = specs.map((spec) => `${spec.name} ${specText(spec)}`).sort();
  return kept.length === wanted.length && kept.every((text, i) => text === wanted[i]);
};

const openCollections = (connection: Connection, model: number): Map<string, Writer> => {
  const select = connection.prepare('SELECT id, name, spec, arrays FROM collection WHERE model = ?');
  return new Map(
    rows<TableRow & { readonly name: string }>(select, model).map((row) => {
      return [row.name, createWriter(connection, tableOf(row))];
    }),
  );
};

const dropModels = (connection: Connection, name: string, except: number | undefined): void => {
  const models = connection.prepare('SELECT id FROM model WHERE name = ?');
  const tables = connection.prepare('SELECT id FROM collection WHERE model = ?');
  for (const { id } of rows<{ id: number }>(models, name)) {
    if (id === except) continue;
    for (const table of rows<{ id: number }>(tables, id)) dropTable(connection, table.id);
    connection.prepare('DELETE FROM collection WHERE model = ?').run(id);
    connection.prepare('DELETE FROM model WHERE id = ?').run(id);
  }
};
