import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';

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
  /** The derived half of them, which also says how far the store is sealed. */
  sealedLogs: join(dataDir, 'read-models', 'audit-logs.sqlite'),
  blobs: join(dataDir, 'blobs'),
  secrets: join(dataDir, 'secrets'),
});

/** Creates the folders, none of which anybody but the owner may enter. */
export const makeFolders = async (dataDir: string): Promise<void> => {
  for (const folder of ['.', 'read-models', 'reactions', 'vault', 'logs', 'blobs', 'secrets'])
    await mkdir(join(dataDir, folder), { recursive: true, mode: 0o700 });
};
