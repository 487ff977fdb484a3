import { openFileSystemBlobStore } from '@cunjian/blob-store';
import { catalogue } from '@cunjian/contracts';
import { openSqliteReadRecord, openSqliteVault } from '@cunjian/personal-data';
import { createClockCheck } from './clock-check.ts';
import { dataLayout, makeFolders } from './data-layout.ts';
import { openEventStore, openReadModelReader, type Engines } from './engines.ts';
import { createHealth } from './health.ts';
import { createLog } from './log.ts';
import { createMetrics } from './metrics.ts';
import { assembleRuntime, type ServiceRuntime, type SharedStores } from './runtime.ts';
import { createRightOfWay } from './right-of-way.ts';
import { systemClock, systemRandom } from './system.ts';

type Given = Partial<Pick<SharedStores, 'clock' | 'random' | 'log' | 'health' | 'metrics' | 'rightOfWay'>> & {
  /** By default everything is kept in files of the data folder. */
  readonly engines?: Engines | undefined;
  /** By default `blobs` in the data folder; where processes share files, a volume that they all have. */
  readonly blobFolder?: string | undefined;
};

/** Opened once a process, however many services run in it. */
export const openSharedStores = async ({
  dataDir,
  clock = systemClock,
  random = systemRandom,
  log = createLog({ process: 'cunjian' }),
  health = createHealth(),
  metrics = createMetrics(),
  rightOfWay = createRightOfWay(),
  engines,
  blobFolder,
}: Given & { readonly dataDir: string }): Promise<SharedStores> => {
  await makeFolders(dataDir);
  const blobs = await openFileSystemBlobStore({ folder: blobFolder ?? dataLayout(dataDir).blobs, random });
  const store = await openEventStore({ dataDir, clock, random, engines, log }, health);
  health.register('clock', createClockCheck({ store, catalogue, clock }));
  return {
    store,
    blobs,
    clock,
    random,
    catalogue,
    log,
    metrics,
    health,
    rightOfWay,
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

/** A service on its engines, by default SQLite files below `dataDir`; vault and record of reads are always such files. */
export const createServiceRuntime = async (options: ServiceRuntimeOptions): Promise<ServiceRuntime> => {
  const { dataDir, service } = options;
  const shared = options.shared ?? (await openSharedStores(options));
  await makeFolders(dataDir);
  const layout = dataLayout(dataDir);
  const stores = {
    readModels: await openReadModelReader(options, service, shared.health),
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
