import type { Clock } from '@cunjian/kernel';
import type { ClientReadableStream } from '@grpc/grpc-js';
import type { ReadResp } from '@eventstore/db-client/generated/streams_pb.js';
import type { Batch } from '../port.ts';
import { asCommandError, type Connection } from './connection.ts';
import { advice, explain } from './errors.ts';
import { subscribeRequest } from './requests.ts';
import { delayOf, type Backoff } from './retrying.ts';
import { createWindow, type Window } from './window.ts';

export type TailState =
  | { readonly state: 'idle' | 'connecting' | 'live' }
  /** For good: the store holds what is not ours. */
  | { readonly state: 'stopped'; readonly advice: string }
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

const createWaiting = (closed: AbortSignal) => {
  const waiting = new Set<() => void>();
  let wakes = 0;
  return {
    wakeAll: () => {
      wakes++;
      for (const wake of waiting) wake();
    },
    ticket: () => wakes,
    changed: (ticket: number, signal: AbortSignal): Promise<void> =>
      new Promise((resolve) => {
        if (wakes !== ticket || signal.aborted || closed.aborted) return resolve();
        const wake = () => {
          waiting.delete(wake);
          signal.removeEventListener('abort', wake);
          resolve();
        };
        waiting.add(wake);
        signal.addEventListener('abort', wake, { once: true });
      }),
  };
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
  const { wakeAll, ticket, changed } = createWaiting(stop.signal);
  let window: Window | undefined;
  let call: ClientReadableStream<ReadResp> | undefined;
  let state: TailState = { state: 'idle' };
  let notOurs: Error | undefined;

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
    const open = (call = await connection.subscribe(subscribeRequest(into.resumeAfter())));
    if (stop.signal.aborted) open.cancel();
    await new Promise<void>((resolve, reject) => {
      open.on('data', (response: ReadResp) => {
        if (notOurs !== undefined) return;
        state = { state: 'live' };
        try {
          if (into.take(response)) wakeAll();
        } catch (error) {
          notOurs = error instanceof Error ? error : new Error(String(error));
          state = { state: 'stopped', advice: advice(notOurs) };
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
    ticket,
    changed,
    state: () => state,
    closed: () => stop.signal.aborted,
    close: () => {
      stop.abort();
      call?.cancel();
      wakeAll();
    },
  };
};
