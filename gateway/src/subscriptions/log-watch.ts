import type { Clock } from '@cunjian/kernel';
import { elapsed } from '@cunjian/service-kit';

/** How often is asked whether anything was sealed, while anybody waits for it. */
const lookIntervalMs = 500;

/** One question for all subscriptions of the process: has anything been sealed? */
export interface LogWatch {
  /** Counts what it has noticed: to be asked before one looks for oneself. */
  seen(): number;
  /** Resolves when more is noticed than was `seen`, after `ms` at the latest, or when `signal` is aborted. */
  changed(seen: number, ms: number, signal: AbortSignal): Promise<void>;
}

export const createLogWatch = (position: () => Promise<string>, clock: Clock): LogWatch => {
  const waiting = new Set<() => void>();
  let last: string | undefined;
  let looking = false;
  let noticed = 0;

  const look = async (): Promise<void> => {
    looking = true;
    while (waiting.size > 0) {
      // Where the service is out of reach, whoever waits looks for herself and is told.
      const now = await position().catch(() => undefined);
      if (now !== last) {
        noticed++;
        for (const wake of [...waiting]) wake();
      }
      last = now;
      await clock.sleep(lookIntervalMs);
    }
    looking = false;
  };

  return {
    seen: () => noticed,
    changed: (seen, ms, signal) =>
      new Promise((resolve) => {
        if (signal.aborted || seen !== noticed) return resolve();
        const done = new AbortController();
        const wake = (): void => {
          waiting.delete(wake);
          signal.removeEventListener('abort', wake);
          done.abort();
          resolve();
        };
        waiting.add(wake);
        signal.addEventListener('abort', wake);
        void elapsed(clock, ms, done.signal).then(wake);
        if (!looking) void look();
      }),
  };
};
