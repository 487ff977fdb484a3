import type { Clock } from '@cunjian/kernel';
import { elapsed } from '@cunjian/service-kit';

/** How often is asked whether anything was sealed, while anybody waits for it. */
const lookIntervalMs = 500;
/** Divisions of one question; the service takes no more. */
const maxDivisionsPerLook = 1_000;

/** What has been sealed, for all subscriptions of the process: two questions at most in each interval. */
export interface LogWatch {
  /**
   * Resolves when the log that a division writes now has more than `size` entries, after `ms` at the latest, when
   * `signal` is aborted, or where nothing can be known. Who waits for one village is not woken by what happens in
   * another; who waits beyond the end, or while logs are numbered anew and seem shorter, not before they have come so far.
   */
  changed(
    waiting: { readonly division: string; readonly size: number },
    ms: number,
    signal: AbortSignal,
  ): Promise<void>;
}

export interface LogSizes {
  /** Moves whenever something was sealed. */
  position(): Promise<string>;
  of(divisions: readonly string[]): Promise<readonly { readonly division: string; readonly size: number }[]>;
}

interface Waiter {
  readonly division: string;
  readonly size: number;
  readonly wake: () => void;
  /** Position at which its log was looked at; null before that, undefined where it was not known. */
  lookedAt: string | undefined | null;
}

export const createLogWatch = (sizes: LogSizes, clock: Clock): LogWatch => {
  const waiting = new Set<Waiter>();
  let looking = false;

  const sizesOf = async (divisions: readonly string[]): Promise<ReadonlyMap<string, number>> => {
    const found = new Map<string, number>();
    for (let from = 0; from < divisions.length; from += maxDivisionsPerLook)
      for (const { division, size } of await sizes.of(divisions.slice(from, from + maxDivisionsPerLook)))
        found.set(division, size);
    return found;
  };
  const look = async (): Promise<void> => {
    const now = await sizes.position().catch(() => undefined);
    const due = [...waiting].filter(({ lookedAt }) => lookedAt !== now);
    if (due.length === 0) return;
    const divisions = [...new Set(due.map(({ division }) => division))];
    // Where the service is out of reach, whoever waits looks for herself and is told.
    const found = now === undefined ? undefined : await sizesOf(divisions).catch(() => undefined);
    for (const waiter of due) {
      if ((found?.get(waiter.division) ?? Infinity) <= waiter.size) waiter.lookedAt = now;
      else waiter.wake();
    }
  };
  const lookOn = async (): Promise<void> => {
    looking = true;
    while (waiting.size > 0) {
      await look();
      await clock.sleep(lookIntervalMs);
    }
    looking = false;
  };

  return {
    changed: ({ division, size }, ms, signal) =>
      new Promise((resolve) => {
        if (signal.aborted) return resolve();
        const done = new AbortController();
        const wake = (): void => {
          waiting.delete(waiter);
          signal.removeEventListener('abort', wake);
          done.abort();
          resolve();
        };
        const waiter: Waiter = { division, size, wake, lookedAt: null };
        waiting.add(waiter);
        signal.addEventListener('abort', wake);
        void elapsed(clock, ms, done.signal).then(wake);
        if (!looking) void lookOn();
      }),
  };
};
