import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { dataLayout } from '@cunjian/service-kit/data-layout';
import { mongoDatabases } from '@cunjian/service-kit/engines';
import { openMongoAtRest } from '../../libs/read-model/test/mongodb-at-rest.ts';
import { readDerived, readSealedLogs, type Derived } from './read-models.ts';

/** What a deployment has made of its events, while none of its services runs. */
export interface DerivedStores {
  /** All read models, and the sealed logs. */
  read(): Promise<Derived>;
  /** Deletes the same. */
  deleteAll(): Promise<void>;
  deleteLogs(): Promise<void>;
  /** Deletes what reactions keep of their own: how far they are, and what is due. */
  deleteReactions(): Promise<void>;
}

/** Of the standalone deployment: files. */
export const derivedInFolder = (dataDir: string): DerivedStores => ({
  read: async () => readDerived(dataDir),
  deleteAll: () => rm(join(dataDir, 'read-models'), { recursive: true }),
  deleteLogs: () => rm(dataLayout(dataDir).sealedLogs),
  deleteReactions: () => rm(join(dataDir, 'reactions'), { recursive: true }),
});

const keepReactions = (database: string): boolean => database.endsWith('_reactions');
const ofReactions = mongoDatabases.filter(keepReactions);
const ofReadModels = mongoDatabases.filter((database) => !keepReactions(database));

/** Of separate services: databases on the server at `mongoDb`, and the logs in the folder of audit. */
export const derivedOnServers = (dataDir: string, mongoDb: string): DerivedStores => {
  const logs = dataLayout(join(dataDir, 'services', 'audit')).sealedLogs;
  const server = async <T>(use: (server: Awaited<ReturnType<typeof openMongoAtRest>>) => Promise<T>): Promise<T> => {
    const opened = await openMongoAtRest(mongoDb);
    return use(opened).finally(() => opened.close());
  };
  const deleteLogs = (): Promise<void> => rm(logs);
  return {
    read: async () => new Map([...(await server(({ read }) => read(ofReadModels))), ...readSealedLogs(logs)]),
    deleteAll: async () => {
      await server(({ empty }) => empty(ofReadModels));
      await deleteLogs();
    },
    deleteLogs,
    deleteReactions: () => server(({ empty }) => empty(ofReactions)),
  };
};
