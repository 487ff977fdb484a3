import { createHash } from 'node:crypto';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Clock, Random } from '@cunjian/kernel';

export const sessionLifetimeMs = 12 * 60 * 60 * 1_000;

export interface Session {
  readonly account: string;
}

/** Sessions of the page. Only hashes of their ids are kept, so a copy of the file opens nothing. */
export interface Sessions {
  /** Answers the id for the cookie: always a new one, so that none from before sign-in lives on. */
  start(session: Session): string;
  find(id: string): Session | undefined;
  end(id: string): void;
  close(): void;
}

const keyOf = (id: string): string => createHash('sha256').update(id).digest('base64url');

export const openSessions = (file: string, clock: Pick<Clock, 'now'>, random: Random): Sessions => {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  // SQLite gives its own files beside it the mode of this one.
  closeSync(openSync(file, 'a', 0o600));
  const db = new DatabaseSync(file, { timeout: 5_000 });
  db.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;
    CREATE TABLE IF NOT EXISTS session (key TEXT PRIMARY KEY, account TEXT NOT NULL, expires INTEGER NOT NULL) STRICT`);
  const insert = db.prepare('INSERT INTO session (key, account, expires) VALUES (?, ?, ?)');
  const select = db.prepare('SELECT account FROM session WHERE key = ? AND expires > ?');
  const remove = db.prepare('DELETE FROM session WHERE key = ?');
  const removeExpired = db.prepare('DELETE FROM session WHERE expires <= ?');
  return {
    start: ({ account }) => {
      removeExpired.run(clock.now());
      const id = Buffer.from(random.bytes(32)).toString('base64url');
      insert.run(keyOf(id), account, clock.now() + sessionLifetimeMs);
      return id;
    },
    find: (id) => {
      const row = select.get(keyOf(id), clock.now());
      return row === undefined ? undefined : { account: String(row['account']) };
    },
    end: (id) => void remove.run(keyOf(id)),
    close: () => db.close(),
  };
};
