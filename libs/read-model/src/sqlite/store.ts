import type { CollectionSpec, Commit, LiveModel, ReadModelStore } from '../port.ts';
import { createPrepared } from '../prepared.ts';
import { sameDeclarations, specText } from '../spec-text.ts';
import { connect, rows, type Connection } from './connection.ts';
import { createGroupCommit } from './group-commit.ts';
import { readerOn } from './reader.ts';
import { createTable, dropTable, tableOf, type TableRow } from './table.ts';
import { createWriter, type Writer } from './writer.ts';

/** The one writer of the file. It may be read through as well, like any reader. After a commit that failed, `prepare` again. */
export const openSqliteReadModelStore = (path: string): ReadModelStore => {
  const connection = connect(path, false);
  const reader = readerOn(connection);
  const { modelOf, prepared, dropped } = createPrepared<number>();
  const { writersOf, writerOf, forget } = createWriters(connection);
  const { run, flush } = createGroupCommit(connection, forget);
  /** By name, what was prepared last. */
  const writing = new Map<string, number>();

  const commitTo = (model: number, commits: readonly Commit[], checkpoint: bigint): Promise<void> => {
    const documents = commits.reduce((sum, { writes }) => sum + writes.length, 0);
    return run(documents, () => {
      for (const { spec, writes } of commits) writerOf(model, spec.name).write(writes);
      connection.prepare('UPDATE model SET checkpoint = ? WHERE id = ?').run(checkpoint, model);
    });
  };
  /** A transaction of its own, after what is waiting to be written. */
  const alone = <T>(work: () => T): T => {
    flush();
    return connection.transaction('IMMEDIATE', work);
  };
  return {
    ...reader,
    prepare: async (name, version, specs, afresh = false) => {
      const { model, checkpoint } = alone(() => beginOrFind(connection, name, version, specs, afresh));
      for (const { name: of } of [{ name }, ...specs]) prepared(of, version, model);
      writing.set(name, model);
      return checkpoint;
    },
    load: async (spec, keys) => writerOf(modelOf(spec.name, spec.version), spec.name).load(keys),
    commit: async (name, version, commits, checkpoint) => commitTo(modelOf(name, version), commits, checkpoint),
    live: async (name): Promise<LiveModel | undefined> => {
      const live = youngest(connection, name, 'live = 1');
      if (live === undefined || writing.get(name) === live.id) return undefined;
      const { id, version, checkpoint } = live;
      return {
        version,
        collections: [...writersOf(id).keys()],
        checkpoint,
        load: async (collection, keys) => writerOf(id, collection).load(keys),
        commit: async (commits, position) => commitTo(id, commits, position),
      };
    },
    swap: async (name, version) =>
      alone(() => {
        const model = modelOf(name, version);
        dropModels(connection, name, model);
        connection.prepare('UPDATE model SET live = 1 WHERE id = ?').run(model);
      }),
    drop: async (name) => {
      alone(() => dropModels(connection, name, undefined));
      dropped(name);
    },
    close: async () => {
      flush();
      await reader.close();
    },
  };
};

/** Writers by model and collection, opened when they are first asked for. */
const createWriters = (connection: Connection) => {
  const opened = new Map<number, ReadonlyMap<string, Writer>>();
  const writersOf = (model: number): ReadonlyMap<string, Writer> => {
    const writers = opened.get(model) ?? openCollections(connection, model);
    opened.set(model, writers);
    return writers;
  };
  const writerOf = (model: number, collection: string): Writer => {
    const writer = writersOf(model).get(collection);
    if (writer === undefined) throw new Error(`there is no collection ${collection} in what has been prepared`);
    return writer;
  };
  /** What they remember of the tables may have been rolled back, or dropped. */
  const forget = (): void => opened.clear();
  return { writersOf, writerOf, forget };
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
  return sameDeclarations(rows<{ name: string; spec: string }>(select, model), specs);
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
