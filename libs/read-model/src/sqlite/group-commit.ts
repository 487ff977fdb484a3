import type { Connection } from './connection.ts';

/** A commit of more documents goes alone: together they would not fit the cache, and be written twice. */
const maxGroupWrites = 500;

interface Waiting {
  readonly work: () => void;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/**
 * One transaction for everything that is asked for in a turn of the event loop: dozens of read models keep a checkpoint
 * after the same event. Where one of it fails, each gets a transaction of its own. `rolledBack` is told before anything
 * else is written.
 */
export const createGroupCommit = (connection: Connection, rolledBack: () => void) => {
  let waiting: Waiting[] = [];
  let waitingWrites = 0;

  const commit = (group: readonly Waiting[]): void => {
    try {
      connection.transaction('IMMEDIATE', () => group.forEach(({ work }) => work()));
    } catch (error) {
      rolledBack();
      if (group.length === 1) group.forEach(({ reject }) => reject(error));
      else for (const one of group) commit([one]);
      return;
    }
    for (const { resolve } of group) resolve();
  };
  const flush = (): void => {
    const group = waiting;
    waiting = [];
    waitingWrites = 0;
    if (group.length > 0) commit(group);
  };
  return {
    flush,
    /** `work` writes so many documents. It must not await, and may be called again after it was rolled back. */
    run: (writes: number, work: () => void): Promise<void> =>
      new Promise((resolve, reject) => {
        // Once all that is ready has run. A turn later, read models that read together would have drifted apart.
        if (waiting.length === 0) process.nextTick(flush);
        if (waitingWrites + writes > maxGroupWrites) flush();
        waiting.push({ work, resolve, reject });
        waitingWrites += writes;
        if (waitingWrites > maxGroupWrites) flush();
      }),
  };
};
