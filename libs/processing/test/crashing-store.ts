import type { CollectionReader, Document, Loaded, ReadModelStore } from '@cunjian/read-model';

/**
 * Documents without transactions, as a document database writes them: one after the other, each guarded by its position, the
 * checkpoint last. `crashAfter` writes of a commit it stops: what is written stays.
 */
export const createCrashingStore = () => {
  const collections = new Map<string, Map<string, Loaded>>();
  let checkpoint: bigint | undefined;
  let crashAfter = Infinity;
  const collectionOf = (name: string): Map<string, Loaded> => {
    const found = collections.get(name) ?? new Map<string, Loaded>();
    collections.set(name, found);
    return found;
  };
  const unused = async (): Promise<never> => {
    throw new Error('not used here');
  };
  const store: ReadModelStore = {
    collection: <D extends Document>(): CollectionReader<D> => ({ get: unused, find: unused, count: unused }),
    checkpoint: async () => checkpoint,
    prepare: async () => checkpoint,
    live: async () => undefined,
    load: async (spec, keys) => {
      const documents = collectionOf(spec.name);
      return new Map(
        keys.flatMap((key) => {
          const found = documents.get(key);
          return found === undefined ? [] : [[key, structuredClone(found)]];
        }),
      );
    },
    commit: async (_name, _version, commits, position) => {
      let left = crashAfter;
      for (const { spec, writes } of commits)
        for (const { key, position: at, document } of writes) {
          if (left-- <= 0) throw new Error('crashed');
          const documents = collectionOf(spec.name);
          if (at >= (documents.get(key)?.position ?? -1n)) documents.set(key, { position: at, document, size: 1 });
        }
      if (left <= 0) throw new Error('crashed');
      checkpoint = position;
    },
    swap: async () => undefined,
    drop: unused,
    close: async () => undefined,
  };
  return {
    store,
    crashAfter: (writes: number) => (crashAfter = writes),
    documents: (name: string): Map<string, object> =>
      new Map(
        [...collectionOf(name)].flatMap(([key, { document }]) => (document === undefined ? [] : [[key, document]])),
      ),
  };
};
