import { constants, getPriority, setPriority } from 'node:os';

/** Of a core that a thread of normal priority wants too, one with this gets a fifteenth. */
const niceness = 12;

/**
 * Lets the threads that answer requests go before the calling one where the machine is busy. On Linux, where 0 means the
 * calling thread; elsewhere it would mean all of the process, and nothing is done.
 */
export const giveWay = (): void => {
  if (process.platform !== 'linux') return;
  setPriority(0, Math.min(getPriority(0) + niceness, constants.priority.PRIORITY_LOW));
};
