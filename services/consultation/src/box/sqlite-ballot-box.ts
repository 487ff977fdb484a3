import { refuse, type Refused } from '@cunjian/kernel';
import { createBatches } from '../threads/batches.ts';
import { callThread } from '../threads/thread-calls.ts';
import type { BallotBox, BoxedBallot } from './ballot-box.ts';
import type { BoxAnswer, BoxRequest, CastRequest } from './box-thread.ts';

export interface BallotBoxOptions {
  /** `box/` of the data folder; backups leave it out. */
  readonly dir: string;
  /** In one transaction. */
  readonly maxBatchBallots?: number;
  /** About 2 KB each; beyond it `ballot-box.busy`. */
  readonly maxWaitingBallots?: number;
}

const tokenHash = /^[\w-]{43}$/;
/** Printable: what `canonicalJson` makes of base64url and an id. */
const ascii = /^[ -~]*$/;

/** A SQLite file for each ballot, written by a thread of its own, many ballots at a time. */
export const openBallotBox = ({
  dir,
  maxBatchBallots = 1_000,
  maxWaitingBallots = 50_000,
}: BallotBoxOptions): BallotBox => {
  const thread = callThread<BoxRequest, BoxAnswer>(new URL('./box-thread.ts', import.meta.url), { dir });
  const cast = createBatches<CastRequest, Refused | 'cast'>({
    carryOut: async (casts) => (await thread.call({ kind: 'cast', casts })) as readonly (Refused | 'cast')[],
    maxBatch: maxBatchBallots,
    maxWaiting: maxWaitingBallots,
    busy: () => refuse('ballot-box.busy'),
  });
  return {
    cast: (ballot, size, boxed) => {
      // One that does not fit would fail all that are written with it.
      if (!tokenHash.test(boxed.tokenHash) || boxed.text.length !== size.ballotBytes || !ascii.test(boxed.text))
        return Promise.reject(new RangeError('not a ballot that was checked'));
      return cast({ ballot, ...size, boxed });
    },
    page: async (ballot, after, limit) =>
      (await thread.call({ kind: 'page', ballot, after, limit })) as readonly BoxedBallot[],
    remove: async (ballot) => void (await thread.call({ kind: 'remove', ballot })),
    close: () => thread.close(),
  };
};
