import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, glob, mkdir, mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { startStandalone } from '@cunjian/standalone';
import { testConfig } from './test-config.ts';
import { workspaceRoot } from './workspace.ts';

const cache = join(workspaceRoot, 'node_modules', '.cache', 'cunjian-e2e');
const maxWaitMs = 120_000;

/** Changes with every source file that demo data could depend on. */
const sourcesDigest = async (): Promise<string> => {
  const hash = createHash('sha256');
  const files: string[] = [];
  for (const pattern of ['{libs,services,gateway}/**/src/**/*.ts', 'deploy/standalone/src/**/*.ts', 'libs/**/*.csv'])
    for await (const file of glob(pattern, { cwd: workspaceRoot, exclude: (name) => name === 'node_modules' }))
      if (!file.endsWith('.spec.ts')) files.push(file);
  for (const file of files.sort()) {
    const { mtimeMs, size } = await stat(join(workspaceRoot, file));
    hash.update(`${file} ${mtimeMs} ${size}\n`);
  }
  return hash.digest('hex').slice(0, 16);
};

const fill = async (folder: string): Promise<void> => {
  const building = `${folder}.building`;
  for (const name of await readdir(cache)) {
    // Of sources that are no more.
    if (name !== 'lock.sqlite') await rm(join(cache, name), { recursive: true, force: true });
  }
  const standalone = await startStandalone(testConfig(building), () => undefined);
  await standalone.stop();
  await rename(building, folder);
};

/** Makes it unless another worker does right now: the lock is one of SQLite's, and goes with its process. */
const prepare = async (): Promise<string> => {
  const folder = join(cache, await sourcesDigest());
  if (existsSync(folder)) return folder;
  await mkdir(cache, { recursive: true });
  const lock = new DatabaseSync(join(cache, 'lock.sqlite'), { timeout: maxWaitMs });
  try {
    lock.exec('BEGIN EXCLUSIVE');
    if (!existsSync(folder)) await fill(folder);
  } finally {
    lock.close();
  }
  return folder;
};

/** A copy of a data folder as the first start with demo data leaves it; the caller removes it. */
export const preparedData = async (): Promise<string> => {
  const prepared = await prepare();
  const folder = await mkdtemp(join(tmpdir(), 'cunjian-e2e-'));
  await cp(prepared, folder, { recursive: true });
  return folder;
};
