import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { ConfigError } from '../config.ts';

/** SQLITE_BUSY; whatever else is wrong with the folder is not another process. */
const sqliteBusy = 5;

/**
 * Takes the folder for this process: two at once would both write what is in it. The lock is one of the operating system's,
 * so nothing is left locked when a process is killed. Gives what releases it; throws a `ConfigError` where it is taken.
 */
export const lockFolder = async (dataDir: string): Promise<() => void> => {
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const lock = new DatabaseSync(join(dataDir, 'lock.sqlite'));
  try {
    lock.exec('PRAGMA journal_mode = DELETE; BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    if (!(error instanceof Error && 'errcode' in error && error.errcode === sqliteBusy)) throw error;
    throw new ConfigError(
      `another process works on ${dataDir}: stop it, or name another folder in CUNJIAN_DATA and another CUNJIAN_PORT`,
      { cause: error },
    );
  }
  return () => lock.close();
};
