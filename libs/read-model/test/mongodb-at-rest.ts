import mongoose from 'mongoose';

interface LiveModel {
  readonly _id: string;
  readonly live: string;
  readonly models: Readonly<Record<string, { readonly collections: readonly { name: string; physical: string }[] }>>;
}
interface Kept {
  readonly _id: string;
  readonly d?: object;
}

/** Databases of read models while nobody writes to them, as the driver sees them. */
export interface MongoAtRest {
  /** Live collections: database, model and collection → key → document. */
  read(databases: readonly string[]): Promise<ReadonlyMap<string, ReadonlyMap<string, string>>>;
  /** Deletes every document: the stand-in cannot make a database anew that it has dropped. */
  empty(databases: readonly string[]): Promise<void>;
  close(): Promise<void>;
}

export const openMongoAtRest = async (url: string): Promise<MongoAtRest> => {
  const client = await new mongoose.mongo.MongoClient(url, { useBigInt64: true }).connect();
  const collectionsOf = async (database: string) => {
    const models = await client.db(database).collection<LiveModel>('read_models').find().toArray();
    return models.flatMap(({ _id, live, models: versions }) =>
      (versions[live]?.collections ?? []).map(({ name, physical }) => ({
        name: `${database} ${_id} ${name}`,
        physical,
      })),
    );
  };
  return {
    read: async (databases) => {
      const found = new Map<string, ReadonlyMap<string, string>>();
      for (const database of databases)
        for (const { name, physical } of await collectionsOf(database)) {
          const documents = await client.db(database).collection<Kept>(physical).find().toArray();
          const held = documents.flatMap(({ _id, d }) => (d === undefined ? [] : [[_id, textOf(d)] as const]));
          found.set(name, new Map(held));
        }
      return found;
    },
    empty: async (databases) => {
      for (const database of databases)
        for (const { name } of await client.db(database).listCollections().toArray())
          await client.db(database).collection(name).deleteMany({});
    },
    close: () => client.close(),
  };
};

/** Numbers of 64 bits are none of JSON's. */
const textOf = (document: object): string =>
  JSON.stringify(document, (_, value: unknown) => (typeof value === 'bigint' ? Number(value) : value));
