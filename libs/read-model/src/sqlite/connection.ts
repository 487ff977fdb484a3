import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';

/** Waits this long for the lock of another connection before an operation fails. */
const busyTimeoutMs = 5_000;
const maxStatements = 256;
const readerCacheKiB = 2_048;
const writerCacheKiB = 4_096;
/** Pages are copied from the log into the file, and synced, when it has so many: dozens of read models soon fill the default of 1,000. */
const checkpointPages = 8_000;
/** What the log of a large commit may keep on the disk. */
const maxIdleWalBytes = 67_108_864;

const registry = `
  CREATE TABLE IF NOT EXISTS model (
    id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, version INTEGER NOT NULL,
    live INTEGER NOT NULL, checkpoint INTEGER);
  CREATE TABLE IF NOT EXISTS collection (
    id INTEGER PRIMARY KEY AUTOINCREMENT, model INTEGER NOT NULL, name TEXT NOT NULL,
    spec TEXT NOT NULL, arrays TEXT NOT NULL);
  CREATE INDEX IF NOT EXISTS collection_name ON collection (name, model);
  CREATE INDEX IF NOT EXISTS model_name ON model (name, version);`;

/** The caller knows what its own SELECT gives. */
export const rows = <Row>(select: StatementSync, ...values: readonly SQLInputValue[]): Row[] =>
  select.all(...values) as Row[];

export const first = <Row>(select: StatementSync, ...values: readonly SQLInputValue[]): Row | undefined =>
  select.get(...values) as Row | undefined;

/** One connection with its prepared statements. Ids of tables are never used twice, so a statement stays valid as long as its table lives. */
export interface Connection {
  readonly database: DatabaseSync;
  prepare(sql: string): StatementSync;
  /** `work` must not await. */
  transaction<T>(mode: 'DEFERRED' | 'IMMEDIATE', work: () => T): T;
}

/**
 * Read models can be rebuilt, so a commit need not survive a power cut (`synchronous=NORMAL`); documents and checkpoint go back together.
 * A reader too creates the registry where the writer has not yet: in WAL it needs write access to the folder anyway.
 */
export const connect = (path: string, readOnly: boolean): Connection => {
  const database = new DatabaseSync(path, { timeout: busyTimeoutMs });
  const cacheKiB = readOnly ? readerCacheKiB : writerCacheKiB;
  database.exec(`PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-${cacheKiB}`);
  database.exec(`PRAGMA journal_size_limit=${maxIdleWalBytes}; PRAGMA wal_autocheckpoint=${checkpointPages}`);
  database.exec(registry);
  if (readOnly) database.exec('PRAGMA query_only=1');
  const statements = new Map<string, StatementSync>();
  const begin = { DEFERRED: database.prepare('BEGIN DEFERRED'), IMMEDIATE: database.prepare('BEGIN IMMEDIATE') };
  const commit = database.prepare('COMMIT');
  return {
    database,
    prepare: (sql) => {
      let statement = statements.get(sql);
      if (statement === undefined) {
        if (statements.size >= maxStatements) statements.clear();
        statement = database.prepare(sql);
        statements.set(sql, statement);
      }
      return statement;
    },
    transaction: (mode, work) => {
      begin[mode].run();
      try {
        const result = work();
        commit.run();
        return result;
      } catch (error) {
        if (database.isTransaction) database.exec('ROLLBACK');
        throw error;
      }
    },
  };
};
