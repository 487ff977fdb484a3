import type { TreeHead } from '@cunjian/tlog';
import type { DivisionLogs } from '../sealing/division-logs.ts';
import { parseLogName } from '@cunjian/contracts';
import { treeOf } from '../sealing/tree-of.ts';
import { ForkRefused, type Published } from './published.ts';

/**
 * The head of a log, once it is sure to extend whatever was signed of it before: a restored backup, a damaged file or a
 * rewritten store is never signed over. An epoch that a restore has cut off is shown as far as it is still here; the
 * first entry of the next owns up to the rest. Throws `ForkRefused`, which says what to do.
 */
export const createHeadsToSign = (logs: DivisionLogs, published: Published) => {
  return async (log: string, origin: string): Promise<TreeHead | undefined> => {
    const head = logs.head(log);
    const latest = isPast(logs, log) ? published.latestWithin(origin, head?.size ?? 0) : published.latest(origin);
    if (latest === undefined || head === undefined)
      return latest === undefined ? head : refuseSmaller(origin, 0, latest);
    if (head.size < latest.size) return refuseSmaller(origin, head.size, latest);
    if (head.size === latest.size && Buffer.from(head.root).equals(latest.root)) return head;
    const tree = await treeOf(logs, log, head);
    await tree.checkExtends(latest).catch((error: unknown) => {
      throw new ForkRefused(`${origin}: the tree of ${head.size} does not extend the signed one of ${latest.size}`, {
        cause: error,
      });
    });
    return head;
  };
};

const isPast = (logs: DivisionLogs, log: string): boolean => logs.current(parseLogName(log)?.log ?? log) !== log;

const refuseSmaller = (origin: string, size: number, latest: TreeHead): never => {
  throw new ForkRefused(
    `${origin}: a tree of ${latest.size} entries was signed, here are ${size}. Where a backup was restored, begin a new epoch with \`cunjian restore\`; where logs are being rebuilt, wait.`,
  );
};
