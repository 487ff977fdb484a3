import { cp, mkdir, readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openSqliteEventReader } from '@cunjian/event-store/sqlite';
import { CommandRefused } from '../output.ts';
import { copySqlite } from './copy-sqlite.ts';
import type { Kept } from './kept.ts';
import { manifestFile, type BackupManifest } from './layout.ts';

const exists = async (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );

const filesIn = async (folder: string): Promise<string[]> =>
  (await exists(folder))
    ? (await readdir(folder, { withFileTypes: true })).filter((entry) => entry.isFile()).map(({ name }) => name)
    : [];

/** That a folder began as a demo, whose accounts anybody can use: a copy must not pass for a real deployment. */
const demoMarkers = ['demo', 'demo-complete'];
/** People sign in again after a restore. */
const isSession = (file: string): boolean => file.startsWith('sessions.sqlite');

/**
 * Copies what can't be derived. Vaults and blobs come before the events that name them could be missing from the copy,
 * so the events are copied first: whatever they name was durable before them.
 */
export const backup = async (kept: Kept, out: string, say: (text: string) => void): Promise<BackupManifest> => {
  if ((await exists(out)) && (await readdir(out)).length > 0) throw new CommandRefused(`${out} is not empty`);
  const files: string[] = [];
  for (const folder of ['store', 'vault', 'secrets']) await mkdir(join(out, folder), { recursive: true, mode: 0o700 });
  say('events');
  await kept.copyEvents(join(out, 'store/events.sqlite'));
  files.push('store/events.sqlite');

  /** The files of one part of all folders of which `wanted` holds, as `to/<file>`. */
  const take = async (
    part: string,
    to: string,
    copy: (from: string, to: string) => Promise<void>,
    wanted: (file: string) => boolean,
  ): Promise<void> => {
    for (const { folder, keeps } of kept.folders)
      for (const file of await filesIn(join(folder, part))) {
        if (!wanted(file) || !keeps(part, file)) continue;
        say(join(part, file));
        await copy(join(folder, part, file), join(out, to, file));
        files.push(`${to}/${file}`);
      }
  };
  await take('.', 'store', copySqlite, (file) => file === 'published.sqlite');
  await take('.', 'store', cp, (file) => demoMarkers.includes(file));
  await take('vault', 'vault', copySqlite, (file) => file.endsWith('.sqlite'));
  await take('secrets', 'secrets', cp, (file) => !isSession(file));
  if (await exists(kept.blobs)) {
    say('blobs');
    await cp(kept.blobs, join(out, 'blobs'), { recursive: true });
    files.push('blobs/');
  }
  const events = openSqliteEventReader({ file: join(out, 'store/events.sqlite') });
  const position = String(await events.head());
  await events.close();
  const manifest: BackupManifest = { format: 'cunjian-backup/1', position, files };
  await writeFile(join(out, manifestFile), `${JSON.stringify(manifest, null, 2)}\n`);
  return manifest;
};
