import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Catalogue, RecordedEvent } from '@cunjian/contracts';
import {
  maxBatchEvents,
  type Batch,
  type EventReader,
  type ReadAllOptions,
  type StoredEvent,
} from '@cunjian/event-store';

/** What is read of the store at a time. No larger than what a sink takes in at a time, so that all go on to the next together. */
const maxChunkEvents = 250;
const maxChunkBytes = 2_000_000;
/** The youngest; sinks that are behind the others by less share them still. */
const maxKeptChunks = 4;
/** How many turns of the event loop a sink that is ahead waits for those that are behind. */
const maxWaitTurns = 8;

/** All events after one position up to another. */
interface Chunk extends Batch {
  readonly after: bigint;
}

/**
 * Lets the sinks of a thread read and decode each event once between them, as long as they are about level: dozens of
 * them would else each read the whole store. One that is behind, or fails, is not waited for and reads for itself.
 * Decoded events are shared: nobody may change them.
 */
export const shareReading = (reader: EventReader, catalogue: Catalogue) => ({
  reader: shareReader(reader),
  catalogue: shareDecoding(catalogue),
});

const shareDecoding = (catalogue: Catalogue): Catalogue => {
  const decoded = new WeakMap<object, RecordedEvent>();
  return {
    ...catalogue,
    decode: (stored) => {
      let event = decoded.get(stored);
      if (event === undefined) decoded.set(stored, (event = catalogue.decode(stored)));
      return event;
    },
  };
};

const shareReader = (reader: EventReader): EventReader => {
  const { chunkAfter, keep } = createChunks(reader);
  const changed = createWaiting(reader, keep);
  const select = createSelect();

  const readAll = async ({ after = 0n, types, limit }: ReadAllOptions): Promise<Batch> => {
    if (!Number.isInteger(limit) || limit < 1 || limit > maxBatchEvents)
      throw new RangeError(`limit ${limit}: a batch has 1 to ${maxBatchEvents} events`);
    const chunk = await chunkAfter(after);
    const events = select(chunk, after, types);
    const last = events[limit - 1];
    if (events.length <= limit || last === undefined) return { events, position: chunk.position };
    return { events: events.slice(0, limit), position: last.position };
  };

  return {
    ...reader,
    readAll,
    follow: async function* ({ signal, after: from = 0n, ...options }) {
      let after = from;
      while (!signal.aborted) {
        const batch = await readAll({ ...options, after });
        if (batch.position !== after) {
          after = batch.position;
          yield batch;
          await nextTurn();
        } else if ((await changed(after, signal)) === 'closed') return;
      }
    },
  };
};

/** Chunks at hand, and those being read. */
const createChunks = (reader: EventReader) => {
  const kept: Chunk[] = [];
  const reading = new Map<bigint, Promise<Chunk>>();
  let limit = maxChunkEvents;
  /** Since the last turn somebody was given a chunk that was at hand: she will want what follows it. */
  let someAreBehind = false;

  const keep = (chunk: Chunk): void => {
    if (chunk.position === chunk.after) return;
    kept.unshift(chunk);
    kept.length = Math.min(kept.length, maxKeptChunks);
    const bytes = chunk.events.reduce((sum, event) => sum + event.bytes.length, 0);
    const fitting = bytes === 0 ? maxChunkEvents : Math.floor((maxChunkBytes * chunk.events.length) / bytes);
    limit = Math.max(1, Math.min(fitting, maxChunkEvents));
  };
  const read = async (after: bigint): Promise<Chunk> => {
    for (let turn = 0; someAreBehind && turn < maxWaitTurns; turn++) {
      someAreBehind = false;
      await nextTurn();
    }
    const chunk = { after, ...(await reader.readAll({ after, limit })) };
    keep(chunk);
    return chunk;
  };
  const chunkAfter = async (after: bigint): Promise<Chunk> => {
    const found = kept.find((chunk) => chunk.after <= after && after < chunk.position);
    if (found !== undefined) {
      someAreBehind = true;
      return found;
    }
    let chunk = reading.get(after);
    if (chunk === undefined) {
      chunk = read(after).finally(() => reading.delete(after));
      reading.set(after, chunk);
    }
    return chunk;
  };
  return { chunkAfter, keep };
};

/** Those who wait at the same position wait with one look at the store. */
const createWaiting = (reader: EventReader, keep: (chunk: Chunk) => void) => {
  interface Wait {
    readonly over: Promise<'closed' | undefined>;
    readonly stop: AbortController;
    waiters: number;
  }
  const waits = new Map<bigint, Wait>();

  const begin = (after: bigint): Wait => {
    const stop = new AbortController();
    const next = async () => {
      for await (const batch of reader.follow({ after, limit: maxChunkEvents, signal: stop.signal })) {
        keep({ after, ...batch });
        return undefined;
      }
      return stop.signal.aborted ? undefined : 'closed';
    };
    const wait = { over: next(), stop, waiters: 0 };
    const forget = () => {
      if (waits.get(after) === wait) waits.delete(after);
    };
    wait.over.then(forget, forget);
    waits.set(after, wait);
    return wait;
  };

  /** Resolves when there is more after `after`, on abort, or when the store is closed. */
  return async (after: bigint, signal: AbortSignal): Promise<'closed' | undefined> => {
    if (signal.aborted) return undefined;
    const wait = waits.get(after) ?? begin(after);
    wait.waiters++;
    const left = new AbortController();
    const aborted = new Promise<undefined>((resolve) =>
      signal.addEventListener('abort', () => resolve(undefined), { once: true, signal: left.signal }),
    );
    try {
      return await Promise.race([wait.over, aborted]);
    } finally {
      left.abort();
      if (--wait.waiters === 0) {
        waits.delete(after);
        wait.stop.abort();
      }
    }
  };
};

/** Events of the wanted types. Lists of types are few and last. */
const createSelect = () => {
  const sets = new WeakMap<readonly string[], ReadonlySet<string>>();
  return (chunk: Chunk, after: bigint, types: readonly string[] | undefined): readonly StoredEvent[] => {
    const fresh = after === chunk.after ? chunk.events : chunk.events.filter(({ position }) => position > after);
    if (types === undefined) return fresh;
    let set = sets.get(types);
    if (set === undefined) sets.set(types, (set = new Set(types)));
    const wanted = set;
    return fresh.filter(({ type }) => wanted.has(type));
  };
};
