import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { copyEvents, type EventReader } from '@cunjian/event-store';
import { openSqliteEventStore } from '@cunjian/event-store/sqlite';
import { dataLayout } from '@cunjian/service-kit';
import { refuseWithoutDeployment } from '../data-folder.ts';
import { openEventStore } from '../open-event-store.ts';
import { CommandRefused } from '../output.ts';
import { blobsFolder, keepers } from '../migrate/service-folders.ts';
import { copySqlite } from './copy-sqlite.ts';

/** A folder of a deployment, and what of it is kept: `part` is `vault`, `secrets` or `.`, the folder itself. */
export interface KeptFolder {
  readonly folder: string;
  keeps(part: string, file: string): boolean;
}

/** Where a deployment has what can't be derived. */
export interface Kept {
  /** Writes all events into a new file of SQLite. */
  copyEvents(file: string): Promise<void>;
  readonly folders: readonly KeptFolder[];
  readonly blobs: string;
}

/** One data folder, as the standalone deployment has it. */
export const keptInFolder = (dataDir: string): Kept => {
  refuseWithoutDeployment(dataDir);
  return {
    copyEvents: (file) => copySqlite(dataLayout(dataDir).events, file),
    folders: [{ folder: dataDir, keeps: () => true }],
    blobs: join(dataDir, blobsFolder),
  };
};

const copyFromServer = async (from: EventReader, file: string): Promise<void> => {
  const to = await openSqliteEventStore({ file });
  await copyEvents(from, to).finally(() => to.close());
};

/** The folders of separate services below `services`, one each, and the events on a server. */
export const keptByServices = (services: string, eventStore: string): Kept => {
  for (const name of [...Object.keys(keepers), blobsFolder])
    if (!existsSync(join(services, name)))
      throw new CommandRefused(
        `${services} has no ${name}: mount the volumes of all services below it, each under the service's name, and ${blobsFolder}`,
      );
  return {
    copyEvents: async (file) => {
      const from = await openEventStore(eventStore);
      await copyFromServer(from, file).finally(() => from.close());
    },
    folders: Object.entries(keepers).map(([service, kept]) => ({
      folder: join(services, service),
      keeps: (part, file) => kept.some(({ folder, files }) => folder === part && files.test(file)),
    })),
    blobs: join(services, blobsFolder),
  };
};
