import { ballotHashOf } from '@cunjian/secret-ballot';
import type { SealedEvent } from '../recount/collect-events.ts';

interface Appended {
  readonly type: string;
  readonly data: { readonly ballots: readonly string[] };
}

/** Whether a cast ballot is among those that the box became, by the hash that its receipt names. */
export const isBallotIn = async (events: readonly SealedEvent[], hash: string): Promise<boolean> => {
  for (const { json } of events) {
    const { type, data } = JSON.parse(json) as Appended;
    if (!type.startsWith('cunjian.consultation.box-appended.')) continue;
    for (const text of data.ballots) if ((await ballotHashOf(text)) === hash) return true;
  }
  return false;
};
