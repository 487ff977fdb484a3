import { existsSync, writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { ConfigError, dataLayout } from '@cunjian/service-kit';

export interface DataFolder {
  readonly dataDir: string;
  /** Nothing was ever written to it. */
  readonly empty: boolean;
  /** It was begun as a demo: its accounts are known to everybody. */
  readonly demo: boolean;
  /** Its demo data was written to the end. */
  readonly demoComplete: boolean;
  markAsDemo(): void;
  markDemoComplete(): void;
  /** Another process may have it from now on. */
  release(): void;
}

/**
 * Takes the folder for this process: two at once would both write read models and sign logs. The lock is one of the
 * operating system's, so nothing is left locked when a process is killed. Throws a `ConfigError` where it is taken.
 */
export const takeDataFolder = async (path: string): Promise<DataFolder> => {
  const dataDir = resolve(path);
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const empty = !existsSync(dataLayout(dataDir).events);
  const marker = join(dataDir, 'demo');
  const complete = join(dataDir, 'demo-complete');
  const lock = new DatabaseSync(join(dataDir, 'lock.sqlite'));
  try {
    lock.exec('PRAGMA journal_mode = DELETE; BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    throw new ConfigError(
      `another process works on ${dataDir}: stop it, or name another folder in CUNJIAN_DATA and another CUNJIAN_PORT`,
      { cause: error },
    );
  }
  return {
    dataDir,
    empty,
    demo: existsSync(marker),
    demoComplete: existsSync(complete),
    markAsDemo: () =>
      writeFileSync(marker, 'Begun with demo data; its accounts are known to everybody.\n', { mode: 0o600 }),
    markDemoComplete: () => writeFileSync(complete, '', { mode: 0o600 }),
    release: () => lock.close(),
  };
};
