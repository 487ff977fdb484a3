import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { epochDecider, epochDivision, epochStream, type StartEpoch } from '@cunjian/audit/epochs/decide';
import { epochsAfterRestore } from '@cunjian/audit/epochs/epochs-after-restore';
import { openDivisionLogs } from '@cunjian/audit/sealing/division-logs';
import { originsOf } from '@cunjian/audit/signing/origins';
import { openPublished } from '@cunjian/audit/signing/published';
import { catalogue } from '@cunjian/contracts';
import { createCommandHandler } from '@cunjian/event-store';
import { openSqliteEventStore } from '@cunjian/event-store/sqlite';
import { isRefused } from '@cunjian/kernel';
import { systemClock, systemRandom } from '@cunjian/service-kit';
import { sealAll } from '../audit/seal-all.ts';
import { CommandRefused } from '../output.ts';
import { eraseAgain } from './erase-again.ts';
import { manifestFile, type BackupManifest } from './layout.ts';

export interface RestoreOptions {
  readonly from: string;
  readonly data: string;
  readonly reason: string;
  readonly published?: string | undefined;
}

const actor = 'system:restore';

/** Nothing is written to `data` until all is ready: it is made beside and moved. */
export const restore = async (options: RestoreOptions, say: (text: string) => void) => {
  const { files } = await readManifest(options.from);
  const missing = files.filter((file) => !existsSync(join(options.from, file)));
  if (missing.length > 0)
    throw new CommandRefused(
      `${options.from} is not whole: ${missing.slice(0, 5).join(', ')} missing. Take another backup.`,
    );
  const held = await readdir(options.data).catch(() => []);
  if (held.length > 0)
    throw new CommandRefused(`${options.data} is not empty: move it away first, it may hold what the backup lacks`);
  const beside = `${options.data}.restoring`;
  await rm(beside, { recursive: true, force: true });
  await copyParts(options, beside);
  const erased = await eraseAgain(beside);
  say(`${erased.values} values and ${erased.files} files erased again`);
  const epochs = await startEpochs(beside, options.published !== undefined, options.reason, say);
  await rm(options.data, { recursive: true, force: true });
  await rename(beside, options.data);
  return { epochs, erased };
};

const readManifest = async (from: string): Promise<BackupManifest> => {
  const text = await readFile(join(from, manifestFile), 'utf8').catch(() => {
    throw new CommandRefused(`${from} holds no backup: ${manifestFile} is missing`);
  });
  return JSON.parse(text) as BackupManifest;
};

const copyParts = async ({ from, published }: RestoreOptions, to: string): Promise<void> => {
  await mkdir(to, { recursive: true, mode: 0o700 });
  for (const name of await readdir(join(from, 'store'))) await cp(join(from, 'store', name), join(to, name));
  for (const folder of ['vault', 'blobs', 'secrets'])
    if (existsSync(join(from, folder))) await cp(join(from, folder), join(to, folder), { recursive: true });
  if (published !== undefined) await cp(published, join(to, 'published.sqlite'), { force: true });
};

const startEpochs = async (
  dataDir: string,
  surviving: boolean,
  reason: string,
  say: (text: string) => void,
): Promise<number> => {
  const folder = await mkdtemp(join(tmpdir(), 'cunjian-restore-'));
  const store = await openSqliteEventStore({ file: join(dataDir, 'events.sqlite') });
  const published = openPublished(join(dataDir, 'published.sqlite'));
  try {
    const file = join(folder, 'logs.sqlite');
    const deployment = await sealAll(store, file, (position, head) => say(`sealing ${position} of ${head}`));
    const logs = openDivisionLogs(file, store);
    const epochs = epochsAfterRestore(logs, originsOf(deployment), published, surviving, reason);
    logs.close();
    const { handle } = createCommandHandler({ store, catalogue, random: systemRandom, clock: systemClock });
    for (const epoch of epochs) await startOne(handle, epoch);
    return epochs.length;
  } finally {
    published.close();
    await store.close();
    await rm(folder, { recursive: true });
  }
};

const startOne = async (
  handle: ReturnType<typeof createCommandHandler>['handle'],
  command: StartEpoch,
): Promise<void> => {
  const outcome = await handle({
    stream: epochStream(command),
    decider: epochDecider,
    command,
    meta: {
      commandId: systemRandom.uuid(),
      actor,
      division: epochDivision(command.log),
      correlationId: actor,
      audience: 'public',
    },
  });
  if (isRefused(outcome)) throw new CommandRefused(outcome.refused.map(({ code }) => code).join(', '));
};
