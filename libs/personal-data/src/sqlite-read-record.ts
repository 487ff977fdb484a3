import { DatabaseSync } from 'node:sqlite';
import type { PersonalKindName } from '@cunjian/contracts';
import {
  maxSubjectsPerRead,
  type OfficialRead,
  type ReadOfSubject,
  type ReadRecord,
  type RecordedExport,
} from './read-record.ts';
import { createPrivateFile } from './sqlite-vault.ts';

/** Most reads a page. */
const maxPage = 500;

const schema = `
  CREATE TABLE IF NOT EXISTS official_read (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    reader TEXT NOT NULL,
    office TEXT NOT NULL,
    division TEXT NOT NULL,
    action TEXT NOT NULL,
    purpose TEXT NOT NULL,
    at TEXT NOT NULL
  ) STRICT;
  CREATE TABLE IF NOT EXISTS official_read_subject (
    subject TEXT NOT NULL,
    read INTEGER NOT NULL REFERENCES official_read (id) ON DELETE CASCADE,
    kinds TEXT NOT NULL,
    PRIMARY KEY (subject, read)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS official_read_at ON official_read (at);
  CREATE INDEX IF NOT EXISTS official_export ON official_read (division, id) WHERE action = 'export';
  CREATE INDEX IF NOT EXISTS official_read_subject_read ON official_read_subject (read);
`;

interface Row extends Omit<OfficialRead, 'subjects'> {
  readonly id: number;
  readonly kinds: string;
}

export const openSqliteReadRecord = (path: string): ReadRecord => {
  createPrivateFile(path);
  const db = new DatabaseSync(path);
  db.exec(
    'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; PRAGMA foreign_keys = ON; PRAGMA busy_timeout = 5000;',
  );
  db.exec(schema);
  const insert = db.prepare(
    'INSERT INTO official_read (reader, office, division, action, purpose, at) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const insertSubject = db.prepare(
    'INSERT OR IGNORE INTO official_read_subject (subject, read, kinds) VALUES (?, ?, ?)',
  );
  const select = db.prepare(
    `SELECT r.*, s.kinds FROM official_read_subject s JOIN official_read r ON r.id = s.read
     WHERE s.subject = ? AND s.read < ? ORDER BY s.read DESC LIMIT ?`,
  );
  const selectExports = db.prepare(
    `SELECT * FROM official_read WHERE action = 'export' AND division = ? AND id < ? ORDER BY id DESC LIMIT ?`,
  );
  const forget = db.prepare('DELETE FROM official_read WHERE at < ?');

  const write = ({ reader, office, division, action, purpose, at, subjects }: OfficialRead): void => {
    const { lastInsertRowid } = insert.run(reader, office, division, action, purpose, at);
    for (const { subject, kinds } of subjects) insertSubject.run(subject, lastInsertRowid, kinds.join(' '));
  };

  return {
    record: async (read) => {
      if (read.subjects.length > maxSubjectsPerRead) throw new RangeError(`more than ${maxSubjectsPerRead} subjects`);
      db.exec('BEGIN IMMEDIATE');
      try {
        write(read);
        db.exec('COMMIT');
      } catch (error) {
        db.exec('ROLLBACK');
        throw error;
      }
    },
    ofSubject: async (subject, { limit, after }) => {
      return rows(select.all(subject, idBefore(after), Math.min(limit, maxPage))).map(readOf);
    },
    exportsIn: async (division, { limit, after }) =>
      rows(selectExports.all(division, idBefore(after), Math.min(limit, maxPage))).map(exportOf),
    forget: async (before) => void forget.run(before),
    close: async () => {
      db.close();
    },
  };
};

const idBefore = (after: string | undefined): number => (after === undefined ? Number.MAX_SAFE_INTEGER : Number(after));

const rows = (found: readonly unknown[]) => found as readonly Row[];

const readOf = ({ id, kinds, reader, office, division, action, purpose, at }: Row): ReadOfSubject => ({
  reader,
  office,
  division,
  action,
  purpose,
  at,
  kinds: kinds.split(' ') as PersonalKindName[],
  cursor: String(id),
});

const exportOf = ({ id, reader, office, division, purpose, at }: Row): RecordedExport => ({
  ...{ reader, office, division, purpose, at },
  cursor: String(id),
});
