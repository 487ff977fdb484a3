import { mongo } from 'mongoose';
import type { Document, Loaded, Write } from '../port.ts';
import { createEncoding, type Encoded, type Layout, type Stored } from './layout.ts';

/** Keys of one request. */
export const maxKeys = 10_000;
const duplicateKey = 11_000;

export const chunks = <T>(list: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(list.length / size) }, (_, i) => list.slice(i * size, (i + 1) * size));

/** Writes the documents of one MongoDB collection. */
export const createWriter = (database: mongo.Db, layout: Layout, maxBulkWrites: number) => {
  const collection = database.collection<Stored>(layout.physical);
  const { encode, arraysOf, store } = createEncoding(layout);

  const load = async (keys: readonly string[]): Promise<Map<string, Loaded>> => {
    const loaded = new Map<string, Loaded>();
    for (const some of chunks([...new Set(keys)], maxKeys)) {
      const found = collection.find({ _id: { $in: some } }, { projection: { p: 1, s: 1, d: 1 }, batchSize: maxKeys });
      for (const { _id, p, s, d } of await found.toArray())
        loaded.set(_id, { position: p, document: d as Document | undefined, size: s ?? 0 });
    }
    return loaded;
  };

  /** In order; returns the one that the guard has stopped at and what was not tried behind it. */
  const writeBulk = async (bulk: readonly Stored[]): Promise<readonly Stored[]> => {
    try {
      await collection.bulkWrite(bulk.map(guarded), { ordered: true });
      return [];
    } catch (error) {
      const index = stoppedAt(error);
      if (index === undefined) throw error;
      return bulk.slice(index);
    }
  };

  const withoutOlder = async (bulk: readonly Stored[]): Promise<Stored[]> => {
    const found = collection.find({ _id: { $in: bulk.map(({ _id }) => _id) } }, { projection: { p: 1 } });
    const positions = new Map((await found.toArray()).map(({ _id, p }) => [_id, p]));
    return bulk.filter(({ _id, p }) => p >= (positions.get(_id) ?? p));
  };

  return {
    load,
    /** With the numbers of the paths that hold an array for the first time. */
    encode: (writes: readonly Write[]): { encoded: Encoded[]; arrays: number[] } => ({
      encoded: writes.map(encode),
      arrays: [...new Set(writes.flatMap(arraysOf))].filter((path) => !layout.arrays.has(path)),
    }),
    /** An older position than the stored is passed over. */
    write: async (encoded: readonly Encoded[]): Promise<void> => {
      for (const bulk of chunks(encoded, maxBulkWrites)) {
        // The guard rarely stops one: after a crash, or where a second writer was started.
        for (let left: readonly Stored[] = bulk.map(store); left.length > 0;) {
          const stopped = await writeBulk(left);
          left = stopped.length === 0 ? [] : await withoutOlder(stopped);
        }
      }
    },
    forgetDeleted: async (checkpoint: bigint): Promise<void> => {
      await collection.deleteMany({ gone: true, p: { $lte: checkpoint } });
    },
  };
};

export type Writer = ReturnType<typeof createWriter>;

/**
 * Where the stored document is older or there is none, this replaces or inserts it. Where it is younger, the filter finds
 * nothing and the insert meets its key: that refusal is the guard.
 */
const guarded = (stored: Stored) => {
  const { _id, ...replacement } = stored;
  return { replaceOne: { filter: { _id, p: { $lte: stored.p } }, replacement, upsert: true } };
};

/** The first write of a bulk that the guard refused. */
const stoppedAt = (error: unknown): number | undefined => {
  if (!(error instanceof mongo.MongoBulkWriteError) || error.code !== duplicateKey) return undefined;
  const [first] = [error.writeErrors].flat();
  return first?.code === duplicateKey ? first.index : undefined;
};
