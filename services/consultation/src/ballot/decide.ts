import { issuersGivenUpAt, issuersNeeded, keysNeeded, tooFewOnline } from '@cunjian/ballots';
import type { BallotEvent, Channel, Digest } from '@cunjian/contracts';
import { refuse, unreachable, type Decider, type Refused } from '@cunjian/kernel';
import { holdersNeeded } from '../secret/key-holders.ts';
import { evolve, initialState, isBoxed, isStuck, termsOf, type Ballot, type BallotTerms } from './ballot.ts';
import { checkTerms } from './check-terms.ts';
import type { BallotCommand, CommandOf } from './command.ts';
import { enterProtocol } from './decide-protocol.ts';
import { awaitedProtocols, tally } from './tally.ts';

type Decision = readonly BallotEvent[] | Refused;
type Known = Exclude<Ballot, { status: 'none' }>;

const call = (command: CommandOf<'call'>): Decision => {
  const { terms, noticeUntil } = command;
  const until = noticeUntil === undefined ? {} : { noticeUntil };
  return checkTerms(command) ?? [{ type: 'ballot-called', data: { ...terms, ...until } }];
};

/** Names its topic, whose assembly is then still to be called. */
const callOff = (
  { ballot, topic }: BallotTerms,
  why: { readonly code: string } | { readonly reason: Digest },
): BallotEvent => ({
  type: 'ballot-cancelled',
  data: { ballot, ...(topic !== undefined && { topic }), ...why },
});

/** By the clock. What is not ready is called off, with the code of what was missing. */
const open = (command: CommandOf<'open'>, state: Known): Decision => {
  if (state.status !== 'called') return [];
  const { terms } = state;
  const { now, roll, issuers, holders } = command;
  if (now < terms.times.opensAt) return refuse('ballot.not-open', { at: terms.times.opensAt });
  if (roll === undefined) return [callOff(terms, { code: 'roll.not-frozen' })];
  if (roll.count === 0) return [callOff(terms, { code: 'roll.empty' })];
  const hasTokens = terms.secrecy === 'secret' && terms.channels.includes('online');
  if (hasTokens && (issuers.length < issuersNeeded || holders.length < holdersNeeded))
    return [callOff(terms, { code: 'ballot.keys-missing' })];
  const keys = hasTokens ? { issuers: [...issuers], holders: [...holders] } : { issuers: [], holders: [] };
  return [{ type: 'ballot-opened', data: { ...terms, roll, ...keys } }];
};

/** Late, too: where the deployment or an issuer was away until the closing, both state it before the count. */
const closeTokens = ({ now, issuers }: CommandOf<'close-tokens'>, state: Known): Decision => {
  if ((state.status !== 'open' && state.status !== 'closed') || state.tokensClosed) return [];
  const { ballot, times } = state.opened;
  if (times.tokensUntil === undefined) return refuse('ballot.no-tokens');
  if (now < times.tokensUntil) return refuse('token.window-open', { at: times.tokensUntil });
  return [{ type: 'tokens-closed', data: { ballot, issuers: [...issuers] } }];
};

/** By which those who can't vote online any more can vote: nothing else is secret. */
const otherWay: Channel = 'paper';

/** 改用纸质: once, when the tokens are closed, from what stood in the log by then. What is cast already stays and is counted. */
const settleChannels = ({ chosen, hasCast }: CommandOf<'settle-channels'>, state: Known): Decision => {
  if ((state.status !== 'open' && state.status !== 'closed') || state.calledOff !== undefined) return [];
  const { ballot, rule, channels } = state.opened;
  if (!state.tokensClosed) return refuse('ballot.tokens-not-closed');
  const few = tooFewOnline(chosen, rule.smallestCount);
  if (few === undefined || hasCast) return [];
  const off: BallotEvent = { type: 'channel-called-off', data: { ballot, channel: 'online', ...few } };
  if (state.status === 'closed' || channels.includes(otherWay)) return [off];
  return [off, callOff(state.opened, { code: 'ballot.online-too-few' })];
};

const close = ({ now }: CommandOf<'close'>, state: Known): Decision => {
  if (state.status !== 'open') return [];
  const { ballot, times } = state.opened;
  return now < times.closesAt
    ? refuse('ballot.still-open', { at: times.closesAt })
    : [{ type: 'ballot-closed', data: { ballot } }];
};

/** Before it opens; and long after it closed, where nothing can be counted and nothing else ends it. */
const cancel = ({ reason, now }: CommandOf<'cancel'>, state: Known): Decision => {
  if (state.status === 'called') return [callOff(state.terms, { reason })];
  if (state.status === 'cancelled') return refuse('ballot.cancelled');
  if (state.status !== 'closed' || !isStuck(state)) return refuse('ballot.opened');
  const at = issuersGivenUpAt(state.opened.times.closesAt);
  return now < at ? refuse('ballot.still-awaited', { at }) : [callOff(state.opened, { reason })];
};

type Closed = Extract<Ballot, { status: 'closed' }>;

const openKey = ({ person, office, privateKey }: CommandOf<'open-key'>, state: Closed): Decision => {
  const { ballot, holders, times } = state.opened;
  // Nothing was cast that it could open.
  if (state.calledOff !== undefined) return refuse('ballot.online-called-off', { least: state.calledOff.least });
  const holder = holders.find((one) => one.office === office && one.person === person);
  if (holder === undefined) return refuse('ballot.no-key-holder');
  // Until then nobody knows whether anything is cast online.
  if (times.tokensUntil !== undefined && !state.tokensClosed) return refuse('ballot.tokens-not-closed');
  if (!state.boxEmptied) return refuse('ballot.box-not-emptied');
  if (state.keysOpened.includes(office)) return [];
  return [{ type: 'key-opened', data: { ballot, office, privateKey } }];
};

const count = ({ granted }: CommandOf<'count'>, state: Closed): Decision => {
  const { opened, tokensClosed, protocols, boxEmptied, keysOpened } = state;
  const [awaited] = awaitedProtocols(protocols, granted);
  if (awaited !== undefined) return refuse('ballot.protocol-missing', { channel: awaited });
  if (isBoxed(state) && opened.times.tokensUntil !== undefined && !tokensClosed)
    return refuse('ballot.tokens-not-closed');
  if (isBoxed(state) && (!boxEmptied || keysOpened.length < keysNeeded)) return refuse('ballot.keys-closed');
  return [{ type: 'ballot-counted', data: tally(opened, protocols, granted) }];
};

const afterClosing = (
  command: CommandOf<'empty-box' | 'open-key' | 'enter-protocol' | 'count'>,
  state: Known,
): Decision => {
  if (state.status === 'cancelled') return refuse('ballot.cancelled');
  if (state.status === 'called' || state.status === 'open')
    return refuse('ballot.still-open', { at: termsOf(state).times.closesAt });
  if (state.status === 'counted') return command.do === 'enter-protocol' ? refuse('ballot.counted') : [];
  switch (command.do) {
    case 'empty-box': {
      const { ballot } = state.opened;
      const { count, parts } = command;
      return state.boxEmptied ? [] : [{ type: 'box-emptied', data: { ballot, count, parts } }];
    }
    case 'open-key':
      return openKey(command, state);
    case 'enter-protocol':
      return enterProtocol(command, state);
    case 'count':
      return count(command, state);
    default:
      return unreachable(command);
  }
};

const decide = (command: BallotCommand, state: Ballot): Decision => {
  if (command.do === 'call') return state.status === 'none' ? call(command) : refuse('ballot.exists');
  if (state.status === 'none') return refuse('ballot.unknown');
  switch (command.do) {
    case 'cancel':
      return cancel(command, state);
    case 'open':
      return open(command, state);
    case 'close-tokens':
      return closeTokens(command, state);
    case 'settle-channels':
      return settleChannels(command, state);
    case 'close':
      return close(command, state);
    default:
      return afterClosing(command, state);
  }
};

/** 表决 / 选举: one ballot, from its call to its count. */
export const ballotDecider: Decider<BallotCommand, Ballot, BallotEvent> = { initialState, decide, evolve };
