export interface BatchLimits<Item, Result> {
  /** All results in the order of the items, or none: then each waiting caller gets its error. */
  readonly carryOut: (items: readonly Item[]) => Promise<readonly Result[]>;
  readonly maxBatch: number;
  /** Beyond it `busy` answers. */
  readonly maxWaiting: number;
  readonly busy: () => Result;
}

interface Waiting<Item, Result> {
  readonly item: Item;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * What is asked for while a batch is being carried out waits and becomes the next one, so that a write to disk is paid
 * once for all of them.
 */
export const createBatches = <Item, Result>(limits: BatchLimits<Item, Result>): ((item: Item) => Promise<Result>) => {
  const { carryOut, maxBatch, maxWaiting, busy } = limits;
  let waiting: Waiting<Item, Result>[] = [];
  let running = false;
  const run = async (): Promise<void> => {
    while (waiting.length > 0) {
      const batch = waiting.slice(0, maxBatch);
      waiting = waiting.slice(maxBatch);
      try {
        const results = await carryOut(batch.map(({ item }) => item));
        batch.forEach(({ resolve, reject }, at) => {
          const result = results[at];
          if (result === undefined) reject(new Error('a batch was answered in part'));
          else resolve(result);
        });
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    running = false;
  };
  return (item) =>
    new Promise((resolve, reject) => {
      if (waiting.length >= maxWaiting) return resolve(busy());
      waiting.push({ item, resolve, reject });
      if (running) return;
      running = true;
      // After the current turn, so that all that is asked for in it goes together.
      setImmediate(() => void run());
    });
};
