import { backup as copyDatabase, DatabaseSync } from 'node:sqlite';

/** SQLite's own copy: consistent, also while a deployment writes. */
export const copySqlite = async (from: string, to: string): Promise<void> => {
  const db = new DatabaseSync(from, { readOnly: true });
  try {
    await copyDatabase(db, to);
  } finally {
    db.close();
  }
};
