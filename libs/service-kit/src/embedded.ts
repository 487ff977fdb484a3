import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { openFileSystemBlobStore } from '@cunjian/blob-store';
import { catalogue } from '@cunjian/contracts';
import { openSqliteEventStore } from '@cunjian/event-store/sqlite';
import { openSqliteReadRecord, openSqliteVault } from '@cunjian/personal-data';
import { openSqliteReadModelReader } from '@cunjian/read-model/sqlite';
import { createClockCheck } from './clock-check.ts';
import { createHealth } from './health.ts';
import { createLog } from './log.ts';
import { createMetrics } from './metrics.ts';
import { assembleRuntime, type ServiceRuntime, type SharedStores } from './runtime.ts';
import { systemClock, systemRandom } from './system.ts';

/** Where embedded stores keep what they hold, below the data folder. */
export const dataLayout = (dataDir: string) => ({
  events: join(dataDir, 'events.sqlite'),
  readModels: (service: string) => join(dataDir, 'read-models', `${service}.sqlite`),
  vault: (service: string) => join(dataDir, 'vault', `${service}.sqlite`),
  readRecord: (service: string) => join(dataDir, 'vault', `${service}-reads.sqlite`),
  /** Checkpoints and deadlines of a service's reactions: a file with a writer of its own. */
  reactions: (service: string) => join(dataDir, 'reactions', `${service}.sqlite`),
  /** Division logs and what was signed of them (services/audit). */
  logs: join(dataDir, 'logs'),
  blobs: join(dataDir, 'blobs'),
  secrets: join(dataDir, 'secrets'),
});

/** Creates the folders, none of which anybody but the owner may enter. */
export const makeFolders = async (dataDir: string): Promise<void> => {
  for (const folder of ['.', 'read-models', 'reactions', 'vault', 'logs', 'blobs', 'secrets'])
    await mkdir(join(dataDir, folder), { recursive: true, mode: 0o700 });
};

type Given = Partial<Pick<SharedStores, 'clock' | 'random' | 'log'>>;

/** Opened once a process, however many services run in it. */
export const openSharedStores = async ({
  dataDir,
  clock = systemClock,
  random = systemRandom,
  log = createLog({ process: 'cunjian' }),
}: Given & { readonly dataDir: string }): Promise<SharedStores> => {
  await makeFolders(dataDir);
  const layout = dataLayout(dataDir);
  const blobs = await openFileSystemBlobStore({ folder: layout.blobs, random });
  const store = await openSqliteEventStore({ file: layout.events });
  const health = createHealth();
  health.register('clock', createClockCheck({ store, catalogue, clock }));
  return {
    store,
    blobs,
    clock,
    random,
    catalogue,
    log,
    metrics: createMetrics(),
    health,
    close: () => store.close(),
  };
};

export interface ServiceRuntimeOptions extends Given {
  readonly dataDir: string;
  readonly service: string;
  /** By default the service opens shared stores of its own, and `close` closes them too. */
  readonly shared?: SharedStores;
  readonly maxGrantLagMs?: number;
  readonly maxReadWaitMs?: number;
}

/** A service on embedded stores: SQLite files and folders below `dataDir`. */
export const createServiceRuntime = async (options: ServiceRuntimeOptions): Promise<ServiceRuntime> => {
  const { dataDir, service } = options;
  const shared = options.shared ?? (await openSharedStores(options));
  await makeFolders(dataDir);
  const layout = dataLayout(dataDir);
  const stores = {
    readModels: openSqliteReadModelReader(layout.readModels(service)),
    vault: openSqliteVault(layout.vault(service)),
    readRecord: openSqliteReadRecord(layout.readRecord(service)),
  };
  return {
    ...assembleRuntime(service, shared, stores, options),
    close: async () => {
      await Promise.all([stores.readModels.close(), stores.vault.close(), stores.readRecord.close()]);
      if (options.shared === undefined) await shared.close();
    },
  };
};
