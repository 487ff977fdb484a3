import {
  maxBatchEvents,
  type Batch,
  type EventReader,
  type ReadAllOptions,
  type ReadStreamOptions,
  type StoredEvent,
} from '../port.ts';
import type { ReadReq } from '@eventstore/db-client/generated/streams_pb.js';
import type { Connection } from './connection.ts';
import { explain, isInvalidPosition } from './errors.ts';
import { readAllRequest, readLastRequest, readStreamRequest } from './requests.ts';
import type { Retrying } from './retrying.ts';
import { storedEvent } from './stored-event.ts';

const maxPageEvents = 1_000;
/** How many events a read for certain types looks at, at least, before it returns what it found. */
const searchedEvents = 200;
/** A batch ends early beyond this. */
const maxBatchBytes = 8 * 1024 * 1024;

export type Reading = Pick<EventReader, 'readStream' | 'readEvent' | 'readAll' | 'head'>;

export interface ReadingOptions {
  readonly connection: Connection;
  readonly retrying: Retrying;
  readonly deadlineMs: number;
}

interface Page {
  readonly events: readonly StoredEvent[];
  /** It ended for its size; there may be more. */
  readonly full: boolean;
}

/** A stream whose beginning or middle is missing was deleted or truncated on the server: nothing may be decided on it. */
const checkContiguous = (stream: string, first: number, step: 1 | -1, events: readonly StoredEvent[]): void => {
  let expected = first;
  for (const { revision } of events) {
    if (revision !== expected)
      throw new Error(
        `event store: stream ${stream} has revision ${revision} where ${expected} was expected: ` +
          'it was deleted or truncated on the server, which Cunjian never does; restore a backup',
      );
    expected += step;
  }
};

export const checkLimit = (limit: number): void => {
  if (!Number.isInteger(limit) || limit < 1 || limit > maxBatchEvents)
    throw new RangeError(`limit ${limit}: a batch has 1 to ${maxBatchEvents} events`);
};

/** Reads one page, and again where the server could not be reached. */
const createPageReader =
  ({ connection, retrying, deadlineMs }: ReadingOptions) =>
  (request: ReadReq, requiresLeader: boolean): Promise<Page> =>
    retrying(async () => {
      const events: StoredEvent[] = [];
      let bytes = 0;
      let full = false;
      let broken: unknown;
      await connection.gather(request, {
        deadlineMs,
        requiresLeader,
        take: (response) => {
          try {
            const event = storedEvent(response);
            if (event === undefined) return true;
            events.push(event);
            bytes += event.bytes.length;
          } catch (error) {
            broken = error;
            return false;
          }
          full = bytes >= maxBatchBytes;
          return !full;
        },
      });
      if (broken !== undefined) throw broken;
      return { events, full };
    });

export const createReading = (options: ReadingOptions): Reading => {
  const { connection } = options;
  const readPage = createPageReader(options);
  const explained = async <T>(read: () => Promise<T>): Promise<T> => {
    try {
      return await read();
    } catch (error) {
      throw explain(error, connection.target);
    }
  };

  const readForwards = async (stream: string, from: number, limit: number): Promise<StoredEvent[]> => {
    const events: StoredEvent[] = [];
    while (events.length < limit) {
      const wanted = Math.min(maxPageEvents, limit - events.length);
      const next = from + events.length;
      const page = await readPage(readStreamRequest(stream, 'forwards', BigInt(next), wanted), true);
      checkContiguous(stream, next, 1, page.events);
      events.push(...page.events);
      if (!page.full && page.events.length < wanted) break;
    }
    return events;
  };

  const readBackwards = async (stream: string, from: number | undefined, limit: number): Promise<StoredEvent[]> => {
    const events: StoredEvent[] = [];
    let next: number | 'end' = from ?? 'end';
    while (events.length < limit && next !== -1) {
      const wanted = Math.min(maxPageEvents, limit - events.length);
      const where = next === 'end' ? next : BigInt(next);
      const page = await readPage(readStreamRequest(stream, 'backwards', where, wanted), true);
      const [first] = page.events;
      if (first === undefined) break;
      // From the end, or from beyond it, the server begins with the last event there is.
      checkContiguous(stream, events.length === 0 ? first.revision : Number(next), -1, page.events);
      events.push(...page.events);
      next = (page.events.at(-1) ?? first).revision - 1;
    }
    return events;
  };

  const readAfter = async (after: bigint, count: number): Promise<Batch> => {
    // The server reads from a position inclusive.
    const page = await explained(() => readPage(readAllRequest(after, count + 1), false));
    const events = page.events.filter(({ position }) => position > after).slice(0, count);
    return { events, position: events.at(-1)?.position ?? after };
  };

  const readAll = async ({ after = 0n, types, limit }: ReadAllOptions): Promise<Batch> => {
    checkLimit(limit);
    // Chosen here, not by the server: so the position advances with every event, wanted or not.
    return select(await readAfter(after, types === undefined ? limit : Math.max(limit, searchedEvents)), types, limit);
  };

  return {
    readStream: (stream, { direction = 'forwards', from, limit = Infinity }: ReadStreamOptions = {}) =>
      explained(() =>
        direction === 'forwards' ? readForwards(stream, from ?? 0, limit) : readBackwards(stream, from, limit),
      ),
    readEvent: async (position) => {
      try {
        const { events } = await readPage(readAllRequest(position, 1), true);
        return events.find((event) => event.position === position);
      } catch (error) {
        if (isInvalidPosition(error)) return undefined;
        throw explain(error, connection.target);
      }
    },
    readAll,
    head: () => explained(async () => (await readPage(readLastRequest(), true)).events[0]?.position ?? 0n),
  };
};

/** The first `limit` events of the wanted types; the position is that of the last event looked at. */
export const select = (all: Batch, types: readonly string[] | undefined, limit: number): Batch => {
  const events = types === undefined ? all.events : all.events.filter(({ type }) => types.includes(type));
  if (events.length <= limit) return { events, position: all.position };
  const taken = events.slice(0, limit);
  return { events: taken, position: taken.at(-1)?.position ?? all.position };
};
