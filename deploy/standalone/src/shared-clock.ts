import { systemClock } from '@cunjian/service-kit';
import type { Clock } from '@cunjian/kernel';

/** The time told by all threads of the process; 0 where it is the machine's. */
export interface SharedClock extends Clock {
  readonly cell: SharedArrayBuffer;
  /** Milliseconds since the epoch; undefined: the machine's own time again. */
  set(now: number | undefined): void;
}

/**
 * A clock that the demo sets to the past, so that a year of history has the times of that year, in the background
 * thread too. It sleeps by the machine's clock whatever it says.
 */
export const createSharedClock = (cell: SharedArrayBuffer = new SharedArrayBuffer(8)): SharedClock => {
  const view = new BigInt64Array(cell);
  return {
    cell,
    now: () => Number(Atomics.load(view, 0)) || systemClock.now(),
    sleep: systemClock.sleep,
    set: (now) => void Atomics.store(view, 0, BigInt(now ?? 0)),
  };
};
