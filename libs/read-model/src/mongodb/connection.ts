import { away } from '@cunjian/kernel';
import mongoose, { type Connection } from 'mongoose';

export interface MongoOptions {
  /** `mongodb://…` or `mongodb+srv://…`; what it says of pools and timeouts counts instead of the defaults here. */
  readonly url: string;
  readonly database: string;
}

export interface Health {
  readonly ok: boolean;
  readonly detail: string;
}

/** How long an operation waits for a server that may take it: an election takes about as long. */
const serverSelectionTimeoutMS = 10_000;
const connectTimeoutMS = 5_000;
/** A connection on which nothing comes for so long is given up: longer than the longest read may take. */
const socketTimeoutMS = 60_000;
/** The server gives up a read after this, and waiting for the majority to have a write. */
export const maxOperationMs = 30_000;
const maxPoolSize = 10;

/**
 * One pool of connections. Nothing is buffered while it is down: an operation fails after `serverSelectionTimeoutMS`, and
 * whoever follows the store tries again; the driver reconnects by itself.
 */
export const connect = async ({ url, database }: MongoOptions): Promise<Connection> => {
  const connection = mongoose.createConnection();
  try {
    await connection.openUri(url, {
      dbName: database,
      bufferCommands: false,
      autoIndex: false,
      autoCreate: false,
      useBigInt64: true,
      readPreference: 'primary',
      readConcern: { level: 'majority' },
      writeConcern: { w: 'majority', wtimeoutMS: maxOperationMs },
      serverSelectionTimeoutMS,
      connectTimeoutMS,
      socketTimeoutMS,
      maxPoolSize,
      ...givenIn(url),
    });
  } catch (error) {
    await connection.close();
    throw clear(error);
  }
  return connection;
};

/** What the URL says goes before what is set here; without this the driver would prefer the latter. */
const givenIn = (url: string): Readonly<Record<string, number>> => {
  const query = new URLSearchParams(url.split('?')[1] ?? '');
  const given = [
    'serverSelectionTimeoutMS',
    'connectTimeoutMS',
    'socketTimeoutMS',
    'maxPoolSize',
    'minPoolSize',
  ].flatMap((name) => (query.has(name) ? [[name, Number(query.get(name))] as const] : []));
  return Object.fromEntries(given);
};

/** By name: the driver has several classes of one name, and wraps what breaks under a bulk in an error without a server's code. */
const isAway = (error: Error): boolean =>
  /^Mongo(ose)?(ServerSelection|Network|PoolClosed|PoolCleared|WaitQueueTimeout)/.test(error.name) ||
  (error instanceof mongoose.mongo.MongoBulkWriteError && error.code === undefined);

/** 13 unauthorized, 18 authentication failed. */
const isForbidden = (error: Error): boolean => 'code' in error && (error.code === 13 || error.code === 18);

/** What to do about it, without the URL, which may hold a password. */
const adviceFor = (error: Error): string | undefined => {
  if (isAway(error)) return 'MongoDB does not answer: is it running, and may this process reach it?';
  if (isForbidden(error)) return 'MongoDB refuses these credentials: they need readWrite on the database';
  if (/^Mongo(Parse|Runtime|InvalidArgument)Error$/.test(error.name))
    return 'this is no URL of MongoDB, such as mongodb://host:27017/?replicaSet=rs0';
  return undefined;
};

/** The error as the reader of a log needs it; the driver's is its cause. */
export const clear = (error: unknown): unknown => {
  const advice = error instanceof Error ? adviceFor(error) : undefined;
  if (!(error instanceof Error) || advice === undefined) return error;
  return isAway(error) ? away(advice, advice, error) : new Error(advice, { cause: error });
};

/** The driver's database below mongoose's connection. */
export const databaseOf = (connection: Connection): mongoose.mongo.Db => {
  if (connection.db === undefined) throw new Error('the connection to MongoDB is closed');
  return connection.db;
};

/** Names no address. */
export const healthOf = async (connection: Connection): Promise<Health> => {
  try {
    await databaseOf(connection).command({ ping: 1 });
    return { ok: true, detail: 'MongoDB answers' };
  } catch (error) {
    const told = clear(error);
    return { ok: false, detail: told instanceof Error ? told.message : 'MongoDB fails' };
  }
};
