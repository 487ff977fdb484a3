import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { openSqliteEventReader } from '@cunjian/event-store/sqlite';
import { runProjections } from '@cunjian/processing';
import { openMongoReadModelStore } from '@cunjian/read-model/mongodb';
import mongoose from 'mongoose';
import { clock } from './fixture.ts';
import { perSecond, takeTurns, withFolder, type Bench } from './harness.ts';
import { catalogue, disclosures, writeEvents } from './projecting-events.ts';

/** Of the stand-in of deploy/dev, or of a real server. */
export const mongodbAddress = process.env['CUNJIAN_TEST_MONGODB'];

const count = 50_000;
const rounds = 3;
const { Collection, MongoClient } = mongoose.mongo;

interface Bulk {
  readonly collection: string;
  readonly operations: mongoose.mongo.AnyBulkWriteOperation[];
}

/** Builds the read model from zero. */
const project = async (url: string, database: string, events: string): Promise<void> => {
  const reader = openSqliteEventReader({ file: events });
  const store = await openMongoReadModelStore({ url, database });
  const done = new AbortController();
  await runProjections({
    reader,
    store,
    catalogue,
    projections: [disclosures],
    clock,
    signal: done.signal,
    onStatus: ({ state, failure }) => {
      if (failure !== undefined) throw new Error(failure.error);
      if (state === 'live') done.abort();
    },
  });
  await store.close();
  await reader.close();
};

/** The bulk writes of one run, in their order, and the indexes they met. */
const record = async (url: string, events: string) =>
  withDatabase(url, async (client, database) => {
    const bulks: Bulk[] = [];
    const bulkWrite = Collection.prototype.bulkWrite;
    Collection.prototype.bulkWrite = function (operations, options) {
      bulks.push({ collection: this.collectionName, operations: [...operations] });
      return bulkWrite.call(this, operations, options);
    };
    try {
      await project(url, database, events);
    } finally {
      Collection.prototype.bulkWrite = bulkWrite;
    }
    const indexes = new Map<string, mongoose.mongo.IndexDescription[]>();
    for (const { collection } of bulks) {
      const found = await client.db(database).collection(collection).listIndexes().toArray();
      const declared = found.filter(({ name }) => name !== '_id_');
      indexes.set(
        collection,
        declared.map(({ key, name, sparse }) => ({ key, name, ...(sparse === true ? { sparse } : {}) })),
      );
    }
    return { bulks, indexes };
  });

/** The same writes, as fast as the bare driver gets them there. */
const replay = async (
  client: mongoose.mongo.MongoClient,
  database: string,
  { bulks, indexes }: Awaited<ReturnType<typeof record>>,
): Promise<void> => {
  const db = client.db(database, { writeConcern: { w: 'majority' } });
  for (const [collection, declared] of indexes) await db.collection(collection).createIndexes(declared);
  for (const { collection, operations } of bulks) await db.collection(collection).bulkWrite(operations);
};

const withDatabase = async <T>(
  url: string,
  use: (client: mongoose.mongo.MongoClient, database: string) => Promise<T>,
): Promise<T> => {
  const client = await new MongoClient(url).connect();
  const database = `cunjian-bench-${randomUUID()}`;
  try {
    return await use(client, database);
  } finally {
    await client.db(database).dropDatabase();
    await client.close();
  }
};

export const projectingMongodbBench = (url: string): Bench => ({
  name: 'projecting-mongodb',
  run: () =>
    withFolder(async (folder) => {
      const events = join(folder, 'events.sqlite');
      writeEvents(events, count);
      const recorded = await record(url, events);
      const speeds = await takeTurns(rounds, {
        cunjian: () => withDatabase(url, (_, database) => perSecond(count, () => project(url, database, events))),
        driver: () =>
          withDatabase(url, (client, database) => perSecond(count, () => replay(client, database, recorded))),
      });
      return [
        {
          what: `projecting to MongoDB with four roll-up levels, ${count.toLocaleString('en')} events`,
          value: speeds.cunjian,
          unit: 'events/s',
          better: 'more',
          reference: { name: 'the same bulk writes by the bare driver', value: speeds.driver },
          wanted: { atLeast: 0.7 },
        },
      ];
    }),
});
