import type { Clock } from '@cunjian/kernel';
import { isRetriable } from './errors.ts';

export interface Backoff {
  readonly firstDelayMs: number;
  readonly maxDelayMs: number;
}

/** Doubles from the first delay to the largest. */
export const delayOf = ({ firstDelayMs, maxDelayMs }: Backoff, failures: number): number =>
  Math.min(maxDelayMs, firstDelayMs * 2 ** Math.min(failures - 1, 30));

export interface Retrying {
  /** Only for what may be done twice: reads, and reservations. */
  <T>(attempt: () => Promise<T>): Promise<T>;
}

export const createRetrying =
  (clock: Clock, backoff: Backoff, maxAttempts: number): Retrying =>
  async (attempt) => {
    for (let attempts = 1; ; attempts++)
      try {
        return await attempt();
      } catch (error) {
        if (attempts === maxAttempts || !isRetriable(error)) throw error;
        await clock.sleep(delayOf(backoff, attempts));
      }
  };
