import { refuse, type Refused } from '@cunjian/kernel';
import { maxEventBytes, type EventStore, type EventToAppend } from '../port.ts';
import { saltBytes } from './protocol.ts';
import { openSqliteEventReader, type ReaderOptions } from './reader.ts';
import type { QueueLimits } from './append-queue.ts';
import { startWriter } from './writer.ts';

export interface StoreOptions extends ReaderOptions, Partial<QueueLimits> {
  /** Refuse with `store.full` beyond this size of the file; by default the disk decides. */
  readonly maxFileBytes?: number;
}

const findProblem = (stream: string, events: readonly EventToAppend[]): Error | Refused | undefined => {
  if (events.length === 0) return new TypeError(`stream ${stream}: nothing to append`);
  for (const { bytes, salt } of events) {
    if (salt.length !== saltBytes) return new TypeError(`a salt has ${saltBytes} bytes, not ${salt.length}`);
    if (bytes.length > maxEventBytes)
      return refuse('store.event-too-large', { bytes: bytes.length, limit: maxEventBytes });
  }
  return undefined;
};

/**
 * Opens the store, and creates the file where there is none. Writes happen in a thread of their own, reads in the
 * calling thread. Throws where the file is locked, damaged or of another format, and says what to do.
 */
export const openSqliteEventStore = async (options: StoreOptions): Promise<EventStore> => {
  const { file, busyTimeoutMs = 5_000, maxFileBytes } = options;
  const writer = await startWriter(
    { file, busyTimeoutMs, maxFileBytes },
    {
      maxQueuedEvents: options.maxQueuedEvents ?? 20_000,
      maxQueuedBytes: options.maxQueuedBytes ?? 64 * 1024 * 1024,
      maxGroupEvents: options.maxGroupEvents ?? 2_000,
      maxGroupBytes: options.maxGroupBytes ?? 8 * 1024 * 1024,
    },
  );
  const reader = openSqliteEventReader(options);
  return {
    ...reader,
    append: (stream, expected, events) => {
      const problem = findProblem(stream, events);
      if (problem instanceof Error) return Promise.reject(problem);
      return problem === undefined ? writer.append({ stream, expected, events }) : Promise.resolve(problem);
    },
    close: async () => {
      // The writer last: the last connection moves the WAL into the file.
      await reader.close();
      await writer.close();
    },
  };
};
