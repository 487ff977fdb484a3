import type { Catalogue } from '@cunjian/contracts';
import type { EventReader } from '@cunjian/event-store';
import type { Clock } from '@cunjian/kernel';
import type { Check } from './health.ts';

/** A process whose clock is further off is not ready: "as of" a time is answered by the times of events. */
export const maxClockSkewMs = 60_000;

export interface ClockCheckOptions {
  readonly store: Pick<EventReader, 'head' | 'readEvent'>;
  readonly catalogue: Catalogue;
  readonly clock: Pick<Clock, 'now'>;
}

/**
 * Compares this process's clock with the newest event of the store: one from the future was written by a clock that is
 * ahead, or is read by one that is behind. Which of the two it is, one store can't tell.
 */
export const createClockCheck = ({
  store,
  catalogue,
  clock,
}: ClockCheckOptions): (() => Promise<Omit<Check, 'name'>>) => {
  let seen = 0n;
  let latestMs = 0;
  return async () => {
    const head = await store.head();
    if (head !== seen) {
      const newest = await store.readEvent(head);
      if (newest !== undefined) latestMs = Math.max(latestMs, Date.parse(catalogue.decode(newest).time));
      seen = head;
    }
    const aheadMs = latestMs - clock.now();
    if (aheadMs <= maxClockSkewMs) return { ok: true };
    const seconds = Math.ceil(aheadMs / 1_000);
    return {
      ok: false,
      detail: `the newest event is ${seconds} s later than this machine's clock: set the clocks of all machines by NTP`,
    };
  };
};
