import { chmodSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import type { Issued } from '../../src/statements/issuance.ts';

/** A ballot that tokens are signed for. */
export interface IssuedBallot {
  /** The public key: the modulus, base64url. */
  readonly key: string;
  /** PKCS #8; gone once the issuer has ended. */
  readonly pem: string | undefined;
  /** What was said when it ended. */
  readonly statement: string | undefined;
}

/** What an issuer must never forget. On disk when a call returns. */
export interface IssuerStore {
  ballot(ballot: string): IssuedBallot | undefined;
  /** Keeps a key where the ballot has none yet. */
  addBallot(ballot: string, key: string, pem: string): void;
  issued(ballot: string, person: string): Omit<Issued, 'person'> | undefined;
  allIssued(ballot: string): readonly Issued[];
  /** All together, or none. */
  addIssued(issued: readonly (Issued & { readonly ballot: string })[]): void;
  /** Keeps the statement and forgets the private key. */
  end(ballot: string, statement: string): void;
  close(): void;
}

export const openIssuerStore = (file: string): IssuerStore => {
  const db = new DatabaseSync(file, { timeout: 5_000 });
  chmodSync(file, 0o600);
  db.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON;
    CREATE TABLE IF NOT EXISTS ballot (
      ballot TEXT PRIMARY KEY, key TEXT NOT NULL, pem TEXT, statement TEXT
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS issued (
      ballot TEXT NOT NULL, person TEXT NOT NULL, request TEXT NOT NULL, signature TEXT NOT NULL,
      PRIMARY KEY (ballot, person)
    ) STRICT, WITHOUT ROWID`);
  const selectBallot = db.prepare('SELECT key, pem, statement FROM ballot WHERE ballot = ?');
  const insertBallot = db.prepare('INSERT OR IGNORE INTO ballot (ballot, key, pem) VALUES (?, ?, ?)');
  const selectIssued = db.prepare('SELECT request, signature FROM issued WHERE ballot = ? AND person = ?');
  const selectAll = db.prepare('SELECT person, request, signature FROM issued WHERE ballot = ? ORDER BY person');
  const insertIssued = db.prepare('INSERT INTO issued (ballot, person, request, signature) VALUES (?, ?, ?, ?)');
  const updateEnded = db.prepare('UPDATE ballot SET statement = ?, pem = NULL WHERE ballot = ?');
  const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
  return {
    ballot: (ballot) => {
      const row = selectBallot.get(ballot);
      return row && { key: String(row['key']), pem: text(row['pem']), statement: text(row['statement']) };
    },
    addBallot: (ballot, key, pem) => void insertBallot.run(ballot, key, pem),
    issued: (ballot, person) => {
      const row = selectIssued.get(ballot, person);
      return row && { request: String(row['request']), signature: String(row['signature']) };
    },
    allIssued: (ballot) =>
      selectAll.all(ballot).map((row) => ({
        person: String(row['person']),
        request: String(row['request']),
        signature: String(row['signature']),
      })),
    addIssued: (issued) => {
      db.exec('BEGIN IMMEDIATE');
      try {
        for (const { ballot, person, request, signature } of issued)
          insertIssued.run(ballot, person, request, signature);
        db.exec('COMMIT');
      } catch (error) {
        if (db.isTransaction) db.exec('ROLLBACK');
        throw error;
      }
    },
    end: (ballot, statement) => {
      updateEnded.run(statement, ballot);
      // The log still has the key.
      db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    },
    close: () => db.close(),
  };
};
