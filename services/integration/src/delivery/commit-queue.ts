import type { CollectionSpec, ReadModelStore, Write } from '@cunjian/read-model';

export interface QueuedWrite extends Omit<Write, 'position'> {
  readonly spec: CollectionSpec;
}

/** Resolves when all of them are kept, and those of the calls before. */
export type CommitWrites = (writes: readonly QueuedWrite[]) => Promise<void>;

interface Waiting {
  readonly writes: QueuedWrite[];
  readonly saved: (() => void)[];
  readonly failed: ((error: unknown) => void)[];
}

/**
 * Writes of many to collections that follow no log: what is written while a commit runs goes into the next one. Positions
 * count commits: a later one wins. Where there are no transactions, collections are written in the order of `specs`.
 */
export const openCommitQueue = async (
  store: Pick<ReadModelStore, 'prepare' | 'commit'>,
  name: string,
  version: number,
  specs: readonly CollectionSpec[],
): Promise<CommitWrites> => {
  let position = (await store.prepare(name, version, specs)) ?? 0n;
  const empty = (): Waiting => ({ writes: [], saved: [], failed: [] });
  let waiting = empty();
  let isWriting = false;

  const writesTo = (spec: CollectionSpec, writes: readonly QueuedWrite[]): Write[] => {
    // Of several for one key the last.
    const last = new Map(writes.filter((write) => write.spec === spec).map((write) => [write.key, write]));
    return [...last.values()].map(({ key, document }) => ({ key, document, position }));
  };
  const flush = async (): Promise<void> => {
    if (isWriting) return;
    isWriting = true;
    while (waiting.saved.length > 0) {
      const { writes, saved, failed } = waiting;
      waiting = empty();
      position += 1n;
      const commits = specs.map((spec) => ({ spec, writes: writesTo(spec, writes) }));
      try {
        await store.commit(name, version, commits, position);
        for (const resolve of saved) resolve();
      } catch (error) {
        for (const reject of failed) reject(error);
      }
    }
    isWriting = false;
  };

  return (writes) =>
    new Promise((resolve, reject) => {
      waiting.writes.push(...writes);
      waiting.saved.push(resolve);
      waiting.failed.push(reject);
      void flush();
    });
};
