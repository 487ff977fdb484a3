import type { CollectionSpec, Commit, LiveModel, ReadModelStore } from '../port.ts';
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

type WriterOf = (spec: CollectionSpec) => Writer;

/** The one writer of the file. It may be read through as well, like any reader. After a commit that failed, `prepare` again. */
export const openSqliteReadModelStore = (path: string): ReadModelStore => {
  const connection = connect(path, false);
  const models = new Map<string, number>();
  /** By name, what was prepared last. */
  const writing = new Map<string, number>();
  const collections = new Map<string, Writer>();
  const commitTo = (model: number, writerOf: WriterOf, commits: readonly Commit[], checkpoint: bigint): void =>
    connection.transaction('IMMEDIATE', () => {
      for (const { spec, writes } of commits) writerOf(spec).write(writes);
      connection.prepare('UPDATE model SET checkpoint = ? WHERE id = ?').run(checkpoint, model);
    });
  return {
    ...readerOn(connection),
    prepare: async (name, version, specs, afresh = false) =>
      connection.transaction('IMMEDIATE', () => {
        const { model, checkpoint } = beginOrFind(connection, name, version, specs, afresh);
        models.set(versioned(name, version), model);
        writing.set(name, model);
        for (const [collection, writer] of openCollections(connection, model))
          collections.set(versioned(collection, version), writer);
        return checkpoint;
      }),
    load: async (spec, keys) => known(collections, spec.name, spec.version).load(keys),
    commit: async (name, version, commits, checkpoint) => {
      const model = known(models, name, version);
      try {
        commitTo(model, (spec) => known(collections, spec.name, spec.version), commits, checkpoint);
      } catch (error) {
        // What the writers remember of the tables may have been rolled back.
        models.delete(versioned(name, version));
        throw error;
      }
    },
    live: async (name): Promise<LiveModel | undefined> => {
      const live = youngest(connection, name, 'live = 1');
      if (live === undefined || writing.get(name) === live.id) return undefined;
      const { id, version, checkpoint } = live;
      const writers = openCollections(connection, id);
      const writerOf = (collection: string): Writer => {
        const writer = writers.get(collection);
        if (writer === undefined) throw new Error(`${name} version ${version} has no collection ${collection}`);
        return writer;
      };
      return {
        version,
        collections: [...writers.keys()],
        checkpoint,
        load: async (collection, keys) => writerOf(collection).load(keys),
        commit: async (commits, position) => commitTo(id, ({ name: of }) => writerOf(of), commits, position),
      };
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
  readonly version: number;
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
  const found = afresh ? undefined : youngest(connection, name, 'version = ?', version);
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

/** The youngest of the models of that name for which `condition` holds. */
const youngest = (
  connection: Connection,
  name: string,
  condition: 'live = 1' | 'version = ?',
  ...values: readonly number[]
): Model | undefined => {
  const statement = connection.prepare(
    `SELECT id, version, checkpoint FROM model WHERE name = ? AND ${condition} ORDER BY id DESC LIMIT 1`,
  );
  statement.setReadBigInts(true);
  const row = statement.get(name, ...values) as { id: bigint; version: bigint; checkpoint: bigint | null } | undefined;
  return row === undefined
    ? undefined
    : { id: Number(row.id), version: Number(row.version), checkpoint: row.checkpoint ?? undefined };
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
