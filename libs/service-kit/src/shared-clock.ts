import type { Clock } from '@cunjian/kernel';
import { machineClock, sleepOnEither } from './machine-clock.ts';

/** The time told by all threads of the process; 0 where it is the machine's. */
export interface SharedClock extends Clock {
  readonly cell: SharedArrayBuffer;
  /** Milliseconds since the epoch; undefined: the machine's own time again. */
  set(now: number | undefined): void;
}

/** While it is set: it is about to be set again, and each time all that became due waits for its sleepers. */
const maxUnnoticedMs = 10;

/**
 * A clock that the demo sets to the past, so that a year of history has the times of that year, in the background
 * thread too. A sleep ends when this clock or the machine's has gone on so far.
 */
export const createSharedClock = (cell: SharedArrayBuffer = new SharedArrayBuffer(8)): SharedClock => {
  const view = new BigInt64Array(cell);
  const setTo = (): number => Number(Atomics.load(view, 0));
  const now = (): number => setTo() || machineClock.now();
  return {
    cell,
    now,
    sleep: sleepOnEither(now, () => (setTo() === 0 ? undefined : maxUnnoticedMs)),
    set: (now) => void Atomics.store(view, 0, BigInt(now ?? 0)),
  };
};
