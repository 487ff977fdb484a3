import type { Connection } from 'mongoose';
import { encodeCursor } from '../cursor.ts';
import type { CollectionReader, Document, Found, ReadModelReader } from '../port.ts';
import { clear, connect, databaseOf, healthOf, maxOperationMs, type Health, type MongoOptions } from './connection.ts';
import { layoutOf, type Layout, type Stored } from './layout.ts';
import { countFilter, findPipeline } from './query.ts';
import { createLookUps, type LookUps } from './look-ups.ts';
import { liveOf, registryOn, type Held, type Registry } from './registry.ts';
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
    checkpoint: async (name) => clearly(async () => liveOf(await lookUps.entry(name))?.checkpoint),
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

interface Live {
  /** Changes with everything that a read depends on. */
  readonly mark: string;
  readonly layout: Layout;
  readonly documents: ReturnType<typeof documentsOf>;
}

const documentsOf = (connection: Connection, layout: Layout) =>
  databaseOf(connection).collection<Stored>(layout.physical);

const markOf = ({ physical, arrays }: Held): string => `${physical} ${arrays.join()}`;

type OnLive = <T>(
  collection: string,
  nothing: T,
  read: (live: Live) => Promise<T>,
  isEmpty: (result: T) => boolean,
) => Promise<T>;

/**
 * Reads of what was live, while it asks what is live now: one round trip. A result counts where that is the same. One that is
 * empty may come from a collection dropped meanwhile, so it counts only where that was still live after it; names of
 * collections are never used again.
 */
const createOnLive = (connection: Connection, lookUps: LookUps): OnLive => {
  /** By collection. As many as there are collections. */
  const known = new Map<string, Live>();

  const current = async (collection: string): Promise<Live | undefined> => {
    const held = liveOf(await lookUps.entryOfCollection(collection))?.collections.find(
      ({ name }) => name === collection,
    );
    const before = known.get(collection);
    if (held === undefined) known.delete(collection);
    if (held === undefined || before?.mark === markOf(held)) return held && before;
    const layout = layoutOf(held);
    const live = { mark: markOf(held), layout, documents: documentsOf(connection, layout) };
    known.set(collection, live);
    return live;
  };

  return async (collection, nothing, read, isEmpty) =>
    clearly(async () => {
      let live = known.get(collection) ?? (await current(collection));
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
};

const collectionReader = <D extends Document>(onLive: OnLive, name: string): CollectionReader<D> => ({
  get: async (keys) =>
    onLive(
      name,
      new Map<string, D>(),
      async ({ documents }) => {
        const found = new Map<string, D>();
        for (const some of chunks([...new Set(keys)], maxKeys)) {
          const options = { projection: { d: 1 }, batchSize: maxKeys, maxTimeMS: maxOperationMs };
          for (const { _id, d } of await documents.find({ _id: { $in: some } }, options).toArray())
            if (d !== undefined) found.set(_id, d as D);
        }
        return found;
      },
      // Some found prove that the collection was there only for the keys of their own request.
      (found) => found.size === 0 || keys.length > maxKeys,
    ),
  find: async (query) =>
    onLive<Found<D>>(
      name,
      { items: [], hasMore: false },
      async ({ documents, layout }) => {
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
      ({ items }) => items.length === 0,
    ),
  count: async (query) =>
    onLive(
      name,
      0,
      ({ documents, layout }) =>
        documents.countDocuments(countFilter(layout, query), { maxTimeMS: maxOperationMs }).then(Number),
      (count) => count === 0,
    ),
});

type Row = Stored & Readonly<Record<string, unknown>>;

const valueOf = (row: Row, field: string | undefined): string | number | undefined => {
  const value = field === undefined ? undefined : row[field];
  return typeof value === 'string' || typeof value === 'number' ? value : undefined;
};
