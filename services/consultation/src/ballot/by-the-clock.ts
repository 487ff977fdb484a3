import type { BallotEvent } from '@cunjian/contracts';
import type { Refused } from '@cunjian/kernel';
import type { DispatchedCommand } from '@cunjian/processing';
import { carryOut, derivedUuid, foldHistory, instantOf, loadStream } from '@cunjian/service-kit/acting';
import { circleOf } from '@cunjian/access';
import { ballotIn, type FoundBallot, resourceOfTerms } from '../api/ballot-look-ups.ts';
import type { Consultation } from '../consultation-context.ts';
import { rollDecider } from '../roll/decide.ts';
import { boxedVotes } from '../secret/boxed-votes.ts';
import { fewOnline, hasCast } from '../secret/few-online.ts';
import { openingKeys } from '../secret/opening-keys.ts';
import { openObjections, rollStream } from '../roll/roll.ts';
import type { BallotCommand } from './command.ts';
import { ballotDecider } from './decide.ts';
import { awaitedProtocols } from './tally.ts';
import { chosenWays, grantedAtClosing } from './votes-of.ts';

const onBallot = (
  consultation: Consultation,
  { terms }: FoundBallot,
  dispatched: DispatchedCommand,
  command: BallotCommand,
) => {
  const { ballot, division, body } = terms;
  const where = { division, body, audience: circleOf(resourceOfTerms(terms)) };
  return carryOut(consultation, dispatched, { stream: ballot, decider: ballotDecider, command, ...where });
};

const rollIn = async (consultation: Consultation, ballot: string) =>
  foldHistory(rollDecider, await loadStream(consultation, rollStream(ballot)));

const open = async (consultation: Consultation, found: FoundBallot, dispatched: DispatchedCommand) => {
  // Both may be due at once.
  const commandId = derivedUuid('freeze before opening', dispatched.commandId);
  await freeze(consultation, found, { ...dispatched, commandId });
  const roll = await rollIn(consultation, found.terms.ballot);
  const frozen = roll.status === 'frozen' ? { count: roll.count, root: roll.root } : undefined;
  const keys = await openingKeys(consultation, found.terms);
  const now = instantOf(consultation);
  return onBallot(consultation, found, dispatched, { do: 'open', now, roll: frozen, ...keys });
};

const freeze = async (consultation: Consultation, found: FoundBallot, dispatched: DispatchedCommand) => {
  const { ballot, division, body } = found.terms;
  const roll = await rollIn(consultation, ballot);
  const now = instantOf(consultation);
  if (roll.status !== 'drawn' || found.state.status !== 'called') return 'done';
  const until = (roll.objectUntil ?? roll.publishedUntil)?.endsAt;
  // Not yet, or not before what is open was decided: each of these asks again.
  if (until === undefined || now < until || openObjections(roll) > 0) return 'done';
  return carryOut(consultation, dispatched, {
    ...{ stream: rollStream(ballot), decider: rollDecider, command: { do: 'freeze', now } },
    ...{ division, body, audience: 'public' },
  });
};

const boxOf = ({ secret }: Consultation) => secret?.box;

const count = async (consultation: Consultation, found: FoundBallot, dispatched: DispatchedCommand) => {
  const { state } = found;
  if (state.status !== 'closed') return 'done';
  const granted = await grantedAtClosing(consultation, state.opened);
  if (awaitedProtocols(state.protocols, granted).length > 0) return 'done';
  if (state.opened.secrecy === 'open') return onBallot(consultation, found, dispatched, { do: 'count', granted });
  // Each of these asks again.
  if (state.opened.times.tokensUntil !== undefined && !state.tokensClosed) return 'done';
  const hasBox = state.opened.channels.includes('online') && state.calledOff === undefined;
  // Only called off by the next event, which asks again.
  const isSettled = !hasBox || !state.tokensClosed;
  if (!isSettled && (await fewOnline(consultation, boxOf(consultation), state.opened)) !== undefined) return 'done';
  const online = hasBox ? await boxedVotes(consultation, state.opened.ballot) : [];
  if (online === undefined) return 'done';
  return onBallot(consultation, found, dispatched, { do: 'count', granted: { ...granted, online } });
};

/** Whether the tokens that were taken can be used: from what stood in the log when they were closed. */
const settleChannels = async (consultation: Consultation, found: FoundBallot, dispatched: DispatchedCommand) => {
  const { ballot } = found.terms;
  const [chosen, cast] = await Promise.all([
    chosenWays(consultation, ballot),
    hasCast(consultation, boxOf(consultation), ballot),
  ]);
  return onBallot(consultation, found, dispatched, { do: 'settle-channels', chosen, hasCast: cast });
};

export type ByTheClock = 'open-ballot' | 'settle-channels' | 'close-ballot' | 'freeze-roll' | 'count-ballot';

/** What the reactions of ballots ask for. */
export const onBallotByTheClock = async (
  consultation: Consultation,
  dispatched: DispatchedCommand,
): Promise<'done' | Refused> => {
  const { ballot } = dispatched.data as Pick<BallotEvent['data'], 'ballot'>;
  const found = await ballotIn(consultation, ballot);
  if (found === undefined) throw new Error(`there is no ${ballot}`);
  switch (dispatched.type as ByTheClock) {
    case 'open-ballot':
      return open(consultation, found, dispatched);
    case 'close-ballot':
      return onBallot(consultation, found, dispatched, { do: 'close', now: instantOf(consultation) });
    case 'freeze-roll':
      return freeze(consultation, found, dispatched);
    case 'settle-channels':
      return settleChannels(consultation, found, dispatched);
    case 'count-ballot':
      return count(consultation, found, dispatched);
  }
};
