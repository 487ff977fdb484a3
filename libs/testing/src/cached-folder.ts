import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { glob, mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

const workspaceRoot = resolve(import.meta.dirname, '../../..');
const cache = join(workspaceRoot, 'node_modules', '.cache', 'cunjian-tests');
const maxWaitMs = 300_000;

/** Changes with every source file that demo data could depend on. */
const sourcesDigest = async (): Promise<string> => {
  const hash = createHash('sha256');
  const files: string[] = [];
  for (const pattern of [
    '{libs,services,gateway}/**/src/**/*.ts',
    'deploy/{standalone,dev}/src/**/*.ts',
    'libs/**/*.csv',
  ])
    for await (const file of glob(pattern, { cwd: workspaceRoot, exclude: (name) => name === 'node_modules' }))
      if (!file.endsWith('.spec.ts')) files.push(file);
  for (const file of files.sort()) {
    const { mtimeMs, size } = await stat(join(workspaceRoot, file));
    hash.update(`${file} ${mtimeMs} ${size}\n`);
  }
  return hash.digest('hex').slice(0, 16);
};

/**
 * A folder that `fill` makes, unless another worker has or does right now: the lock is one of SQLite's, and goes with its
 * process. To be copied, never written to. `day` is that of which its data tells: another day's are made anew.
 */
export const cachedFolder = async (
  name: string,
  day: string,
  fill: (folder: string) => Promise<void>,
): Promise<string> => {
  const folder = join(cache, `${name}-${day}-${await sourcesDigest()}`);
  if (existsSync(folder)) return folder;
  await mkdir(cache, { recursive: true });
  const lock = new DatabaseSync(join(cache, `${name}.lock.sqlite`), { timeout: maxWaitMs });
  try {
    lock.exec('BEGIN EXCLUSIVE');
    if (existsSync(folder)) return folder;
    // Of sources that are no more, or of another day.
    for (const entry of await readdir(cache))
      if (entry.startsWith(`${name}-`)) await rm(join(cache, entry), { recursive: true, force: true });
    await fill(`${folder}.building`);
    await rename(`${folder}.building`, folder);
  } finally {
    lock.close();
  }
  return folder;
};
