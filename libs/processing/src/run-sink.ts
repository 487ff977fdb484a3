import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Batch, EventReader } from '@cunjian/event-store';
import type { Clock } from '@cunjian/kernel';
import { isFailedEvent, messageOf, type Sink } from './sink.ts';
import type { SinkStatus } from './status.ts';

/** Something done around each batch that is taken in: a span of a trace. */
export type AroundTake = (sink: string, batch: Batch, take: () => Promise<void>) => Promise<void>;

export interface RunSinkOptions {
  readonly reader: EventReader;
  readonly sink: Sink;
  readonly clock: Clock;
  /** Ends the loop after the batch in hand. */
  readonly signal: AbortSignal;
  readonly onStatus?: (status: SinkStatus) => void;
  readonly maxBatchEvents?: number;
  /** Batches are made smaller where events are large. */
  readonly maxBatchBytes?: number;
  readonly around?: AroundTake | undefined;
  /** Called before a batch of a long history, not of what was just appended: may hold up the thread for a moment. */
  readonly giveWay?: (() => void) | undefined;
}

const bare: AroundTake = (_sink, _batch, take) => take();
/** Behind by no more, a sink gives way to nobody: somebody may wait for it. */
const maxShortHistory = 2_000n;
const minRetryDelayMs = 100;
const maxRetryDelayMs = 30_000;
/** Timers of the platform end at 2^31 ms, and the machine's clock may be set. */
const maxSleepMs = 3_600_000;

/**
 * Follows the store for one sink from its checkpoint. Resolves when `signal` is aborted or an event has failed; never rejects.
 * An error that may pass is tried again after a delay that doubles up to `maxRetryDelayMs`.
 */
export const runSink = async (options: RunSinkOptions): Promise<void> => {
  const { sink, clock, signal } = options;
  const loop = createLoop(options);
  let attempts = 0;
  while (!signal.aborted) {
    try {
      await loop.run(() => (attempts = 0));
    } catch (error) {
      if (isFailedEvent(error)) {
        loop.report({ ...error.failure, error: messageOf(error.cause) });
        break;
      }
      const delayMs = Math.min(minRetryDelayMs * 2 ** attempts++, maxRetryDelayMs);
      const retryAt = clock.now() + delayMs;
      loop.report({ error: `${sink.name}: ${messageOf(error)}`, retryAt });
      await clock.sleep(delayMs, signal);
    }
  }
  sink.ended?.();
};

/** How many events as large as these have so many bytes. */
const fittingEvents = ({ events }: Batch, maxBytes: number): number => {
  const bytes = events.reduce((sum, event) => sum + event.bytes.length, 0);
  return bytes === 0 ? Infinity : Math.floor((maxBytes * events.length) / bytes);
};

const nextWake = (sink: Sink): Pick<SinkStatus, 'wakeAt'> => {
  const wakeAt = sink.wakeAt?.();
  return wakeAt === undefined ? {} : { wakeAt };
};

const createLoop = (options: RunSinkOptions) => {
  const { reader, sink, clock, signal, onStatus, maxBatchEvents = 250, maxBatchBytes = 4_194_304 } = options;
  const { name, version, types, serves } = sink;
  let position = 0n;
  let head = 0n;
  let limit = maxBatchEvents;
  let behindSince: number | undefined = clock.now();
  let startedAt = clock.now();
  let taken = 0;
  let state: SinkStatus['state'] = 'catching-up';

  const report = (failure?: SinkStatus['failure']): void => {
    if (failure !== undefined) state = 'failed';
    if (state !== 'live') behindSince ??= clock.now();
    const elapsedMs = clock.now() - startedAt;
    const eventsPerSecond = elapsedMs > 0 ? Math.round((taken * 1_000) / elapsedMs) : 0;
    const behind = behindSince === undefined ? {} : { behindSince };
    const failed = failure === undefined ? {} : { failure };
    const ofSink = { ...(serves === undefined ? {} : { serves }), ...nextWake(sink) };
    onStatus?.({ name, version, state, position, head, eventsPerSecond, ...behind, ...failed, ...ofSink });
  };

  const take = async (batch: Batch, more: boolean): Promise<void> => {
    await (options.around ?? bare)(name, batch, () => sink.take(batch, more));
    position = batch.position;
    head = await reader.head();
    taken += batch.events.length;
    limit = Math.max(1, Math.min(fittingEvents(batch, maxBatchBytes), maxBatchEvents));
  };

  const catchUp = async (): Promise<void> => {
    startedAt = clock.now();
    taken = 0;
    while (!signal.aborted) {
      const batch = await reader.readAll({ after: position, types, limit });
      if (batch.position === position) break;
      if (head - position > maxShortHistory) options.giveWay?.();
      await take(batch, true);
      report();
      // Others share the thread.
      await nextTurn();
    }
  };

  const follow = async (onProgress: () => void): Promise<void> => {
    const wakeAt = sink.wakeAt?.();
    const turn = new AbortController();
    const stop = AbortSignal.any([signal, turn.signal]);
    if (wakeAt !== undefined) {
      const delayMs = Math.min(Math.max(wakeAt - clock.now(), 0), maxSleepMs);
      void clock.sleep(delayMs, stop).then(() => turn.abort());
    }
    try {
      for await (const batch of reader.follow({ after: position, types, limit, signal: stop })) {
        behindSince ??= clock.now();
        report();
        await take(batch, false);
        onProgress();
        // A burst is caught up with as at the start, in large commits.
        if (position < head || sink.wakeAt?.() !== wakeAt) break;
        behindSince = undefined;
        report();
        await nextTurn();
      }
    } finally {
      turn.abort();
    }
  };

  const run = async (onProgress: () => void): Promise<void> => {
    position = (await sink.open()) ?? 0n;
    head = await reader.head();
    state = 'catching-up';
    report();
    while (!signal.aborted) {
      await catchUp();
      if (signal.aborted) return;
      await sink.caughtUp?.();
      onProgress();
      state = 'live';
      behindSince = undefined;
      report();
      await follow(onProgress);
    }
  };
  return { run, report };
};
