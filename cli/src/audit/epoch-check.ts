import { decodeBase64, equalBytes } from '@cunjian/tlog';
import type { Find, VerifiedLog } from './finding.ts';

/** What the first entry of an epoch says (`log-epoch-started`). */
export interface StartedEpoch {
  readonly epoch: number;
  /** Of the largest tree that was ever signed of the epoch before. */
  readonly oldSize: number;
  /** Base64. */
  readonly oldRoot: string;
}

/** Entries of an epoch, by its origin, that were signed and are not here any more, as the next one says. */
export type Lost = ReadonlyMap<string, number>;

/**
 * That no epoch is missing, and that each begins by owning up to all that was shown before it. Answers what
 * restores have lost.
 */
export const checkEpochs = (
  origin: string,
  logs: readonly VerifiedLog[],
  started: readonly (StartedEpoch | undefined)[],
  find: Find,
): Lost => {
  const last = Number(/\/epoch-(\d+)$/.exec(origin)?.[1] ?? 1);
  const named = (epoch: number): string => origin.replace(/\/epoch-\d+$/, '') + (epoch === 1 ? '' : `/epoch-${epoch}`);
  const lost = new Map<string, number>();
  for (let epoch = 1; epoch < last; epoch++) {
    const before = logs.find(({ checkpoint }) => checkpoint.origin === named(epoch));
    if (before === undefined) {
      find(`epoch-${epoch}/checkpoint`, `the log began anew ${last - 1} times, and "${named(epoch)}" is missing`);
      continue;
    }
    const at = logs.findIndex(({ checkpoint }) => checkpoint.origin === named(epoch + 1));
    const start = started[at];
    const where = `${logs[at]?.folder ?? ''}entry 0`;
    if (start === undefined) find(where, 'the epoch does not begin by saying what it follows');
    else if (start.oldSize < before.checkpoint.size)
      find(where, `owns up to ${start.oldSize} entries of the epoch before, which had ${before.checkpoint.size}`);
    else if (start.oldSize === before.checkpoint.size) {
      if (!equalBytes(decodeBase64(start.oldRoot), before.checkpoint.root))
        find(where, 'names another history of the epoch before');
    } else lost.set(named(epoch), start.oldSize - before.checkpoint.size);
  }
  return lost;
};
