import { cp, mkdir, readdir, stat, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { backup as copyDatabase, DatabaseSync } from 'node:sqlite';
import { openSqliteEventReader } from '@cunjian/event-store/sqlite';
import { refuseWithoutDeployment } from '../data-folder.ts';
import { CommandRefused } from '../output.ts';
import { manifestFile, type BackupManifest } from './layout.ts';

const exists = async (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );

/** SQLite's own copy: consistent, also while a deployment writes. */
const copySqlite = async (from: string, to: string): Promise<void> => {
  const db = new DatabaseSync(from, { readOnly: true });
  try {
    await copyDatabase(db, to);
  } finally {
    db.close();
  }
};

const databasesIn = async (folder: string): Promise<string[]> =>
  (await exists(folder)) ? (await readdir(folder)).filter((name) => name.endsWith('.sqlite')) : [];

/** That a folder began as a demo, whose accounts anybody can use: a copy must not pass for a real deployment. */
const demoMarkers = ['demo', 'demo-complete'];
/** People sign in again after a restore. */
const isSession = (file: string): boolean => basename(file).startsWith('sessions.sqlite');

/**
 * Copies what can't be derived. Vaults and blobs come before the events that name them could be missing from the copy,
 * so the events are copied first: whatever they name was durable before them.
 */
export const backup = async (dataDir: string, out: string, say: (text: string) => void): Promise<BackupManifest> => {
  refuseWithoutDeployment(dataDir);
  if ((await exists(out)) && (await readdir(out)).length > 0) throw new CommandRefused(`${out} is not empty`);
  const files: string[] = [];
  const take = async (from: string, to: string): Promise<void> => {
    if (!(await exists(join(dataDir, from)))) return;
    say(from);
    await copySqlite(join(dataDir, from), join(out, to));
    files.push(to);
  };
  for (const folder of ['store', 'vault']) await mkdir(join(out, folder), { recursive: true, mode: 0o700 });
  await take('events.sqlite', 'store/events.sqlite');
  await take('published.sqlite', 'store/published.sqlite');
  for (const name of await databasesIn(join(dataDir, 'vault'))) await take(`vault/${name}`, `vault/${name}`);
  for (const marker of demoMarkers)
    if (await exists(join(dataDir, marker))) {
      await cp(join(dataDir, marker), join(out, 'store', marker));
      files.push(`store/${marker}`);
    }
  for (const folder of ['blobs', 'secrets'])
    if (await exists(join(dataDir, folder))) {
      say(folder);
      await cp(join(dataDir, folder), join(out, folder), { recursive: true, filter: (file) => !isSession(file) });
      files.push(`${folder}/`);
    }
  const events = openSqliteEventReader({ file: join(out, 'store/events.sqlite') });
  const position = String(await events.head());
  await events.close();
  const manifest: BackupManifest = { format: 'cunjian-backup/1', position, files };
  await writeFile(join(out, manifestFile), `${JSON.stringify(manifest, null, 2)}\n`);
  return manifest;
};
