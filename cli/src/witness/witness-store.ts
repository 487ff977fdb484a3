import { chmodSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import type { TreeHead } from '@cunjian/tlog';

/** A tree that was cosigned, and the signed note that showed it. */
export interface CosignedTree extends TreeHead {
  readonly note: string;
}

/** The last tree of each log, by its origin: what a witness must never forget. */
export interface WitnessStore {
  latest(origin: string): CosignedTree | undefined;
  /** On disk when it returns. False where another process has cosigned something since `before` was read. */
  replace(origin: string, before: TreeHead | undefined, tree: CosignedTree): boolean;
  close(): void;
}

export const openWitnessStore = (file: string): WitnessStore => {
  const db = new DatabaseSync(file, { timeout: 5_000 });
  db.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
    CREATE TABLE IF NOT EXISTS cosigned (
      origin TEXT PRIMARY KEY, size INTEGER NOT NULL, root BLOB NOT NULL, note TEXT NOT NULL
    ) STRICT, WITHOUT ROWID`);
  chmodSync(file, 0o600);
  const select = db.prepare('SELECT size, root, note FROM cosigned WHERE origin = ?');
  const insert = db.prepare('INSERT OR IGNORE INTO cosigned (origin, size, root, note) VALUES (?, ?, ?, ?)');
  const update = db.prepare(
    'UPDATE cosigned SET size = ?, root = ?, note = ? WHERE origin = ? AND size = ? AND root = ?',
  );
  return {
    latest: (origin) => {
      const row = select.get(origin);
      if (row === undefined) return undefined;
      return { size: Number(row['size']), root: row['root'] as Uint8Array, note: String(row['note']) };
    },
    replace: (origin, before, { size, root, note }) => {
      const { changes } =
        before === undefined
          ? insert.run(origin, size, root, note)
          : update.run(size, root, note, origin, before.size, before.root);
      return Number(changes) === 1;
    },
    close: () => db.close(),
  };
};
