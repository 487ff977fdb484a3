import type { Clock } from '@cunjian/kernel';

/** For the double as a process, and for tests that wait for a socket. */
export const machineClock: Clock = {
  now: () => Math.floor(performance.timeOrigin + performance.now()),
  sleep: (ms, signal) =>
    new Promise((resolve) => {
      const wake = () => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', wake);
        resolve();
      };
      // eslint-disable-next-line no-restricted-syntax -- this is the clock of the process
      const timer = setTimeout(wake, ms);
      if (signal?.aborted === true) wake();
      else signal?.addEventListener('abort', wake);
    }),
};
