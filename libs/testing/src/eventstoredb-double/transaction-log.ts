import { isRefused } from '@cunjian/kernel';
import type { EventToAppend, StoredEvent } from '@cunjian/event-store';
import { openSqliteEventStore } from '@cunjian/event-store/sqlite';
import { fromParts, partsAfter, toParts, type ProtocolEvent } from './record.ts';

/** Positions are not contiguous on the server that is doubled: offsets in a file. */
const positionStride = 128n;
const pageEvents = 500;

export interface Entry {
  readonly position: bigint;
  readonly stream: string;
  readonly revision: number;
  readonly type: string;
}

export interface StreamState {
  /** Indexes into all entries, by revision. */
  readonly entries: number[];
  /** Revisions before it were deleted. */
  truncatedBefore: number;
  tombstoned: boolean;
}

export interface TransactionLog {
  /** All entries in their order; grows. */
  readonly entries: readonly Entry[];
  streamOf(stream: string): Readonly<StreamState>;
  read(index: number): Promise<ProtocolEvent>;
  /** Index of the first entry at or after a position. */
  indexOf(position: bigint): number;
  /** Writes after what the caller has checked; appends to one stream must not overlap. Resolves when the entries are there. */
  append(stream: string, events: readonly ProtocolEvent[]): Promise<Entry>;
  /** Resolves when there are more than `count` entries, or on abort. */
  grown(count: number, signal: AbortSignal): Promise<void>;
  close(): Promise<void>;
}

const nobody: StreamState = { entries: [], truncatedBefore: 0, tombstoned: false };

const truncation = (event: ProtocolEvent): number | undefined => {
  const value: unknown = JSON.parse(Buffer.from(event.data).toString('utf8'));
  return typeof value === 'object' && value !== null && '$tb' in value ? Number(value.$tb) : undefined;
};

/** What is kept in memory: where each event lies. */
const createIndex = () => {
  const entries: Entry[] = [];
  const streams = new Map<string, StreamState>();
  const waiting = new Set<() => void>();
  let parts: StoredEvent[] = [];

  const stateOf = (stream: string): StreamState => {
    let state = streams.get(stream);
    if (state === undefined) streams.set(stream, (state = { entries: [], truncatedBefore: 0, tombstoned: false }));
    return state;
  };
  const add = (part: StoredEvent): void => {
    parts.push(part);
    if (partsAfter(part) > 0) return;
    const [{ stream, type, position } = part] = parts;
    const state = stateOf(stream);
    state.entries.push(entries.length);
    entries.push({ position: position * positionStride, stream, type, revision: state.entries.length - 1 });
    if (type === '$streamDeleted') state.tombstoned = true;
    if (type === '$metadata' && stream.startsWith('$$')) {
      const original = stateOf(stream.slice(2));
      original.truncatedBefore = truncation(fromParts(parts)) ?? original.truncatedBefore;
    }
    parts = [];
  };
  return {
    entries,
    streamOf: (stream: string) => streams.get(stream) ?? nobody,
    add: (batch: readonly StoredEvent[]) => {
      batch.forEach(add);
      for (const wake of waiting) wake();
    },
    grown: async (count: number, signal: AbortSignal): Promise<void> => {
      while (entries.length <= count && !signal.aborted)
        await new Promise<void>((resolve) => {
          const wake = () => {
            waiting.delete(wake);
            signal.removeEventListener('abort', wake);
            resolve();
          };
          waiting.add(wake);
          signal.addEventListener('abort', wake, { once: true });
        });
    },
  };
};

/** Events in one order, kept by the SQLite adapter: what was acknowledged is on disk and there again after a restart. */
export const openTransactionLog = async (file: string): Promise<TransactionLog> => {
  const store = await openSqliteEventStore({ file });
  const index = createIndex();
  const { entries, streamOf } = index;
  const closing = new AbortController();

  let after = 0n;
  for (let batch = await store.readAll({ limit: pageEvents }); batch.position > after;) {
    index.add(batch.events);
    after = batch.position;
    batch = await store.readAll({ after, limit: pageEvents });
  }
  // One order for all who read: that of the file, whoever was told first that her append is done.
  const following = (async () => {
    for await (const batch of store.follow({ after, limit: pageEvents, signal: closing.signal }))
      index.add(batch.events);
  })();

  const indexOf = (position: bigint): number => {
    let [low, high] = [0, entries.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((entries[middle]?.position ?? position) < position) low = middle + 1;
      else high = middle;
    }
    return low;
  };

  /** Of one stream; its parts are counted by the adapter below. */
  const lastRevisions = new Map<string, number>();
  const lastRevision = async (stream: string): Promise<number> =>
    lastRevisions.get(stream) ??
    (await store.readStream(stream, { direction: 'backwards', limit: 1 }))[0]?.revision ??
    -1;

  return {
    entries,
    streamOf,
    indexOf,
    grown: index.grown,
    read: async (at) => {
      const first = (entries[at]?.position ?? 0n) / positionStride;
      const parts: EventToAppend[] = [];
      for (let position = first; ; position++) {
        const part = await store.readEvent(position);
        if (part === undefined) throw new Error(`there is no event at ${first * positionStride}`);
        parts.push(part);
        if (partsAfter(part) === 0) return fromParts(parts);
      }
    },
    append: async (stream, events) => {
      const parts = events.map(toParts);
      const revision = await lastRevision(stream);
      const written = await store.append(stream, revision === -1 ? 'none' : revision, parts.flat());
      if (isRefused(written)) throw new Error(`the double cannot write: ${written.refused[0].code}`);
      lastRevisions.set(stream, written.revision);
      const first = (written.position - BigInt(parts.at(-1)?.length ?? 0) + 1n) * positionStride;
      const never = new AbortController();
      while ((entries.at(-1)?.position ?? 0n) < first) await index.grown(entries.length, never.signal);
      const entry = entries[indexOf(first)];
      if (entry === undefined) throw new Error('an event that was written is not there');
      return entry;
    },
    close: async () => {
      closing.abort();
      await following;
      await store.close();
    },
  };
};
