import { setTimeout as sleep } from 'node:timers/promises';
import { withCallers } from './harness.ts';

/** Of so many measured milliseconds, that which the share `part` of them does not exceed. */
export const percentile = (measured: readonly number[], part: number): number => {
  const sorted = [...measured].sort((a, b) => a - b);
  const found = sorted[Math.max(0, Math.ceil(sorted.length * part) - 1)];
  if (found === undefined) throw new Error('nothing was measured');
  return found;
};

/** `total` calls from `callers` at once: the milliseconds of each, and how many a second there were. */
export const closedLoop = async (callers: number, total: number, call: (index: number) => Promise<unknown>) => {
  const times: number[] = [];
  const start = performance.now();
  await withCallers(callers, total, async (index) => {
    const begun = performance.now();
    await call(index);
    times.push(performance.now() - begun);
  });
  return { times, perSecond: (total * 1_000) / (performance.now() - start) };
};

/**
 * A call every so often, whether the one before has been answered or not, until `isOver` or for `maxMs`: the
 * milliseconds of each since it was due, so that one that had to wait for another counts as slow too.
 */
export const openLoop = async (
  everyMs: number,
  maxMs: number,
  isOver: () => boolean,
  call: () => Promise<unknown>,
): Promise<readonly number[]> => {
  const times: number[] = [];
  const calls: Promise<void>[] = [];
  const start = performance.now();
  for (let due = start; due < start + maxMs && !isOver(); due += everyMs) {
    await sleep(Math.max(0, due - performance.now()));
    calls.push(call().then(() => void times.push(performance.now() - due)));
  }
  await Promise.all(calls);
  return times;
};
