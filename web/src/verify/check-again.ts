import { checkAgainAfterMs } from './heads-hint.ts';
import type { Step } from './steps.ts';

/** The browser's, or a test's. */
export interface Timers {
  setTimeout(run: () => void, ms: number): unknown;
  clearTimeout(timer: unknown): void;
}

/** Checks by itself when what waits for the next heads can be proved; at most one such check is ahead at a time. */
export const createCheckAgain = (timers: Timers, check: () => void) => {
  let timer: unknown;
  const cancel = (): void => timers.clearTimeout(timer);
  return {
    cancel,
    /** After a check: `steps` say whether it is worth another, and when. */
    plan: (steps: readonly Step[]): void => {
      cancel();
      const afterMs = checkAgainAfterMs(steps);
      if (afterMs !== undefined) timer = timers.setTimeout(check, afterMs);
    },
  };
};
