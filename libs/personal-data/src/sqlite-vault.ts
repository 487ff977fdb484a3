import { chmodSync, closeSync, fsync, openSync } from 'node:fs';
import { backup, DatabaseSync } from 'node:sqlite';
import { promisify } from 'node:util';
import { personalKinds, type Digest, type PersonalKindName } from '@cunjian/contracts';
import { createSharedSync } from './shared-sync.ts';
import { checkCount, createQueue } from './vault-queue.ts';
import { maxDigestsPerCall, type KeptValue, type Vault, type VaultEntry, type VaultRecord } from './vault.ts';

const schema = `
  CREATE TABLE IF NOT EXISTS personal_value (
    digest TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    division TEXT NOT NULL,
    recorded_on TEXT NOT NULL,
    subject TEXT,
    keep_until TEXT,
    restricted INTEGER NOT NULL DEFAULT 0,
    salt BLOB,
    value TEXT,
    pending_stream TEXT,
    pending_since TEXT
  ) STRICT;
  CREATE INDEX IF NOT EXISTS personal_value_subject ON personal_value (subject) WHERE subject IS NOT NULL;
  CREATE INDEX IF NOT EXISTS personal_value_due ON personal_value (keep_until) WHERE keep_until IS NOT NULL;
`;
const pendingIndex =
  'CREATE INDEX IF NOT EXISTS personal_value_pending ON personal_value (pending_since) WHERE pending_since IS NOT NULL';

/** Vaults made before values could wait lack the columns. */
const addMissingColumns = (db: DatabaseSync): void => {
  const there = new Set(
    db
      .prepare("SELECT name FROM pragma_table_info('personal_value')")
      .all()
      .map(({ name }) => name),
  );
  for (const column of ['pending_stream', 'pending_since'])
    if (!there.has(column)) db.exec(`ALTER TABLE personal_value ADD COLUMN ${column} TEXT`);
  db.exec(pendingIndex);
};

/** In the order of `columns`: an array a row costs a third less than an object. */
type Row = readonly [
  digest: Digest,
  kind: PersonalKindName,
  division: string,
  recordedOn: string,
  subject: string | null,
  restricted: number,
  value: string | null,
];
const columns = 'digest, kind, division, recorded_on, subject, restricted, personal_value.value';

/** Creates the file with mode 0600 where it is missing: SQLite would take the process's umask. */
export const createPrivateFile = (path: string): void => {
  closeSync(openSync(path, 'a', 0o600));
  chmodSync(path, 0o600);
};

/**
 * A vault in a SQLite file of its own, mode 0600. `secure_delete` overwrites what is erased, and the write-ahead log,
 * where copies linger, is emptied after every erasure. What a disk or file system keeps of overwritten blocks is
 * beyond it: put the file on an encrypted volume.
 * Puts that arrive together share one commit. SQLite writes the log and leaves it to us to sync it (`synchronous=NORMAL`):
 * that holds up nothing but those who wait for it, where SQLite would hold up the thread.
 */
export const openSqliteVault = (path: string): Vault => {
  const { db, log } = openFiles(path);
  const insert = db.prepare(
    `INSERT INTO personal_value
       (digest, kind, division, recorded_on, subject, keep_until, salt, value, pending_stream, pending_since)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (digest) DO
     UPDATE SET pending_stream = excluded.pending_stream, pending_since = excluded.pending_since
     WHERE personal_value.pending_since IS NOT NULL`,
  );
  const within = 'digest IN (SELECT value FROM json_each(?))';
  // Joined this way round, each digest is one look-up in the index.
  const asked = 'json_each(?) AS asked JOIN personal_value ON digest = asked.value';
  const select = db.prepare(`SELECT ${columns} FROM ${asked}`);
  const selectSalts = db.prepare(`SELECT digest, salt FROM ${asked} WHERE salt IS NOT NULL`);
  const bySubject = db.prepare(
    'SELECT digest FROM personal_value WHERE subject = ? AND value IS NOT NULL ORDER BY digest',
  );
  const dueOn = db.prepare(
    `SELECT ${columns} FROM personal_value
     WHERE keep_until <= ? AND value IS NOT NULL ORDER BY keep_until, digest LIMIT ?`,
  );
  for (const statement of [select, selectSalts, dueOn]) statement.setReturnArrays(true);
  const erase = db.prepare(
    `UPDATE personal_value SET value = NULL, salt = NULL, subject = NULL, keep_until = NULL,
       pending_stream = NULL, pending_since = NULL WHERE ${within}`,
  );
  const confirm = db.prepare(`UPDATE personal_value SET pending_stream = NULL, pending_since = NULL WHERE ${within}`);
  const restrict = db.prepare(`UPDATE personal_value SET restricted = ? WHERE ${within}`);
  const keepUntil = db.prepare(`UPDATE personal_value SET keep_until = ? WHERE value IS NOT NULL AND ${within}`);

  const checkpoint = db.prepare('PRAGMA wal_checkpoint(TRUNCATE)');
  const emptyLog = (): void => {
    const result = checkpoint.get();
    if (result?.['busy'] !== 0)
      throw new Error('erased values linger in the vault’s log: another process holds the file');
  };
  const synced = createSharedSync(() => promisify(fsync)(log));
  const queue = createQueue(db, synced, {
    insert: (entry) => void insert.run(...columnsOf(entry)),
    confirm: (digests) => void confirm.run(list(digests)),
  });

  return {
    put: queue.put,
    get: async (digests) => new Map(rows(select.all(list(digests))).map((row) => [row[0], recordOf(row)])),
    salts: async (digests) => new Map(selectSalts.all(list(digests)) as readonly unknown[] as [string, Uint8Array][]),
    ofSubject: async (subject) => bySubject.all(subject).map(({ digest }) => digest as Digest),
    erase: async (digests) => {
      queue.flush();
      erase.run(list(digests));
      emptyLog();
    },
    confirm: queue.confirm,
    ...waitingValues(db, queue.flush, emptyLog),
    setRestricted: async (digests, restricted) => {
      restrict.run(restricted ? 1 : 0, list(digests));
      await synced();
    },
    keepUntil: async (digests, date) => {
      keepUntil.run(date, list(digests));
      await synced();
    },
    due: async ({ on, limit }) =>
      rows(dueOn.all(on, Math.min(limit, maxDigestsPerCall)))
        .map(recordOf)
        .filter((record) => record.state === 'kept'),
    backup: async (target) => {
      createPrivateFile(target);
      await backup(db, target);
    },
    close: async () => {
      queue.flush();
      await synced().finally(() => {
        closeSync(log);
        db.close();
      });
    },
  };
};

/** The database, and the file descriptor of its log. */
const openFiles = (path: string): { readonly db: DatabaseSync; readonly log: number } => {
  createPrivateFile(path);
  const db = new DatabaseSync(path);
  db.exec(
    'PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA secure_delete = ON; PRAGMA busy_timeout = 5000;',
  );
  db.exec(schema);
  addMissingColumns(db);
  return { db, log: openSync(`${path}-wal`, 'r+') };
};

/** Values that no event names yet. */
const waitingValues = (
  db: DatabaseSync,
  flush: () => void,
  emptyLog: () => void,
): Pick<Vault, 'pending' | 'discard'> => {
  const select = db.prepare(
    `SELECT digest, pending_stream AS stream, pending_since AS since FROM personal_value
     WHERE pending_since <= ? ORDER BY pending_since, digest LIMIT ?`,
  );
  const forget = db.prepare(
    'DELETE FROM personal_value WHERE pending_since <= ? AND digest IN (SELECT value FROM json_each(?))',
  );
  return {
    pending: async ({ before, limit }) =>
      select.all(before, Math.min(limit, maxDigestsPerCall)).map(({ digest, stream, since }) => ({
        digest: digest as Digest,
        stream: String(stream),
        since: String(since),
      })),
    discard: async (digests, before) => {
      flush();
      forget.run(before, list(digests));
      emptyLog();
    },
  };
};

const rows = (found: readonly unknown[]) => found as readonly Row[];

const list = (digests: readonly string[]): string => {
  checkCount(digests);
  return JSON.stringify(digests);
};

const columnsOf = ({ digest, kind, division, recordedOn, subject, salt, value, pending }: VaultEntry) =>
  [
    ...([digest, kind, division, recordedOn, subject ?? null, retentionEnd(kind, recordedOn), salt, value] as const),
    pending?.stream ?? null,
    pending?.since ?? null,
  ] as const;

/** The same day `retentionYears` later; text dates compare, so the 29th of February needs no care. */
const retentionEnd = (kind: PersonalKindName, recordedOn: string): string | null => {
  const years = personalKinds[kind].retentionYears;
  return years === null ? null : String(Number(recordedOn.slice(0, 4)) + years).padStart(4, '0') + recordedOn.slice(4);
};

const recordOf = ([digest, kind, division, recordedOn, subject, restricted, value]: Row): VaultRecord => {
  if (value === null) return { state: 'erased', digest, kind };
  const kept: KeptValue = { state: 'kept', digest, kind, division, recordedOn, value, restricted: restricted === 1 };
  return subject === null ? kept : { ...kept, subject };
};
