import {
  duplicateEventId,
  maxBatchEvents,
  maxEventBytes,
  type Batch,
  type EventStore,
  type ReadAllOptions,
  type StoredEvent,
} from '@cunjian/event-store';
import { refuse } from '@cunjian/kernel';

/** The event store's port on arrays, held to the same contract suite as the real ones; for tests of what stands on it. */
export const createMemoryEventStore = (): EventStore => {
  const all: StoredEvent[] = [];
  const streams = new Map<string, StoredEvent[]>();
  const ids = new Set<string>();
  const waiting = new Set<() => void>();
  let closed = false;
  const wakeAll = () => {
    for (const wake of waiting) wake();
  };
  const head = () => BigInt(all.length);

  const readAll = ({ after = 0n, types, limit }: ReadAllOptions): Batch => {
    if (!Number.isInteger(limit) || limit < 1 || limit > maxBatchEvents)
      throw new RangeError(`limit ${limit}: a batch has 1 to ${maxBatchEvents} events`);
    const rest = all.slice(Number(after));
    const wanted = types === undefined ? rest : rest.filter(({ type }) => types.includes(type));
    const events = wanted.slice(0, limit);
    const last = events.at(-1);
    // Where the batch is full there may be more of them; else everything was looked at.
    const end = after > head() ? after : head();
    return { events, position: events.length === limit && last !== undefined ? last.position : end };
  };

  const changed = (signal: AbortSignal): Promise<void> =>
    new Promise((resolve) => {
      const wake = () => {
        waiting.delete(wake);
        signal.removeEventListener('abort', wake);
        resolve();
      };
      waiting.add(wake);
      signal.addEventListener('abort', wake);
    });

  return {
    append: async (stream, expected, events) => {
      if (events.length === 0) throw new TypeError(`stream ${stream}: nothing to append`);
      const large = events.find(({ bytes }) => bytes.length > maxEventBytes);
      if (large !== undefined)
        return refuse('store.event-too-large', { bytes: large.bytes.length, limit: maxEventBytes });
      const history = streams.get(stream) ?? [];
      const actual = history.length === 0 ? 'none' : history.length - 1;
      if (actual !== expected) return refuse('store.wrong-revision', { stream, expected, actual });
      const fresh = new Set(events.map(({ id }) => id));
      if (fresh.size < events.length || events.some(({ id }) => ids.has(id))) throw duplicateEventId(stream);
      const stored = events.map((event, index): StoredEvent => ({
        ...event,
        stream,
        position: BigInt(all.length + index + 1),
        revision: history.length + index,
      }));
      for (const id of fresh) ids.add(id);
      all.push(...stored);
      streams.set(stream, [...history, ...stored]);
      wakeAll();
      return { position: head(), revision: history.length + events.length - 1 };
    },
    readStream: async (stream, { direction = 'forwards', from, limit = Infinity } = {}) => {
      const history = streams.get(stream) ?? [];
      const found =
        direction === 'forwards' ? history.slice(from ?? 0) : history.slice(0, (from ?? Infinity) + 1).reverse();
      return found.slice(0, limit);
    },
    readEvent: async (position) => all[Number(position) - 1],
    readAll: async (options) => readAll(options),
    follow: async function* ({ signal, ...options }) {
      let after = options.after ?? 0n;
      while (!signal.aborted && !closed) {
        const batch = readAll({ ...options, after });
        if (batch.position === after) await changed(signal);
        else yield batch;
        after = batch.position;
      }
    },
    head: async () => head(),
    close: async () => {
      closed = true;
      wakeAll();
    },
  };
};
