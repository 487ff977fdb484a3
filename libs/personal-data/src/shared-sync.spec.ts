import { describe, expect, it } from '@jest/globals';
import { createSharedSync } from './shared-sync.ts';

/** A disk whose syncs end when the test says so. */
const slowDisk = () => {
  const syncs: PromiseWithResolvers<void>[] = [];
  return {
    syncs,
    sync: () => {
      const begun = Promise.withResolvers<void>();
      syncs.push(begun);
      return begun.promise;
    },
  };
};
const turn = () => new Promise(setImmediate);

describe('sharing syncs', () => {
  it('makes one for all who ask at once', async () => {
    const { syncs, sync } = slowDisk();
    const synced = createSharedSync(sync);
    const both = Promise.all([synced(), synced()]);
    await turn();
    expect(syncs.length).toBe(1);
    syncs[0]?.resolve();
    await both;
  });

  it('makes another for who asks while one runs, and not before it has ended', async () => {
    const { syncs, sync } = slowDisk();
    const synced = createSharedSync(sync);
    const first = synced();
    await turn();
    let isSynced = false;
    const second = synced().then(() => (isSynced = true));
    await turn();
    expect(syncs.length).toBe(1);
    syncs[0]?.resolve();
    await first;
    await turn();
    expect([syncs.length, isSynced]).toEqual([2, false]);
    syncs[1]?.resolve();
    await second;
  });

  it('tells those alone who waited for it that one failed', async () => {
    const { syncs, sync } = slowDisk();
    const synced = createSharedSync(sync);
    const first = synced();
    await turn();
    const second = synced();
    syncs[0]?.reject(new Error('the disk is gone'));
    await expect(first).rejects.toThrow('the disk is gone');
    await turn();
    syncs[1]?.resolve();
    await second;
  });
});
