import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDivisionLogs } from '@cunjian/audit/sealing/division-logs';
import { copyEvents, type EventReader } from '@cunjian/event-store';
import { openSqliteEventReader } from '@cunjian/event-store/sqlite';
import { dataLayout } from '@cunjian/service-kit';
import { lockFolder } from '@cunjian/service-kit/process';
import { encodeBase64 } from '@cunjian/tlog';
import { sealAll } from '../audit/seal-all.ts';
import { refuseWithoutDeployment } from '../data-folder.ts';
import { openEventStore } from '../open-event-store.ts';
import { CommandRefused } from '../output.ts';

export interface Migrated {
  readonly deployment: string;
  /** In this run; those of an earlier one that was broken off are not among them. */
  readonly events: number;
  /** Logs whose sizes and roots are the same, sealed anew from either store. */
  readonly logs: number;
}

/** Every log of a store, sealed anew: name → size and root. */
const rootsOf = async (
  events: EventReader,
  say: (text: string) => void,
): Promise<{ readonly deployment: string; readonly roots: ReadonlyMap<string, string> }> => {
  const folder = await mkdtemp(join(tmpdir(), 'cunjian-migrate-'));
  try {
    const file = join(folder, 'logs.sqlite');
    const deployment = await sealAll(events, file, (position, head) => say(`sealing: ${position} of ${head}`));
    const logs = openDivisionLogs(file, events);
    const roots = new Map(logs.all().map(({ log, size, root }) => [log, `${size} ${encodeBase64(root)}`]));
    logs.close();
    return { deployment, roots };
  } finally {
    await rm(folder, { recursive: true });
  }
};

/**
 * Copies the events of a data folder, whose deployment must be stopped, to an EventStoreDB that holds nothing else, then proves
 * that all logs sealed from there have the roots that they have here. Broken off, it goes on when it is called again.
 */
export const migrate = async (dataDir: string, to: string, say: (text: string) => void): Promise<Migrated> => {
  refuseWithoutDeployment(dataDir);
  const release = await lockFolder(dataDir);
  const from = openSqliteEventReader({ file: dataLayout(dataDir).events });
  const target = await openEventStore(to);
  try {
    const events = await copyEvents(from, target, ({ copied, position, head }) =>
      say(`copying: ${copied} events, ${position} of ${head}`),
    );
    const [here, there] = [await rootsOf(from, say), await rootsOf(target, say)];
    const different = [...here.roots].filter(([log, root]) => there.roots.get(log) !== root).map(([log]) => log);
    if (different.length > 0 || here.roots.size !== there.roots.size)
      throw new CommandRefused(
        `the logs sealed from ${to} differ from those of ${dataDir}: ${different.slice(0, 5).join(', ')}. Do not use it.`,
      );
    return { deployment: here.deployment, events, logs: here.roots.size };
  } finally {
    await target.close();
    await from.close();
    release();
  }
};
