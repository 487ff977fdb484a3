import { join } from 'node:path';
import { dataLayout, systemClock } from '@cunjian/service-kit';
import { startEventStoreDbDouble } from '@cunjian/testing/eventstoredb-double';
import { cunjian, type Ran } from './command-line.ts';
import { isDistributed } from './running.ts';

/** What a deployment has kept in a folder, while nothing runs on it. */
export interface AtRest {
  /** The file of SQLite with all events; the double of EventStoreDB keeps them so too, each in a frame of its own. */
  readonly events: string;
  readonly sealedLogs: string;
  /** `cunjian …` with the options by which it finds them. */
  cunjian(...args: readonly string[]): Promise<Ran>;
}

const inFolder = (dataDir: string): AtRest => ({
  events: dataLayout(dataDir).events,
  sealedLogs: dataLayout(dataDir).sealedLogs,
  cunjian: (...args) => cunjian(...args, '--data', dataDir),
});

const onServers = (dataDir: string): AtRest => {
  const folder = join(dataDir, 'eventstoredb-double');
  const services = join(dataDir, 'services');
  return {
    events: join(folder, 'eventstoredb-double.sqlite'),
    sealedLogs: dataLayout(join(services, 'audit')).sealedLogs,
    cunjian: async (...args) => {
      const server = await startEventStoreDbDouble({ folder, port: 0, clock: systemClock, nodeEnv: undefined });
      const where = ['--event-store', server.connectionString, '--services', services];
      return cunjian(...args, ...where).finally(() => server.stop());
    },
  };
};

export const atRest = (dataDir: string): AtRest => (isDistributed ? onServers(dataDir) : inFolder(dataDir));
