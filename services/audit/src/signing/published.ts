import { chmodSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { equalBytes, type TreeHead } from '@cunjian/tlog';

/**
 * Every tree head that was ever signed. Unlike the logs it can't be derived, so it belongs into backups: what was
 * shown once must never be contradicted.
 */
export interface Published {
  /** Throws where a signed tree of this origin has the same size and another root, or is larger. */
  record(origin: string, head: TreeHead): void;
  latest(origin: string): TreeHead | undefined;
  /** The largest of at most `size` entries. */
  latestWithin(origin: string, size: number): TreeHead | undefined;
  all(): Iterable<TreeHead & { readonly origin: string }>;
  close(): void;
}

export class ForkRefused extends Error {}

export const openPublished = (file: string): Published => {
  const db = new DatabaseSync(file, { timeout: 5_000 });
  db.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
    CREATE TABLE IF NOT EXISTS signed (
      origin TEXT NOT NULL, size INTEGER NOT NULL, root BLOB NOT NULL, PRIMARY KEY (origin, size)
    ) STRICT, WITHOUT ROWID`);
  chmodSync(file, 0o600);
  const insert = db.prepare('INSERT OR IGNORE INTO signed (origin, size, root) VALUES (?, ?, ?)');
  const selectLatest = db.prepare(
    'SELECT size, root FROM signed WHERE origin = ? AND size <= ? ORDER BY size DESC LIMIT 1',
  );
  const selectAt = db.prepare('SELECT root FROM signed WHERE origin = ? AND size = ?');
  const selectAll = db.prepare('SELECT origin, size, root FROM signed ORDER BY origin, size');
  const latestWithin = (origin: string, size: number): TreeHead | undefined => {
    const row = selectLatest.get(origin, size);
    return row === undefined ? undefined : { size: Number(row['size']), root: row['root'] as Uint8Array };
  };
  return {
    latest: (origin) => latestWithin(origin, Number.MAX_SAFE_INTEGER),
    latestWithin,
    record: (origin, { size, root }) => {
      const same = selectAt.get(origin, size)?.['root'] as Uint8Array | undefined;
      if (same !== undefined) {
        if (equalBytes(same, root)) return;
        throw new ForkRefused(`${origin}: a tree of ${size} entries was signed with another root`);
      }
      insert.run(origin, size, root);
    },
    all: function* () {
      for (const row of selectAll.iterate())
        yield { origin: String(row['origin']), size: Number(row['size']), root: row['root'] as Uint8Array };
    },
    close: () => db.close(),
  };
};
