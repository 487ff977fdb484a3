import { refuse, type Refused } from '@cunjian/kernel';
import type { ServiceRuntime } from '@cunjian/service-kit';
import { foldHistory, loadStream } from '@cunjian/service-kit/acting';
import { ballotDecider } from '../ballot/decide.ts';
import type { BallotBox } from '../box/ballot-box.ts';
import { fewOnline } from './few-online.ts';
import { maxKnownBallots, type KnownBallot } from './known-ballots.ts';

/**
 * Whether a ballot is cast online after all. Refuses `ballot.tokens-being-closed` until it is known how many hold a token,
 * `ballot.online-called-off` where too few do, `ballot.cancelled`.
 */
export type OnlineChannel = (known: KnownBallot) => Promise<Refused | undefined>;

/**
 * By the log before `tokens-closed`, which never changes: so it is asked once, and nothing gets into the box while the event
 * that calls the channel off is still to be written.
 */
export const createOnlineChannel = (
  service: { readonly runtime: ServiceRuntime },
  box: Pick<BallotBox, 'page'>,
): OnlineChannel => {
  const standing = new Set<string>();
  const asked = new Map<string, Promise<Refused | undefined>>();
  const ask = async ({ opened }: KnownBallot): Promise<Refused | undefined> => {
    const { ballot } = opened;
    const state = foldHistory(ballotDecider, await loadStream(service, ballot));
    if (state.status === 'cancelled') return refuse('ballot.cancelled');
    if ((state.status !== 'open' && state.status !== 'closed') || !state.tokensClosed)
      return refuse('ballot.tokens-being-closed');
    const few = state.calledOff ?? (await fewOnline(service, box, opened));
    if (few !== undefined) return refuse('ballot.online-called-off', { least: few.least });
    if (standing.size >= maxKnownBallots) standing.clear();
    standing.add(ballot);
    return undefined;
  };
  return async (known) => {
    const { ballot, rule } = known.opened;
    // Where the rule asks for no least number, nobody waits for the issuers.
    if (rule.smallestCount <= 1 || standing.has(ballot)) return undefined;
    const asking = asked.get(ballot) ?? ask(known).finally(() => asked.delete(ballot));
    asked.set(ballot, asking);
    return asking;
  };
};
