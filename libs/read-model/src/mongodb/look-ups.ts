import type { Entry, Registry } from './registry.ts';

export type LookUps = ReturnType<typeof createLookUps>;

interface Asked {
  readonly names: Set<string>;
  readonly collections: Set<string>;
  readonly entries: Promise<readonly Entry[]>;
}

/**
 * What is live, for readers: every read asks, so whoever asks while a request is under way goes with the next one, together
 * with all others. Each answer is of a request that began after its question, as if everybody had asked for himself.
 */
export const createLookUps = ({ entries }: Pick<Registry, 'entries'>) => {
  /** Those who go with the next request. */
  let next: Asked | undefined;
  let underWay: Promise<unknown> = Promise.resolve();

  const begin = (): Asked => {
    const [names, collections] = [new Set<string>(), new Set<string>()];
    const asked = underWay.then(() => {
      next = undefined;
      const found = entries([...names], [...collections]);
      // Who asked is told; those of the next request have one of their own.
      underWay = found.catch(() => undefined);
      return found;
    });
    return { names, collections, entries: asked };
  };

  return {
    entry: async (name: string): Promise<Entry | undefined> => {
      const asked = (next ??= begin());
      asked.names.add(name);
      return (await asked.entries).find(({ _id }) => _id === name);
    },
    entryOfCollection: async (collection: string): Promise<Entry | undefined> => {
      const asked = (next ??= begin());
      asked.collections.add(collection);
      return (await asked.entries).find(({ names }) => names.includes(collection));
    },
  };
};
