import { checkChoice } from '@cunjian/ballots';
import type { EntitlementEvent } from '@cunjian/contracts';
import { canonicalJson, refuse, unreachable, type Decider, type Refused } from '@cunjian/kernel';
import { checkChannel, checkNotClosed, checkOpen, refuseCalledOff, refuseTaken } from './check-right.ts';
import type { CommandOf, EntitlementCommand } from './command.ts';
import { lodgeProxy } from './decide-proxy.ts';
import { evolve, initialState, type Entitlement, type UsedBy } from './entitlement.ts';
import { withoutLapsed } from './lapsed-token.ts';

type Decision = readonly EntitlementEvent[] | Refused;

/** Whether she who acts may use what stands in the stream: the voter nothing yet, her proxy what was lodged. */
const checkUser = (state: Entitlement, proxy: string | undefined, by: UsedBy['by']): Refused | undefined => {
  if (proxy !== undefined) {
    if (state.form !== 'proxy' || state.proxy !== proxy) return refuse('proxy.not-yours', {}, 'proxy');
    return state.used === undefined ? undefined : refuse('proxy.used', { by: state.used.by });
  }
  // An open ballot may be changed; paper and hands are given once.
  return state.form === 'none' || (by === 'online' && state.form === 'online') ? undefined : refuseTaken(state);
};

const cast = ({ right, voter, choice }: CommandOf<'cast'>, state: Entitlement): Decision => {
  const { ballot, person, terms } = right;
  const proxy = voter === person ? undefined : voter;
  const refused = checkOpen(right);
  if (refused !== undefined) return refused;
  if (terms.secrecy === 'secret') return refuse('ballot.secret');
  const channel = checkChannel(right, 'online');
  if (channel !== undefined) return channel;
  const changes = state.form === 'proxy' && state.proxy === proxy && state.used?.by === 'online';
  const user = changes ? undefined : checkUser(state, proxy, 'online');
  if (user !== undefined) return user;
  const wrong = checkChoice(terms.question, choice);
  if (wrong !== undefined) return wrong;
  const before = state.form === 'online' ? state.choice : changes ? state.used.choice : undefined;
  if (before !== undefined && canonicalJson(before) === canonicalJson(choice)) return [];
  return [{ type: 'ballot-cast', data: { ballot, person, choice, ...(proxy === undefined ? {} : { proxy }) } }];
};

/**
 * Once others cast online, a paper that is one of too few tells its vote: what is left of the total when the box is open.
 * Nobody loses her vote for that, but she is told before.
 */
const checkTold = ({ right, papers, told }: CommandOf<'issue-paper'>): Refused | undefined => {
  const least = right.terms.rule.smallestCount;
  const isTold = right.tokens !== 'closed' || papers === undefined || papers + 1 >= least || told;
  return isTold ? undefined : refuse('paper.too-few', { least }, 'told');
};

const issuePaper = (command: CommandOf<'issue-paper'>, state: Entitlement): Decision => {
  const { right, proxy } = command;
  const { ballot, person } = right;
  const { free, lapsed } = withoutLapsed(state, right);
  const refused =
    checkOpen(right) ?? checkChannel(right, 'paper') ?? checkUser(free, proxy, 'paper') ?? checkTold(command);
  const by = proxy === undefined ? {} : { proxy };
  return refused ?? [...lapsed, { type: 'paper-issued', data: { ballot, person, ...by } }];
};

const attend = ({ right, proxy }: CommandOf<'attend'>, state: Entitlement): Decision => {
  const { ballot, person } = right;
  const refused =
    checkOpen(right) ?? checkChannel(right, 'show-of-hands', 'meeting') ?? checkUser(state, proxy, 'show-of-hands');
  const by = proxy === undefined ? {} : { proxy };
  return refused ?? [{ type: 'attendance-recorded', data: { ballot, person, ...by } }];
};

/** What was not used may be taken back: a paper brought back empty, a proxy before it votes. */
const revoke = ({ right, form }: CommandOf<'revoke'>, state: Entitlement): Decision => {
  const { ballot, person } = right;
  const refused = checkNotClosed(right);
  if (refused !== undefined) return refused;
  const revoked: Decision = [{ type: 'entitlement-revoked', data: { ballot, person, form } }];
  if (state.form === 'paper' && form === 'paper') return revoked;
  if (state.form !== 'proxy') return refuse('entitlement.nothing-to-revoke', { form }, 'form');
  if (form === 'paper' && state.used?.by === 'paper') return revoked;
  if (form === 'paper') return refuse('entitlement.nothing-to-revoke', { form }, 'form');
  return state.used === undefined ? revoked : refuse('proxy.used', { by: state.used.by });
};

/** Only in its window, so that what is cast later can't be told apart by when the token was taken. */
const checkTokens = (right: CommandOf<'request-token'>['right']): Refused | undefined => {
  const { terms, now } = right;
  const refused = checkOpen(right);
  if (refused !== undefined) return refused;
  if (terms.secrecy === 'open') return refuse('ballot.open');
  const until = terms.times.tokensUntil ?? terms.times.closesAt;
  // The process that closed them may have a clock ahead of this one's.
  const isOver = now >= until || right.tokens !== undefined;
  return checkChannel(right, 'online') ?? (isOver ? refuse('token.too-late', { until }) : undefined);
};

const requestToken = ({ right, requests }: CommandOf<'request-token'>, state: Entitlement): Decision => {
  const { ballot, person } = right;
  if (right.tokens === 'called-off') return refuseCalledOff(right);
  // Who has lost her phone gets the same answers again, also after the window.
  if (state.form === 'token' && canonicalJson(state.requests) === canonicalJson(requests)) return [];
  const refused = checkTokens(right);
  if (refused !== undefined) return refused;
  if (state.form === 'none')
    return [{ type: 'token-requested', data: { ballot, person, requests: [requests[0], requests[1]] } }];
  return state.form === 'token' ? refuse('token.other-request') : refuseTaken(state);
};

/**
 * Each issuer signs once; asked again for the same, it answers what it answered. Its answer may come after the window, until
 * both have stated what they signed: that has to be on the list. Only the request must be in time.
 */
const grantToken = (command: CommandOf<'grant-token'>, state: Entitlement): Decision => {
  const { right, issuer, at, request, signature } = command;
  const { ballot, person } = right;
  if (state.form !== 'token' || state.requests[at] !== request) return refuse('token.other-request');
  if (state.granted.some((one) => one.issuer === issuer)) return [];
  // Both have stated what they signed: nothing is added to it.
  if (right.tokens !== undefined) return refuse('token.too-late', { until: right.terms.times.tokensUntil ?? '' });
  return [{ type: 'token-granted', data: { ballot, person, issuer, request, signature } }];
};

const decide = (command: EntitlementCommand, state: Entitlement): Decision => {
  switch (command.do) {
    case 'cast':
      return cast(command, state);
    case 'request-token':
      return requestToken(command, state);
    case 'grant-token':
      return grantToken(command, state);
    case 'issue-paper':
      return issuePaper(command, state);
    case 'attend':
      return attend(command, state);
    case 'lodge-proxy':
      return lodgeProxy(command, state);
    case 'revoke':
      return revoke(command, state);
    default:
      return unreachable(command);
  }
};

/** 一人一权: what one entry of the roll grants, one thing at a time. */
export const entitlementDecider: Decider<EntitlementCommand, Entitlement, EntitlementEvent> = {
  initialState,
  decide,
  evolve,
};
