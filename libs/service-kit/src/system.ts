import { randomBytes, randomUUID } from 'node:crypto';
import type { Clock, Random } from '@cunjian/kernel';

const maxTimerMs = 2_147_483_647;

/** The machine's clock: one of the few places that may read it. */
export const systemClock: Clock = {
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

/** The operating system's generator. */
export const systemRandom: Random = {
  bytes: (length) => new Uint8Array(randomBytes(length)),
  uuid: () => randomUUID(),
};
