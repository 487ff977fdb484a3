import { randomBytes, randomUUID } from 'node:crypto';
import type { Random } from '@cunjian/kernel';
import { clockOf } from './file-clock.ts';

/** The machine's, unless a test set another. */
export const systemClock = clockOf(process.env);

/** The operating system's generator. */
export const systemRandom: Random = {
  bytes: (length) => new Uint8Array(randomBytes(length)),
  uuid: () => randomUUID(),
};
