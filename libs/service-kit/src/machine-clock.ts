import type { Clock } from '@cunjian/kernel';

const maxTimerMs = 2_147_483_647;

/** The machine's clock: one of the few places that may read it. */
export const machineClock: Clock = {
  // eslint-disable-next-line no-restricted-syntax -- the adapter that everything else takes its time from
  now: () => Date.now(),
  sleep: (ms, signal) =>
    new Promise((resolve) => {
      if (signal?.aborted === true) return resolve();
      const wake = (): void => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', wake);
        resolve();
      };
      // eslint-disable-next-line no-restricted-syntax -- the adapter that everything else sleeps with
      const timer = setTimeout(wake, Math.min(Math.max(ms, 0), maxTimerMs));
      signal?.addEventListener('abort', wake, { once: true });
    }),
};

/** How late a sleeper learns that the clock was set. */
const maxUnnoticedMs = 1_000;

/** On a clock that may stand still, or be set forward past a deadline: it or the machine's, whichever gets there first. */
export const sleepOnEither =
  (now: () => number, unnoticedMs?: () => number | undefined): Clock['sleep'] =>
  async (ms, signal) => {
    const [until, machineUntil] = [now() + ms, machineClock.now() + ms];
    const left = (): number => Math.min(until - now(), machineUntil - machineClock.now());
    while (left() > 0 && signal?.aborted !== true)
      await machineClock.sleep(Math.min(left(), unnoticedMs?.() ?? maxUnnoticedMs), signal);
  };
