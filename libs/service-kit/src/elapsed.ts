import type { Clock } from '@cunjian/kernel';

/** Resolves when `ms` of the clock's time have passed, however its sleeps are cut short, or when `signal` is aborted. */
export const elapsed = async (clock: Clock, ms: number, signal: AbortSignal): Promise<void> => {
  const until = clock.now() + ms;
  while (clock.now() < until && !signal.aborted) await clock.sleep(until - clock.now(), signal);
};
