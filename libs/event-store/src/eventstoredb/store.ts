import type { Clock, Random } from '@cunjian/kernel';
import type { EventStore } from '../port.ts';
import { createAppending } from './append.ts';
import { Connection } from './connection.ts';
import { readConnectionString } from './connection-string.ts';
import { advice } from './errors.ts';
import { createGate, type GateLimits } from './gate.ts';
import { createFollow, createReadAll } from './following.ts';
import { createReading } from './reading.ts';
import { createReservations } from './reservations.ts';
import { createRetrying, type Backoff } from './retrying.ts';
import { createTail } from './tail.ts';

export interface EventStoreDbOptions extends Partial<GateLimits> {
  /** `esdb://…` or `esdb+discover://…` (also `kurrentdb://…`); a `defaultDeadline` in it overrides `deadlineMs`. */
  readonly connectionString: string;
  readonly clock: Clock;
  readonly random: Random;
  /** How long one call may take, of those that end. */
  readonly deadlineMs?: number;
  /** A connection on which nothing comes is asked whether it lives. */
  readonly keepAliveIntervalMs?: number;
  readonly keepAliveTimeoutMs?: number;
  /** How often a read is tried where the server cannot be reached. */
  readonly maxReadAttempts?: number;
  /** Between tries of a read, and of the subscription, which is tried for ever. */
  readonly backoff?: Backoff;
  /** For the log: the subscription broke, and how many tries in a row have failed. */
  readonly onDropped?: (reason: Error, failures: number) => void;
}

export interface EventStoreDb extends EventStore {
  /** For `/health/ready`: whether the server answers, and the subscription stands. Names no address. */
  health(): Promise<{ readonly ok: boolean; readonly detail: string }>;
}

/**
 * Opens the store on a server, which must be there and be Cunjian's alone. Throws where it cannot be reached or refuses
 * the credentials, and says what to do. Its subscription keeps the process alive until `close`.
 */
export const openEventStoreDb = async (options: EventStoreDbOptions): Promise<EventStoreDb> => {
  const { clock, random, maxReadAttempts = 4, backoff = { firstDelayMs: 100, maxDelayMs: 5_000 } } = options;
  const settings = readConnectionString(options.connectionString, {
    deadlineMs: options.deadlineMs ?? 10_000,
    keepAliveIntervalMs: options.keepAliveIntervalMs ?? 10_000,
    keepAliveTimeoutMs: options.keepAliveTimeoutMs ?? 10_000,
  });
  const deadlineMs = settings.server.defaultDeadline ?? 10_000;
  const connection = new Connection(settings, options.maxInFlight ?? 64);
  const retrying = createRetrying(clock, backoff, maxReadAttempts);
  const reading = createReading({ connection, retrying, deadlineMs });
  const reservations = createReservations({ connection, retrying, random, deadlineMs });
  const gate = createGate({
    maxQueuedEvents: options.maxQueuedEvents ?? 20_000,
    maxQueuedBytes: options.maxQueuedBytes ?? 64 * 1024 * 1024,
  });
  const tail = createTail({ connection, clock, backoff, onDropped: options.onDropped });
  const append = createAppending({ connection, reading, reservations, random, gate, deadlineMs });
  const appending = new Set<Promise<unknown>>();
  const close = async (): Promise<void> => {
    tail.close();
    // Whoever asked is still told what became of it; deadlines bound how long that takes.
    await Promise.allSettled(appending);
    await connection.close();
  };
  try {
    await reading.head();
  } catch (error) {
    await close();
    throw error;
  }

  return {
    ...reading,
    append: (stream, expected, events) => {
      if (tail.closed()) return Promise.reject(new Error(`event store ${connection.target} is closed`));
      const result = append(stream, expected, events);
      appending.add(result);
      const forget = () => void appending.delete(result);
      result.then(forget, forget);
      return result;
    },
    readAll: createReadAll(reading, tail),
    follow: createFollow(reading, tail, clock, backoff),
    health: async () => {
      const state = tail.state();
      if (state.state === 'stopped') return { ok: false, detail: state.advice };
      if (state.state === 'dropped') {
        const seconds = Math.round((clock.now() - state.sinceMs) / 1_000);
        return {
          ok: false,
          detail: `no subscription for ${seconds} s, ${state.failures} tries: ${state.advice}; it goes on where it stood`,
        };
      }
      try {
        return { ok: true, detail: `head ${await reading.head()}, subscription ${state.state}` };
      } catch (error) {
        return { ok: false, detail: advice(error instanceof Error ? (error.cause ?? error) : error) };
      }
    },
    close,
  };
};
