/** Commands under way at once: enough for the store to commit them in groups, few enough for its queue. */
const maxParallelCommands = 64;

/** Runs `work` for every item, at most `maxParallelCommands` at once. Rejects with the first error, after those under way. */
export const inParallel = async <Item>(items: readonly Item[], work: (item: Item) => Promise<void>): Promise<void> => {
  const left = items.values();
  const worker = async (): Promise<void> => {
    for (const item of left) await work(item);
  };
  const results = await Promise.allSettled(Array.from({ length: maxParallelCommands }, worker));
  for (const result of results) if (result.status === 'rejected') throw result.reason;
};
