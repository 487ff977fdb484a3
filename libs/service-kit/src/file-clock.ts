import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { Clock } from '@cunjian/kernel';
import { machineClock, sleepOnEither } from './machine-clock.ts';

/** How late a process learns that the clock was set. */
const maxUnnoticedMs = 50;

/**
 * For tests of processes beside one another: the machine's clock, less or more by as many milliseconds as a file says.
 * Without the file it is the machine's.
 */
export const createFileClock = (file: string, machine: Pick<Clock, 'now'> = machineClock): Clock => {
  let [offset, readAt] = [0, Number.NEGATIVE_INFINITY];
  const now = (): number => {
    const at = machine.now();
    if (at - readAt >= maxUnnoticedMs) [offset, readAt] = [offsetIn(file), at];
    return at + offset;
  };
  return { now, sleep: sleepOnEither(now) };
};

const offsetIn = (file: string): number => {
  try {
    return Number(readFileSync(file, 'utf8'));
  } catch {
    return 0;
  }
};

/** Sets all clocks on `file` to `now`, in milliseconds since the epoch; they go on from there. */
export const setFileClock = (file: string, now: number): void => {
  // Whole or not at all: somebody may be reading it.
  writeFileSync(`${file}.new`, String(now - machineClock.now()));
  renameSync(`${file}.new`, file);
};

/** That of the process: the machine's, or where CUNJIAN_TEST_CLOCK names a file, one that tests set. Throws in production. */
export const clockOf = (env: Readonly<Record<string, string | undefined>>): Clock => {
  const file = env['CUNJIAN_TEST_CLOCK'];
  if (file === undefined) return machineClock;
  if (env['NODE_ENV'] === 'production')
    throw new Error('CUNJIAN_TEST_CLOCK sets the time that events bear: unset it in production');
  return createFileClock(file);
};
