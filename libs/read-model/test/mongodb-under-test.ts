import { randomUUID } from 'node:crypto';
import mongoose from 'mongoose';

/** A database of its own on the server that `CUNJIAN_TEST_MONGODB` names. */
export interface TestDatabase {
  readonly url: string;
  readonly database: string;
  /** The driver's view of it, to look at what was written and to change it behind the adapter's back. */
  readonly native: mongoose.mongo.Db;
  remove(): Promise<void>;
}

export const createTestDatabase = async (url: string): Promise<TestDatabase> => {
  const database = `cunjian-test-${randomUUID()}`;
  const client = await new mongoose.mongo.MongoClient(url, { useBigInt64: true }).connect();
  const native = client.db(database);
  return {
    url,
    database,
    native,
    remove: async () => {
      await native.dropDatabase();
      await client.close();
    },
  };
};
