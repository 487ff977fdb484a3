import type { Clock } from '@cunjian/kernel';
import type { ClientReadableStream } from '@grpc/grpc-js';
import type { ReadResp } from '@eventstore/db-client/generated/streams_pb.js';
import type { Batch, StoredEvent } from '../port.ts';
import { asCommandError, type Connection } from './connection.ts';
import { advice, explain } from './errors.ts';
import { subscribeRequest } from './requests.ts';
import { delayOf, type Backoff } from './retrying.ts';
import { storedEvent } from './stored-event.ts';

/** What is kept for followers that are a little behind; who is further behind reads pages. */
const maxKeptEvents = 2_000;
const maxKeptBytes = 16 * 1024 * 1024;

export type TailState =
  | { readonly state: 'idle' | 'connecting' | 'live' }
  /** Since when, how many tries in a row have failed, and what to do about the last. */
  | { readonly state: 'dropped'; readonly sinceMs: number; readonly failures: number; readonly advice: string };

/** The end of `$all`, by one subscription for all followers of a store. */
export interface Tail {
  /** Begins to follow after a position, unless it does already. */
  start(after: bigint): void;
  /** Everything that has come after a position; undefined where that lies before what is kept. Throws where the store holds what is not ours. */
  since(after: bigint): Batch | undefined;
  /** Take it before looking; hand it to `changed`. */
  ticket(): number;
  /** Resolves when there is more than at `ticket`, on abort, and when the tail is closed. */
  changed(ticket: number, signal: AbortSignal): Promise<void>;
  state(): TailState;
  closed(): boolean;
  close(): void;
}

/** The last events in order, and from where on they are complete. */
const createWindow = (after: bigint) => {
  let events: StoredEvent[] = [];
  let bytes = 0;
  let from = after;
  let position = after;
  return {
    position: () => position,
    add: (event: StoredEvent) => {
      events.push(event);
      bytes += event.bytes.length;
      position = event.position;
      if (events.length <= maxKeptEvents && bytes <= maxKeptBytes) return;
      // Half at a time: moving what is kept costs as much as it is long.
      const dropped = events.slice(0, Math.ceil(events.length / 2));
      events = events.slice(dropped.length);
      bytes = events.reduce((sum, kept) => sum + kept.bytes.length, 0);
      from = dropped.at(-1)?.position ?? from;
    },
    advance: (to: bigint) => {
      if (to > position) position = to;
    },
    since: (start: bigint): Batch | undefined => {
      if (start < from) return undefined;
      if (start >= position) return { events: [], position: start };
      return { events: events.filter((event) => event.position > start), position };
    },
  };
};
type Window = ReturnType<typeof createWindow>;

/** What a response of the subscription adds; true where followers have something new. */
const takeInto = (window: Window, response: ReadResp): boolean => {
  const before = window.position();
  const event = storedEvent(response);
  const checkpoint = response.getCheckpoint();
  // The server may send the event at the position it was given.
  if (event !== undefined && event.position > before) window.add(event);
  // Any other checkpoint may stand before an event at the same commit position, which would be passed over on resuming.
  if (checkpoint !== undefined && checkpoint.getCommitPosition() === checkpoint.getPreparePosition())
    window.advance(BigInt(checkpoint.getCommitPosition()));
  return window.position() > before;
};

export interface TailOptions {
  readonly connection: Connection;
  readonly clock: Clock;
  readonly backoff: Backoff;
  /** For the log: each try that failed. */
  readonly onDropped?: ((reason: Error, failures: number) => void) | undefined;
}

export const createTail = ({ connection, clock, backoff, onDropped }: TailOptions): Tail => {
  const stop = new AbortController();
  const waiting = new Set<() => void>();
  let wakes = 0;
  let window: Window | undefined;
  let call: ClientReadableStream<ReadResp> | undefined;
  let state: TailState = { state: 'idle' };
  let notOurs: Error | undefined;

  const wakeAll = () => {
    wakes++;
    for (const wake of waiting) wake();
  };

  /** How many tries in a row have failed, with this one. */
  const drop = (reason: Error): number => {
    const sinceMs = state.state === 'dropped' ? state.sinceMs : clock.now();
    const failures = state.state === 'dropped' ? state.failures + 1 : 1;
    state = { state: 'dropped', sinceMs, failures, advice: advice(reason) };
    onDropped?.(explain(reason, connection.target), failures);
    return failures;
  };

  /** Resolves when the server ends it, rejects when it breaks. */
  const drain = async (into: Window): Promise<void> => {
    const open = (call = await connection.subscribe(subscribeRequest(into.position())));
    if (stop.signal.aborted) open.cancel();
    await new Promise<void>((resolve, reject) => {
      open.on('data', (response: ReadResp) => {
        state = { state: 'live' };
        try {
          if (takeInto(into, response)) wakeAll();
        } catch (error) {
          notOurs = error instanceof Error ? error : new Error(String(error));
          open.cancel();
          wakeAll();
        }
      });
      open.on('end', resolve);
      open.on('error', (error: Error) => reject(asCommandError(error)));
    });
  };

  const run = async (into: Window): Promise<void> => {
    state = { state: 'connecting' };
    while (!stop.signal.aborted) {
      const reason = await drain(into).then(
        () => new Error('the server ended the subscription'),
        (error: unknown) => (error instanceof Error ? error : new Error(String(error))),
      );
      if (stop.signal.aborted || notOurs !== undefined) return;
      const failures = drop(reason);
      await clock.sleep(delayOf(backoff, failures), stop.signal);
    }
  };

  return {
    start: (after) => {
      if (window !== undefined || stop.signal.aborted) return;
      window = createWindow(after);
      void run(window);
    },
    since: (after) => {
      if (notOurs !== undefined) throw notOurs;
      return window?.since(after);
    },
    ticket: () => wakes,
    changed: (ticket, signal) =>
      new Promise((resolve) => {
        if (wakes !== ticket || signal.aborted || stop.signal.aborted) return resolve();
        const wake = () => {
          waiting.delete(wake);
          signal.removeEventListener('abort', wake);
          resolve();
        };
        waiting.add(wake);
        signal.addEventListener('abort', wake, { once: true });
      }),
    state: () => state,
    closed: () => stop.signal.aborted,
    close: () => {
      stop.abort();
      call?.cancel();
      wakeAll();
    },
  };
};
