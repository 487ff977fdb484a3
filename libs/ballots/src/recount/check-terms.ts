import type { OpenedBallot } from '../tally.ts';
import { checkGaps } from './check-gaps.ts';
import type { BallotLog, Entry, EventName } from './ballot-log.ts';
import { checkRule, same, type RuleOn } from './check-rule.ts';
import { checkRunOff } from './check-run-off.ts';
import { issuersGivenUpAt } from '../channels.ts';
import { keysNeeded } from '../hands.ts';
import type { Find } from './finding.ts';

/** Where a ballot stands in the log, and as what it was opened. */
export interface OpenedEntry {
  readonly opened: OpenedBallot;
  readonly openedAt: number;
  readonly openedWhere: string;
  /** Infinity while it runs. */
  readonly closedAt: number;
  /** When no more tokens are given, and where none are. */
  readonly tokensClosedAt: number;
  /** When it was said that nothing is cast online; Infinity where it is. */
  readonly calledOffAt: number;
}

/** Secretly, with tokens. */
export const isCastOnline = ({ secrecy, channels }: Pick<OpenedBallot, 'secrecy' | 'channels'>): boolean =>
  secrecy === 'secret' && channels.includes('online');

const once: readonly EventName[] = [
  'ballot-called',
  'ballot-opened',
  'tokens-closed',
  'channel-called-off',
  'ballot-closed',
  'box-emptied',
  'ballot-counted',
  'roll-drawn',
  'roll-frozen',
];

/** What an opening has of its own, or a call. */
const ownNames: ReadonlySet<string> = new Set(['roll', 'issuers', 'holders', 'noticeUntil']);

/** A ballot opens as what it was called. */
const checkRepeated = (called: object, { data, where }: Entry<'ballot-opened'>, find: Find): void => {
  const names = new Set([...Object.keys(called), ...Object.keys(data)].filter((name) => !ownNames.has(name)));
  for (const name of names)
    if (!same(Reflect.get(called, name), Reflect.get(data, name))) find('terms.changed', where, { field: name });
};

const checkTimes = (log: BallotLog, { times }: OpenedBallot, find: Find): void => {
  const notBefore = (name: 'ballot-opened' | 'tokens-closed' | 'ballot-closed', until: string | undefined): void => {
    const [entry] = log.of(name);
    if (entry !== undefined && until !== undefined && Date.parse(entry.time) < Date.parse(until))
      find('ballot.too-early', entry.where, { event: name, time: entry.time, until });
  };
  notBefore('ballot-opened', times.opensAt);
  notBefore('tokens-closed', times.tokensUntil);
  notBefore('ballot-closed', times.closesAt);
};

/**
 * Once a ballot is open it is called off where nothing can be cast, or where keys of issuers or officers were missing for
 * so long that nothing can be counted; any other was called off by whoever did not like how it went.
 */
const checkCancelled = (
  log: BallotLog,
  opened: Entry<'ballot-opened'> | undefined,
  { at, where, time }: Entry<'ballot-cancelled'>,
  find: Find,
): void => {
  const isOpen = opened !== undefined && opened.at < at;
  if (!isOpen) return find('ballot.cancelled', where);
  const { channels, times, secrecy } = opened.data;
  const isBefore = (name: EventName): boolean => log.of(name).some((entry) => entry.at < at);
  const hasNoWay = isBefore('channel-called-off') && !channels.includes('paper');
  const keys = log.of('key-opened').filter((entry) => entry.at < at).length;
  const isStuck =
    isCastOnline({ secrecy, channels }) &&
    !isBefore('ballot-counted') &&
    !isBefore('channel-called-off') &&
    (!isBefore('tokens-closed') || keys < keysNeeded) &&
    Date.parse(time) >= Date.parse(issuersGivenUpAt(times.closesAt));
  find(hasNoWay || isStuck ? 'ballot.cancelled' : 'ballot.cancelled-after-opening', where);
};

/**
 * The frame of a ballot: called, opened as it was called, under the rule that its procedure adopted, closed in time.
 * Undefined where it never opened.
 */
export const checkTerms = (log: BallotLog, ruleOn: RuleOn | undefined, find: Find): OpenedEntry | undefined => {
  checkGaps(log, find);
  for (const { name, stream, where } of log.strays) find('log.other-stream', where, { event: name, stream });
  for (const name of once) for (const { where } of log.of(name).slice(1)) find('ballot.twice', where, { event: name });
  const [entry] = log.of('ballot-opened');
  const cancelled = log.of('ballot-cancelled');
  for (const one of cancelled) checkCancelled(log, entry, one, find);
  if (entry === undefined) {
    if (cancelled.length === 0) find('ballot.unknown', '', { ballot: log.ballot });
    return undefined;
  }
  const [called] = log.of('ballot-called');
  if (called === undefined) find('ballot.not-called', entry.where);
  else checkRepeated(called.data, entry, find);
  checkRule(log, entry, ruleOn, find);
  checkRunOff(log, entry, find);
  checkTimes(log, entry.data, find);
  const [closed] = log.of('ballot-closed');
  if (closed === undefined) find('ballot.not-closed', entry.where);
  const closedAt = closed?.at ?? Infinity;
  const tokensClosedAt = log.of('tokens-closed')[0]?.at ?? closedAt;
  const calledOffAt = log.of('channel-called-off')[0]?.at ?? Infinity;
  return { opened: entry.data, openedAt: entry.at, openedWhere: entry.where, closedAt, tokensClosedAt, calledOffAt };
};
