import type { Batch, EventReader } from '@cunjian/event-store';
import type { Clock } from '@cunjian/kernel';
import type { Places } from './places.ts';

/** How often is looked for what was sealed. */
export const tailIntervalMs = 500;
/** Events of one batch: each reader holds one. */
const maxBatchEvents = 32;
/** Batches that readers at the same place share. */
const maxSharedBatches = 2;

export interface SealedTailOptions {
  readonly reader: Pick<EventReader, 'readAll'>;
  /** Numbers sealed events alone. */
  readonly places: Pick<Places, 'position'>;
  readonly clock: Clock;
  readonly onError: (error: unknown) => void;
}

/** `$all` as far as integrators may be given it: what is sealed and has its place in a log. */
export interface SealedTail {
  /** Position up to which there is something to be had. */
  upTo(): bigint;
  /** The next batch; its position is `after` where there is none yet. */
  read(after: bigint): Promise<Batch>;
  /** Resolves when there is something after `position`, or `signal` is aborted. */
  changed(position: bigint, signal: AbortSignal): Promise<void>;
  run(signal: AbortSignal): Promise<void>;
}

export const createSealedTail = ({ reader, places, clock, onError }: SealedTailOptions): SealedTail => {
  let upTo = 0n;
  const waiting = new Set<() => void>();
  const shared = new Map<string, Promise<Batch>>();

  const look = async (): Promise<void> => {
    const reached = await places.position();
    if (reached <= upTo) return;
    upTo = reached;
    for (const wake of [...waiting]) wake();
  };

  const readUpTo = async (after: bigint, end: bigint): Promise<Batch> => {
    const { events, position } = await reader.readAll({ after, limit: maxBatchEvents });
    if (position <= end) return { events, position };
    return { events: events.filter((event) => event.position <= end), position: end };
  };

  return {
    upTo: () => upTo,
    read: (after) => {
      const end = upTo;
      if (after >= end) return Promise.resolve({ events: [], position: after });
      // Those that are level with the store all read the same.
      const key = `${after}/${end}`;
      let batch = shared.get(key);
      if (batch === undefined) {
        batch = readUpTo(after, end);
        batch.catch(() => shared.delete(key));
        shared.set(key, batch);
        const [oldest] = shared.keys();
        if (shared.size > maxSharedBatches && oldest !== undefined) shared.delete(oldest);
      }
      return batch;
    },
    changed: (position, signal) =>
      new Promise((resolve) => {
        if (signal.aborted || upTo > position) return resolve();
        const wake = (): void => {
          waiting.delete(wake);
          signal.removeEventListener('abort', wake);
          resolve();
        };
        waiting.add(wake);
        signal.addEventListener('abort', wake);
      }),
    run: async (signal) => {
      while (!signal.aborted) {
        await look().catch(onError);
        await clock.sleep(tailIntervalMs, signal);
      }
    },
  };
};
