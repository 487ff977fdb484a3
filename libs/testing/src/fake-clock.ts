import type { Clock } from '@cunjian/kernel';

export interface FakeClock extends Clock {
  /** Lets `ms` pass: sleepers wake in the order of their times, each before the time goes on. */
  advance(ms: number): Promise<void>;
}

interface Sleeper {
  readonly at: number;
  readonly wake: () => void;
}

/** Stands still until it is advanced. `start` is milliseconds since the epoch or an RFC 3339 time. */
export const createFakeClock = (start: number | string = '2026-03-05T01:00:00.000Z'): FakeClock => {
  let now = typeof start === 'number' ? start : Date.parse(start);
  if (!Number.isFinite(now)) throw new TypeError(`${start} is no time`);
  const sleepers = new Set<Sleeper>();
  const nextUntil = (end: number): Sleeper | undefined =>
    [...sleepers].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
  return {
    now: () => now,
    sleep: (ms, signal) =>
      new Promise((resolve) => {
        const wake = () => {
          sleepers.delete(sleeper);
          signal?.removeEventListener('abort', wake);
          resolve();
        };
        const sleeper: Sleeper = { at: now + ms, wake };
        if (signal?.aborted === true || ms <= 0) return resolve();
        sleepers.add(sleeper);
        signal?.addEventListener('abort', wake);
      }),
    advance: async (ms) => {
      const end = now + ms;
      for (let next = nextUntil(end); next !== undefined; next = nextUntil(end)) {
        now = next.at;
        next.wake();
        // What the sleeper does now may sleep again, within this same advance.
        await new Promise(setImmediate);
      }
      now = end;
    },
  };
};
