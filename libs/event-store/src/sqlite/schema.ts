import { DatabaseSync } from 'node:sqlite';

/** "CJES": tells our files from any other SQLite database. */
export const applicationId = 0x434a4553;
export const schemaVersion = 1;

const cacheKiB = 8 * 1024;
const checkpointPages = 8_000;
const keptWalBytes = 64 * 1024 * 1024;

/** `type` stands before the large columns, so that a filtered scan never touches their overflow pages. */
const schema = `
  CREATE TABLE event (
    position INTEGER PRIMARY KEY,
    stream TEXT NOT NULL,
    revision INTEGER NOT NULL,
    id TEXT NOT NULL UNIQUE,
    type TEXT NOT NULL,
    salt BLOB NOT NULL,
    bytes BLOB NOT NULL,
    UNIQUE (stream, revision)
  ) STRICT;
  PRAGMA application_id = ${applicationId};
  PRAGMA user_version = ${schemaVersion};
`;

const pragma = (db: DatabaseSync, name: string): number =>
  Number(Object.values(db.prepare(`PRAGMA ${name}`).get() ?? {})[0]);

const checkFormat = (db: DatabaseSync, file: string): void => {
  if (pragma(db, 'application_id') !== applicationId)
    throw new Error(`${file} is not an event store of Cunjian: name another file, or move this one away`);
  const version = pragma(db, 'user_version');
  if (version !== schemaVersion)
    throw new Error(
      `${file} has event store format ${version}, this program reads ${schemaVersion}: ` +
        (version > schemaVersion ? 'install a newer Cunjian' : 'restore it with the Cunjian that wrote it'),
    );
};

export interface WriterOptions {
  readonly file: string;
  /** How long to wait for another process that holds the file's write lock. */
  readonly busyTimeoutMs: number;
  /** The store refuses with `store.full` beyond this size; by default the disk decides. */
  readonly maxFileBytes: number | undefined;
}

/** Creates the file where there is none. */
export const openForWriting = ({ file, busyTimeoutMs, maxFileBytes }: WriterOptions): DatabaseSync => {
  const db = new DatabaseSync(file, { timeout: busyTimeoutMs });
  try {
    if (pragma(db, 'schema_version') === 0) {
      db.exec('PRAGMA journal_mode = WAL; BEGIN IMMEDIATE');
      // Another process may have been quicker.
      if (pragma(db, 'schema_version') === 0) db.exec(schema);
      db.exec('COMMIT');
    }
    checkFormat(db, file);
    // FULL: the WAL is on disk before an append returns.
    db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL');
    // Ids are random, so their index is written all over: checkpoints far apart write a page once for many of them. A
    // larger cache gained nothing at 1,000,000 events.
    db.exec(`PRAGMA cache_size = -${cacheKiB}; PRAGMA wal_autocheckpoint = ${checkpointPages}`);
    // Gives disk space back after a burst.
    db.exec(`PRAGMA journal_size_limit = ${keptWalBytes}`);
    if (maxFileBytes !== undefined)
      db.exec(`PRAGMA max_page_count = ${Math.max(1, Math.floor(maxFileBytes / pragma(db, 'page_size')))}`);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
};

export const openForReading = (file: string, busyTimeoutMs: number): DatabaseSync => {
  const db = new DatabaseSync(file, { readOnly: true, timeout: busyTimeoutMs });
  try {
    checkFormat(db, file);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
};
