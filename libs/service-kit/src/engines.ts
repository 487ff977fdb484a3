import { openSqliteEventReader, openSqliteEventStore } from '@cunjian/event-store/sqlite';
import type { EventStoreDb } from '@cunjian/event-store/eventstoredb';
import type { EventReader, EventStore } from '@cunjian/event-store';
import type { Clock, Random } from '@cunjian/kernel';
import type { ReadModelReader, ReadModelStore } from '@cunjian/read-model';
import { openSqliteReadModelReader, openSqliteReadModelStore } from '@cunjian/read-model/sqlite';
import { dataLayout } from './data-layout.ts';
import type { Health } from './health.ts';
import type { Log } from './log.ts';
import { databaseOf, type Kept } from './mongo-databases.ts';

export { mongoDatabases } from './mongo-databases.ts';

/**
 * The servers that a process works on; where none is named, files in its data folder. Plain data, so that threads of
 * the process open the same.
 */
export interface Engines {
  /** Connection string of an EventStoreDB or KurrentDB. */
  readonly eventStoreDb?: string | undefined;
  /** URL of a MongoDB. */
  readonly mongoDb?: string | undefined;
}

export interface Ports {
  readonly dataDir: string;
  readonly clock: Clock;
  readonly random: Random;
  readonly engines?: Engines | undefined;
  readonly log?: Pick<Log, 'warn'>;
}

// Clients of servers are loaded by deployments that have these.
const eventStoreDb = async ({ engines, clock, random, log }: Ports) => {
  const { openEventStoreDb } = await import('@cunjian/event-store/eventstoredb');
  return openEventStoreDb({
    connectionString: engines?.eventStoreDb ?? '',
    ...{ clock, random },
    onDropped: (error, failures) => {
      if (isPowerOfTwo(failures)) log?.warn({ err: error, failures }, 'the subscription to the event store dropped');
    },
  });
};

/** Each failed try is told of, ever more seldom while it lasts. */
const isPowerOfTwo = (count: number): boolean => (count & (count - 1)) === 0;

export const openEventStore = async (ports: Ports, health: Health): Promise<EventStore> => {
  if (ports.engines?.eventStoreDb === undefined)
    return openSqliteEventStore({ file: dataLayout(ports.dataDir).events });
  const store = await eventStoreDb(ports);
  health.register('event-store', () => store.health());
  return store;
};

/** For threads that append nothing; with `health` where the store is a server. */
export const openEventReader = async (ports: Ports): Promise<EventReader & Partial<Pick<EventStoreDb, 'health'>>> =>
  ports.engines?.eventStoreDb === undefined
    ? openSqliteEventReader({ file: dataLayout(ports.dataDir).events })
    : eventStoreDb(ports);

export const openReadModelReader = async (
  { dataDir, engines }: Pick<Ports, 'dataDir' | 'engines'>,
  service: string,
  health: Pick<Health, 'register'>,
): Promise<ReadModelReader> => {
  if (engines?.mongoDb === undefined) return openSqliteReadModelReader(dataLayout(dataDir).readModels(service));
  const { openMongoReadModelReader } = await import('@cunjian/read-model/mongodb');
  const reader = await openMongoReadModelReader({ url: engines.mongoDb, database: databaseOf('readModels', service) });
  health.register(`read models of ${service}`, () => reader.health());
  return reader;
};

export const openReadModelStore = async (
  { dataDir, engines, log }: Pick<Ports, 'dataDir' | 'engines' | 'log'>,
  service: string,
  kept: Kept = 'readModels',
): Promise<ReadModelStore> => {
  if (engines?.mongoDb === undefined) return openSqliteReadModelStore(dataLayout(dataDir)[kept](service));
  const { openMongoReadModelStore } = await import('@cunjian/read-model/mongodb');
  return openMongoReadModelStore({
    url: engines.mongoDb,
    database: databaseOf(kept, service),
    onDifference: (difference) => log?.warn({ service, difference }, 'a declared index was not as declared'),
  });
};
