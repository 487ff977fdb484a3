import { chmodSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';

const busyTimeoutMs = 5_000;

/**
 * The division logs, derived from the event store: may be deleted and is rebuilt bit for bit.
 * Logs go by the names of log-name.ts; `epoch` by the name without one.
 * `public_head` is what the last advance of the heads log showed of each log, at `entry` of the heads log.
 * `place` holds for each entry of a bundle where it comes from: position (int64) and the latest time so far (ms, float64).
 */
const tables = `
  CREATE TABLE IF NOT EXISTS tree (
    log TEXT PRIMARY KEY, size INTEGER NOT NULL, root BLOB NOT NULL, state BLOB NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS tile (
    log TEXT NOT NULL, level INTEGER NOT NULL, n INTEGER NOT NULL, bytes BLOB NOT NULL,
    PRIMARY KEY (log, level, n)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS place (
    log TEXT NOT NULL, n INTEGER NOT NULL, bytes BLOB NOT NULL, PRIMARY KEY (log, n)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS public_head (
    log TEXT PRIMARY KEY, size INTEGER NOT NULL, root BLOB NOT NULL, entry INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS heads_entry (
    log TEXT NOT NULL, n INTEGER NOT NULL, bytes BLOB NOT NULL, PRIMARY KEY (log, n)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS epoch (log TEXT PRIMARY KEY, epoch INTEGER NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS checkpoint (one INTEGER PRIMARY KEY CHECK (one = 1), position INTEGER NOT NULL) STRICT;
`;

/** Bytes of one entry in `place`. */
export const placeBytes = 16;

export const openLogFile = (file: string): DatabaseSync => {
  const db = new DatabaseSync(file, { timeout: busyTimeoutMs });
  // Rebuilt from the store after a crash, so what the last seconds wrote need not be on disk at once.
  db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA temp_store = MEMORY');
  db.exec(tables);
  chmodSync(file, 0o600);
  return db;
};
