import { encodeBase64, type TreeHead } from '@cunjian/tlog';
import type { DivisionLogs } from '../sealing/division-logs.ts';
import { parseLogName } from '@cunjian/contracts';
import type { Origins } from '../signing/origins.ts';
import type { Published } from '../signing/published.ts';
import type { StartEpoch } from './decide.ts';

/**
 * Which logs can't go on after a restore. With the lost deployment's record of what it signed (`surviving`) these are the logs
 * that it showed larger than they are now; without it nobody knows, and all of them begin anew.
 */
export const epochsAfterRestore = (
  logs: DivisionLogs,
  origins: Origins,
  published: Published,
  surviving: boolean,
  reason: string,
): readonly StartEpoch[] =>
  logs.all().flatMap(({ log, ...head }): StartEpoch[] => {
    const named = parseLogName(log);
    if (named === undefined || logs.current(named.log) !== log) return [];
    const signed = published.latest(origins.of(log));
    if (surviving && (signed === undefined || signed.size <= head.size)) return [];
    const largest: TreeHead = signed !== undefined && signed.size > head.size ? signed : head;
    return [
      { log: named.log, epoch: named.epoch + 1, oldSize: largest.size, oldRoot: encodeBase64(largest.root), reason },
    ];
  });
