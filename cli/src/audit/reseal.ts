import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { auditFiles } from '@cunjian/audit/files';
import { openDivisionLogs, type DivisionLogs } from '@cunjian/audit/sealing/division-logs';
import { treeOf } from '@cunjian/audit/sealing/tree-of';
import { openPublished, type Published } from '@cunjian/audit/signing/published';
import { openSqliteEventReader } from '@cunjian/event-store/sqlite';
import { equalBytes } from '@cunjian/tlog';
import { sealAll } from './seal-all.ts';
import type { Finding } from './finding.ts';

export interface Resealed {
  readonly checkpoints: number;
  readonly findings: readonly Finding[];
}

/**
 * Builds all logs once more from the event store and compares them with every head that was ever signed. Works on the
 * data folder alone, beside a running deployment.
 */
export const reseal = async (
  dataDir: string,
  onProgress: (position: bigint, head: bigint) => void,
): Promise<Resealed> => {
  const events = openSqliteEventReader({ file: join(dataDir, 'events.sqlite') });
  const folder = await mkdtemp(join(tmpdir(), 'cunjian-reseal-'));
  try {
    const file = join(folder, 'logs.sqlite');
    const deployment = await sealAll(events, file, onProgress);
    const logs = openDivisionLogs(file, events);
    const published = openPublished(auditFiles(dataDir).published);
    try {
      return await compare(deployment, logs, published);
    } finally {
      logs.close();
      published.close();
    }
  } finally {
    await events.close();
    await rm(folder, { recursive: true });
  }
};

const compare = async (deployment: string, logs: DivisionLogs, published: Published): Promise<Resealed> => {
  const findings: Finding[] = [];
  let checkpoints = 0;
  for (const { origin, size, root } of published.all()) {
    checkpoints++;
    const where = `${origin} ${size}`;
    const log = origin.slice(`${deployment}/`.length).replace(/^division\//, '');
    const head = logs.head(log);
    if (head === undefined || head.size < size) {
      findings.push({ where, what: `the store gives ${head?.size ?? 0} entries only` });
      continue;
    }
    const tree = await treeOf(logs, log, head);
    if (!equalBytes(await tree.rootAt(size), root))
      findings.push({ where, what: 'the store gives another root than was signed' });
  }
  return { checkpoints, findings };
};
