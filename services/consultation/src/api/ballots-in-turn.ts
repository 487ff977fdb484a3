import { derivedUuid, foldHistory, loadStream } from '@cunjian/service-kit/acting';
import type { Ballot } from '../ballot/ballot.ts';
import { ballotDecider } from '../ballot/decide.ts';
import type { Consultation } from '../consultation-context.ts';
import { ballotIn, type FoundBallot } from './ballot-look-ups.ts';

type Known = Exclude<Ballot, { status: 'none' }>;

/** What has one ballot at a time: the step of a procedure, the vacant seats of an election. */
type Turn = 'run-off' | 'step';

/** Each but the last cancelled, or without a result. */
const maxInTurn = 50;

const nameOf = (turn: Turn, of: string, at: number): string => `ballot-${derivedUuid(turn, of, String(at))}`;

/**
 * The ballot that a call names: one after the other by the names of their streams, so two that call at once make one and
 * a refusal. It is one that is there already where that is not over.
 */
export const ballotInTurn = async (
  consultation: Consultation,
  { turn, of, commandId }: { readonly turn: Turn; readonly of: string; readonly commandId: string },
  isOver: (state: Known) => boolean,
): Promise<string> => {
  let ballot = '';
  for (let at = 1; at <= maxInTurn; at++) {
    ballot = nameOf(turn, of, at);
    const history = await loadStream(consultation, ballot);
    const state = foldHistory(ballotDecider, history);
    if (state.status === 'none' || history[0]?.causationid === commandId || !isOver(state)) return ballot;
  }
  return ballot;
};

/** Those that were called so, as their streams have them: no read model that lags leaves one out. */
export const ballotsInTurn = async (
  consultation: Consultation,
  turn: Turn,
  of: string,
): Promise<readonly FoundBallot[]> => {
  const found: FoundBallot[] = [];
  for (let at = 1; at <= maxInTurn; at++) {
    const one = await ballotIn(consultation, nameOf(turn, of, at));
    if (one === undefined) break;
    found.push(one);
  }
  return found;
};
