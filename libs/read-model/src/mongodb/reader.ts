import type { Connection } from 'mongoose';
import { encodeCursor } from '../cursor.ts';
import type { CollectionReader, Document, Found, ReadModelReader } from '../port.ts';
import { clear, connect, databaseOf, healthOf, maxOperationMs, type Health, type MongoOptions } from './connection.ts';
import { layoutOf, type Layout, type Stored } from './layout.ts';
import { countFilter, findPipeline } from './query.ts';
import { createLookUps, type LookUps } from './look-ups.ts';
import { liveOf, registryOn, type Entry, type Held, type Model, type Registry } from './registry.ts';
import { chunks, maxKeys } from './writer.ts';

export interface MongoReadModelReader extends ReadModelReader {
  /** For `/health/ready`: whether the server answers. Names no address. */
  health(): Promise<Health>;
}

/** Any number of these beside the one writer. Throws where the server cannot be reached, and says what to do. */
export const openMongoReadModelReader = async (options: MongoOptions): Promise<MongoReadModelReader> => {
  const connection = await connect(options);
  return readerOn(connection, registryOn(connection));
};

export const readerOn = (connection: Connection, registry: Registry): MongoReadModelReader => {
  const lookUps = createLookUps(registry);
  const onLive = createOnLive(connection, lookUps);
  return {
    collection: (spec) => collectionReader(onLive, spec.name),
    checkpoint: async (name) => clearly(async () => onLive.learn(await lookUps.entry(name))?.checkpoint),
    health: () => healthOf(connection),
    close: () => connection.close(),
  };
};

const clearly = async <T>(work: () => Promise<T>): Promise<T> => {
  try {
    return await work();
  } catch (error) {
    throw clear(error);
  }
};

/** How often a read begins again where a swap comes between; each swap takes a whole rebuild. */
const maxTurns = 4;

/**
 * How long a read by keys believes what was live when it was last looked up. A checkpoint is looked up anew each time, so no
 * read that follows one is of an older version than that.
 */
const maxBelievedMs = 1_000;

interface Live {
  /** Changes with everything that a read depends on. */
  readonly mark: string;
  readonly layout: Layout;
  readonly documents: ReturnType<typeof documentsOf>;
}
interface Known extends Live {
  readonly learntMs: number;
}

const documentsOf = (connection: Connection, layout: Layout) =>
  databaseOf(connection).collection<Stored>(layout.physical);

const markOf = ({ physical, arrays }: Held): string => `${physical} ${arrays.join()}`;

interface Reading<T> {
  readonly read: (live: Live) => Promise<T>;
  /** Whether the result may come from a collection that was dropped meanwhile. */
  readonly isEmpty: (result: T) => boolean;
  /** Whether it is right with whatever version it is of, and needs to know nothing else of it: not what paths hold arrays. */
  readonly byKeys?: boolean;
}

interface OnLive {
  <T>(collection: string, nothing: T, reading: Reading<T>): Promise<T>;
  /** What a look-up has found is known to the reads that follow. */
  learn(entry: Entry | undefined): Model | undefined;
}

/**
 * Reads of what was live, while it asks what is live now: one round trip. A result counts where that is the same. One that is
 * empty may come from a collection dropped meanwhile, so it counts only where that was still live after it; names of
 * collections are never used again. A read by keys does not ask, where it was asked a moment ago and something was found.
 */
const createOnLive = (connection: Connection, lookUps: LookUps): OnLive => {
  /** By collection. As many as there are collections. */
  const known = new Map<string, Known>();

  const learn = (entry: Entry | undefined): Model | undefined => {
    const model = liveOf(entry);
    for (const held of model?.collections ?? []) {
      const [before, learntMs, mark] = [known.get(held.name), performance.now(), markOf(held)];
      if (before?.mark === mark) known.set(held.name, { ...before, learntMs });
      else {
        const layout = layoutOf(held);
        known.set(held.name, { mark, layout, documents: documentsOf(connection, layout), learntMs });
      }
    }
    return model;
  };
  const current = async (collection: string): Promise<Live | undefined> => {
    const model = learn(await lookUps.entryOfCollection(collection));
    if (model?.collections.some(({ name }) => name === collection) !== true) known.delete(collection);
    return known.get(collection);
  };
  const believed = (collection: string): Live | undefined => {
    const live = known.get(collection);
    return live !== undefined && performance.now() - live.learntMs < maxBelievedMs ? live : undefined;
  };

  const onLive = async <T>(collection: string, nothing: T, { read, isEmpty, byKeys = false }: Reading<T>): Promise<T> =>
    clearly(async () => {
      const found = byKeys ? believed(collection) : undefined;
      if (found !== undefined) {
        // What failed is read again, and fails again or does not.
        const result = await read(found).catch(() => undefined);
        if (result !== undefined && (!isEmpty(result) || (await current(collection))?.mark === found.mark))
          return result;
      }
      let live: Live | undefined = known.get(collection) ?? (await current(collection));
      for (let turn = 0; turn < maxTurns; turn++) {
        if (live === undefined) return nothing;
        const [result, now] = await Promise.allSettled([read(live), current(collection)]);
        if (now.status === 'rejected') throw now.reason;
        const settled = result.status === 'fulfilled' && !isEmpty(result.value) ? now.value : await current(collection);
        if (now.value?.mark === live.mark && settled?.mark === live.mark) {
          if (result.status === 'rejected') throw result.reason;
          return result.value;
        }
        live = settled;
      }
      throw new Error(`${collection} was swapped ${maxTurns} times during one read: read again`);
    });
  return Object.assign(onLive, { learn });
};

const collectionReader = <D extends Document>(onLive: OnLive, name: string): CollectionReader<D> => ({
  get: async (keys) => {
    const none = new Map<string, D>();
    if (keys.length === 0) return none;
    return onLive(name, none, {
      read: async ({ documents }) => {
        const found = new Map<string, D>();
        for (const some of chunks([...new Set(keys)], maxKeys)) {
          const options = { projection: { d: 1 }, batchSize: maxKeys, maxTimeMS: maxOperationMs };
          for (const { _id, d } of await documents.find({ _id: { $in: some } }, options).toArray())
            if (d !== undefined) found.set(_id, d as D);
        }
        return found;
      },
      // Some found prove that the collection was there only for the keys of their own request.
      isEmpty: (found) => found.size === 0 || keys.length > maxKeys,
      byKeys: true,
    });
  },
  find: async (query) =>
    onLive<Found<D>>(
      name,
      { items: [], hasMore: false },
      {
        read: async ({ documents, layout }) => {
          const { pipeline, value } = findPipeline(layout, query);
          const options = { batchSize: query.limit + 1, maxTimeMS: maxOperationMs };
          const rows = await documents.aggregate<Row>(pipeline, options).toArray();
          const items = rows.slice(0, query.limit).map((row) => ({
            key: row._id,
            document: row.d as D,
            cursor: encodeCursor(query.order, { key: row._id, value: valueOf(row, value) }),
          }));
          return { items, hasMore: rows.length > query.limit };
        },
        isEmpty: ({ items }) => items.length === 0,
      },
    ),
  count: async (query) =>
    onLive(name, 0, {
      read: ({ documents, layout }) =>
        documents.countDocuments(countFilter(layout, query), { maxTimeMS: maxOperationMs }).then(Number),
      isEmpty: (count) => count === 0,
    }),
});

type Row = Stored & Readonly<Record<string, unknown>>;

const valueOf = (row: Row, field: string | undefined): string | number | undefined => {
  const value = field === undefined ? undefined : row[field];
  return typeof value === 'string' || typeof value === 'number' ? value : undefined;
};
