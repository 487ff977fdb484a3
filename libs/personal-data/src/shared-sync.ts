/**
 * Calls `sync` once for all who wait, one call after the other: what was written before somebody asked is on disk when
 * her promise resolves. A call that runs already may have begun before she wrote, so she waits for the next one.
 */
export const createSharedSync = (sync: () => Promise<void>): (() => Promise<void>) => {
  let running: Promise<void> = Promise.resolve();
  let next: Promise<void> | undefined;
  const begin = (): Promise<void> => {
    running = next ?? running;
    next = undefined;
    return sync();
  };
  return () => (next ??= running.then(begin, begin));
};
