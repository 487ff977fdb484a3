import type { DatabaseSync } from 'node:sqlite';
import { refuse, type Refused } from '@cunjian/kernel';
import { maxDigestsPerCall, type VaultEntry } from './vault.ts';

/** Entries waiting for the next commit; more are refused with `personal-data.vault-busy`. */
const maxQueuedEntries = 100_000;

interface Waiting {
  readonly entries: readonly VaultEntry[];
  readonly confirmed: readonly string[];
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

export const checkCount = (items: readonly unknown[]): void => {
  if (items.length > maxDigestsPerCall) throw new RangeError(`more than ${maxDigestsPerCall} values in one call`);
};

interface Writes {
  readonly insert: (entry: VaultEntry) => void;
  readonly confirm: (digests: readonly string[]) => void;
}

/** One commit for everything that arrived during a turn of the event loop, then one sync for every commit of that time. */
export const createQueue = (db: DatabaseSync, synced: () => Promise<void>, { insert, confirm }: Writes) => {
  let waiting: Waiting[] = [];
  let queued = 0;
  const flush = (): void => {
    const batch = waiting;
    waiting = [];
    queued = 0;
    if (batch.length === 0) return;
    try {
      db.exec('BEGIN IMMEDIATE');
      for (const { entries, confirmed } of batch) {
        entries.forEach(insert);
        if (confirmed.length > 0) confirm(confirmed);
      }
      db.exec('COMMIT');
    } catch (error) {
      if (db.isTransaction) db.exec('ROLLBACK');
      for (const { reject } of batch) reject(error);
      return;
    }
    synced().then(
      () => batch.forEach(({ resolve }) => resolve()),
      (error: unknown) => batch.forEach(({ reject }) => reject(error)),
    );
  };
  const enqueue = (entries: readonly VaultEntry[], confirmed: readonly string[]): Promise<void> =>
    new Promise((resolve, reject) => {
      if (waiting.length === 0) setImmediate(flush);
      waiting.push({ entries, confirmed, resolve, reject });
      queued += entries.length + confirmed.length;
    });
  return {
    flush,
    put: async (entries: readonly VaultEntry[]): Promise<Refused | undefined> => {
      checkCount(entries);
      if (queued + entries.length > maxQueuedEntries) return refuse('personal-data.vault-busy');
      await enqueue(entries, []);
      return undefined;
    },
    confirm: async (digests: readonly string[]): Promise<void> => {
      checkCount(digests);
      if (queued + digests.length > maxQueuedEntries) throw new RangeError('more values to confirm than are queued');
      await enqueue([], digests);
    },
  };
};
