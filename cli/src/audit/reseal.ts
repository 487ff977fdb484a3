import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { epochStream, type StartEpoch } from '@cunjian/audit/epochs/decide';
import { auditFiles } from '@cunjian/audit/files';
import { openDivisionLogs, type DivisionLogs } from '@cunjian/audit/sealing/division-logs';
import { catalogue, parseLogName } from '@cunjian/contracts';
import { treeOf } from '@cunjian/audit/sealing/tree-of';
import { openPublished, type Published } from '@cunjian/audit/signing/published';
import type { EventReader } from '@cunjian/event-store';
import { openSqliteEventReader } from '@cunjian/event-store/sqlite';
import { dataLayout } from '@cunjian/service-kit';
import { equalBytes } from '@cunjian/tlog';
import { refuseWithoutDeployment } from '../data-folder.ts';
import { openEventStore } from '../open-event-store.ts';
import { CommandRefused } from '../output.ts';
import { sealAll } from './seal-all.ts';
import type { Finding } from './finding.ts';

export interface Resealed {
  readonly checkpoints: number;
  /** Signed heads of what a restore has lost, as the first entry of the next epoch says. */
  readonly lost: number;
  readonly findings: readonly Finding[];
}

/** Where a deployment has its events, and the heads that it signed. */
export interface Sealed {
  openEvents(): Promise<EventReader>;
  /** What audit keeps. */
  readonly auditDir: string;
}

/** One data folder, as the standalone deployment has it. */
export const sealedInFolder = (dataDir: string): Sealed => {
  refuseWithoutDeployment(dataDir);
  return { openEvents: async () => openSqliteEventReader({ file: dataLayout(dataDir).events }), auditDir: dataDir };
};

/** The folder of audit below `services`, and the events on a server. */
export const sealedByServices = (services: string, eventStore: string): Sealed => {
  const auditDir = join(services, 'audit');
  if (!existsSync(auditFiles(auditDir).published))
    throw new CommandRefused(`${services} has no audit/published.sqlite: mount the volume of audit below it as audit`);
  return {
    auditDir,
    openEvents: () => openEventStore(eventStore),
  };
};

/**
 * Builds all logs once more from the event store and compares them with every head that was ever signed. Needs nothing
 * else of the deployment, and works beside it while it runs.
 */
export const reseal = async (
  { openEvents, auditDir }: Sealed,
  onProgress: (position: bigint, head: bigint) => void,
): Promise<Resealed> => {
  const events = await openEvents();
  const folder = await mkdtemp(join(tmpdir(), 'cunjian-reseal-'));
  try {
    const file = join(folder, 'logs.sqlite');
    const deployment = await sealAll(events, file, onProgress);
    const logs = openDivisionLogs(file, events);
    const published = openPublished(auditFiles(auditDir).published);
    try {
      return await compare(deployment, { logs, events }, published);
    } finally {
      logs.close();
      published.close();
    }
  } finally {
    await events.close();
    await rm(folder, { recursive: true });
  }
};

interface Rebuilt {
  readonly logs: DivisionLogs;
  readonly events: EventReader;
}

const compare = async (deployment: string, rebuilt: Rebuilt, published: Published): Promise<Resealed> => {
  const { logs } = rebuilt;
  const findings: Finding[] = [];
  let checkpoints = 0;
  let lost = 0;
  for (const { origin, size, root } of published.all()) {
    checkpoints++;
    const where = `${origin} ${size}`;
    const log = origin.slice(`${deployment}/`.length).replace(/^division\//, '');
    const head = logs.head(log);
    if (head === undefined || head.size < size) {
      if (size <= (await ownedUpTo(rebuilt, log))) lost++;
      else findings.push({ where, what: `the store gives ${head?.size ?? 0} entries only` });
      continue;
    }
    const tree = await treeOf(logs, log, head);
    if (!equalBytes(await tree.rootAt(size), root))
      findings.push({ where, what: 'the store gives another root than was signed' });
  }
  return { checkpoints, lost, findings };
};

/** How many entries of an epoch the next one says there were; 0 where there is no next one. */
const ownedUpTo = async ({ logs, events }: Rebuilt, name: string): Promise<number> => {
  const { log, epoch } = parseLogName(name) ?? { log: name, epoch: 1 };
  if (logs.current(log) === name) return 0;
  const [started] = await events.readStream(epochStream({ log, epoch: epoch + 1 }), { limit: 1 });
  return started === undefined ? 0 : (catalogue.decode(started).data as StartEpoch).oldSize;
};
