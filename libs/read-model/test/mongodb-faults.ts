import { jest } from '@jest/globals';
import mongoose from 'mongoose';

const { Collection } = mongoose.mongo;
/** What the adapter writes with. */
const writes = ['bulkWrite', 'updateOne', 'deleteMany'] as const;

export interface CrashPoint {
  /** Requests that write, from 0: the one that goes wrong, and all behind it. */
  readonly step: number;
  /** `before`: it never reaches the server. `after`: it is done there, and the answer is lost. */
  readonly when: 'before' | 'after';
}

/** Lets a process "crash" at one of its writes to MongoDB, whichever connection it takes. `restore` before anything else is done. */
export const crashAt = ({ step, when }: CrashPoint) => {
  let done = 0;
  let crashed = false;
  const spies = writes.map((name) => {
    const method = Collection.prototype[name] as (...given: unknown[]) => Promise<unknown>;
    return jest.spyOn(Collection.prototype, name).mockImplementation(async function (
      this: unknown,
      ...given: unknown[]
    ): Promise<never> {
      const here = done++ === step;
      if (crashed || (here && when === 'before')) {
        crashed = true;
        throw new Error('crashed');
      }
      const answer = await method.apply(this, given);
      if (!here) return answer as never;
      crashed = true;
      throw new Error('crashed');
    });
  });
  return {
    hasCrashed: () => crashed,
    restore: () => spies.forEach((spy) => spy.mockRestore()),
  };
};

/** How many requests `work` makes to read and write documents. */
export const countRequests = async (work: () => Promise<unknown>): Promise<number> => {
  const spies = ([...writes, 'find', 'aggregate'] as const).map((name) => jest.spyOn(Collection.prototype, name));
  try {
    await work();
    return spies.reduce((sum, spy) => sum + spy.mock.calls.length, 0);
  } finally {
    spies.forEach((spy) => spy.mockRestore());
  }
};

/** The next count of documents waits until what was asked beside it is answered and `meanwhile` is done: a read that is overtaken. */
export const overtakeNextCount = (meanwhile: () => Promise<unknown>): void => {
  const count = Collection.prototype.countDocuments;
  const beside = jest.spyOn(Collection.prototype, 'findOne');
  const spy = jest.spyOn(Collection.prototype, 'countDocuments');
  spy.mockImplementationOnce(async function (this: unknown, ...given: Parameters<typeof count>) {
    spy.mockRestore();
    await new Promise(setImmediate);
    await Promise.all(beside.mock.results.map(({ value }) => value));
    beside.mockRestore();
    await meanwhile();
    return Reflect.apply(count, this, given);
  });
};
