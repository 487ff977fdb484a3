import { DatabaseSync } from 'node:sqlite';

/** Index of the last message taken, by topic and log. */
export interface LastTaken {
  readonly get: (log: string) => number | undefined;
  readonly set: (log: string, index: number) => unknown;
}

/**
 * Kept in a file, since the group's offset is kept by the broker: with these in memory alone, the first message after a restart
 * would look like a gap. Whoever writes into a database keeps them there, in the transaction of what is written.
 */
export const lastTakenIn = (file: string): LastTaken => {
  const database = new DatabaseSync(file);
  // Outlives the process without waiting for the disk; after a power failure some are missing, and a gap is told too many.
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL');
  database.exec('CREATE TABLE IF NOT EXISTS last (log TEXT PRIMARY KEY, position INTEGER NOT NULL) STRICT');
  const find = database.prepare('SELECT position FROM last WHERE log = ?');
  const keep = database.prepare('INSERT OR REPLACE INTO last VALUES (?, ?)');
  return {
    get: (log) => find.get(log)?.['position'] as number | undefined,
    set: (log, index) => keep.run(log, index),
  };
};
