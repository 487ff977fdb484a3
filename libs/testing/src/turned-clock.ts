import type { Clock } from '@cunjian/kernel';

/** What waits for stores and threads looks again at least this often, however long it wants to sleep. */
const maxSleepMs = 20;

/**
 * Tells what `now` tells, turned forward by hand: for deployments with threads of their own, which sleep in real time
 * whatever the clock says.
 */
export const createTurnedClock = (now: () => number): Clock & { advance(ms: number): void } => {
  let turnedMs = 0;
  return {
    now: () => now() + turnedMs,
    sleep: (ms, signal) =>
      new Promise((resolve) => {
        // eslint-disable-next-line no-restricted-syntax -- stores and threads need real time
        const timer = setTimeout(resolve, Math.min(ms, maxSleepMs));
        signal?.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true });
      }),
    advance: (ms) => void (turnedMs += ms),
  };
};
