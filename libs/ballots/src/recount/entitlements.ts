import type { Channel, Choice, EntitlementEvent, RollEntry } from '@cunjian/contracts';
import { canonicalJson } from '@cunjian/kernel';
import type { AnyEntry, BallotLog, DataOf, Entry } from './ballot-log.ts';
import type { OpenedEntry } from './check-terms.ts';
import type { Find } from './finding.ts';
import { isAfter, isBefore } from './times.ts';

/** How somebody votes who does not by a token. */
export type Used =
  { readonly by: 'online'; readonly choice: Choice } | { readonly by: 'paper' } | { readonly by: 'show-of-hands' };

export interface TokenTaken {
  readonly requests: DataOf<'token-requested'>['requests'];
  readonly granted: readonly (Pick<DataOf<'token-granted'>, 'issuer' | 'request' | 'signature'> & { where: string })[];
}

/** What one entry of the roll was granted, from its own stream alone: one thing at a time. */
export type Entitlement =
  | { readonly form: 'none' }
  | { readonly form: 'self'; readonly used: Used }
  | ({ readonly form: 'token' } & TokenTaken)
  | { readonly form: 'proxy'; readonly lodged: Entry<'proxy-lodged'>; readonly used?: Used };

export type EntitlementEntry = Extract<AnyEntry, { name: EntitlementEvent['type'] }>;

type Step = (state: Entitlement, entry: EntitlementEntry) => Entitlement | undefined;

const isOnline = (used: Used | undefined): boolean => used === undefined || used.by === 'online';

/** What she, or her proxy, uses; undefined where something else was granted before. */
const use = (state: Entitlement, used: Used, proxy: string | undefined): Entitlement | undefined => {
  if (proxy === undefined) {
    if (state.form === 'none') return { form: 'self', used };
    return state.form === 'self' && state.used.by === 'online' && used.by === 'online'
      ? { form: 'self', used }
      : undefined;
  }
  if (state.form !== 'proxy' || state.lodged.data.proxy !== proxy) return undefined;
  const again = used.by === 'online' ? isOnline(state.used) : state.used === undefined;
  return again ? { ...state, used } : undefined;
};

const granted = (state: Entitlement, { data, where }: Entry<'token-granted'>): Entitlement | undefined => {
  if (state.form !== 'token' || state.granted.some(({ issuer }) => issuer === data.issuer)) return undefined;
  const { issuer, request, signature } = data;
  return { ...state, granted: [...state.granted, { issuer, request, signature, where }] };
};

const requested = (state: Entitlement, { requests }: DataOf<'token-requested'>): Entitlement | undefined => {
  if (state.form === 'none') return { form: 'token', requests, granted: [] };
  return state.form === 'token' && canonicalJson(state.requests) === canonicalJson(requests) ? state : undefined;
};

const revoked = (state: Entitlement, { form }: DataOf<'entitlement-revoked'>): Entitlement | undefined => {
  if (state.form === 'self') return form === 'paper' && state.used.by === 'paper' ? { form: 'none' } : undefined;
  if (state.form !== 'proxy') return undefined;
  if (form === 'proxy') return state.used === undefined ? { form: 'none' } : undefined;
  return state.used?.by === 'paper' ? { form: 'proxy', lodged: state.lodged } : undefined;
};

/** Undefined where the event does not follow: something is granted that excludes it. */
const step: Step = (state, entry) => {
  switch (entry.name) {
    case 'ballot-cast': {
      const { choice, proxy } = entry.data;
      return use(state, { by: 'online', choice }, proxy);
    }
    case 'paper-issued':
      return use(state, { by: 'paper' }, entry.data.proxy);
    case 'attendance-recorded':
      return use(state, { by: 'show-of-hands' }, entry.data.proxy);
    case 'token-requested':
      return requested(state, entry.data);
    case 'token-granted':
      return granted(state, entry);
    case 'token-lapsed':
      return state.form === 'token' ? { form: 'none' } : undefined;
    case 'proxy-lodged':
      return state.form === 'none' ? { form: 'proxy', lodged: entry } : undefined;
    case 'entitlement-revoked':
      return revoked(state, entry.data);
  }
};

const channelsOf: Readonly<Record<EntitlementEvent['type'], readonly Channel[]>> = {
  'ballot-cast': ['online'],
  'token-requested': ['online'],
  'token-granted': ['online'],
  'token-lapsed': ['online'],
  'paper-issued': ['paper'],
  'attendance-recorded': ['show-of-hands', 'meeting'],
  'proxy-lodged': ['proxy'],
  'entitlement-revoked': ['online', 'meeting', 'show-of-hands', 'paper', 'proxy'],
};

const isPrepared = ({ name }: EntitlementEntry): boolean => name === 'proxy-lodged' || name === 'entitlement-revoked';

/** Only after the window, where no issuer signed it, or where nothing is cast online: the other's signature may stand in no event. */
const mayLapse = (
  state: Entitlement,
  { at }: Entry<'token-lapsed'>,
  { tokensClosedAt, calledOffAt }: OpenedEntry,
): boolean => state.form === 'token' && at > tokensClosedAt && (at > calledOffAt || state.granted.length === 0);

/** What an event must be to count at all; undefined where it is. */
const outside = (
  entry: EntitlementEntry,
  { opened, openedAt, tokensClosedAt }: OpenedEntry,
  roll: ReadonlyMap<string, RollEntry>,
): readonly [code: Parameters<Find>[0], params: Record<string, string>] | undefined => {
  const { person } = entry.data;
  if (entry.stream !== `entitlement-${opened.ballot}-${person}`)
    return ['entitlement.other-stream', { person, stream: entry.stream }];
  if (!roll.has(person)) return ['entitlement.off-roll', { person }];
  if (entry.at < openedAt && !isPrepared(entry)) return ['entitlement.too-early', { person }];
  if (!channelsOf[entry.name].some((channel) => opened.channels.includes(channel)))
    return ['entitlement.other-channel', { person, event: entry.name }];
  if (opened.secrecy === 'secret' && entry.name === 'ballot-cast') return ['entitlement.not-secret', { person }];
  const isToken = entry.name === 'token-requested' || entry.name === 'token-granted';
  if (isToken && opened.secrecy === 'open') return ['token.open-ballot', { person }];
  if (isToken && entry.at > tokensClosedAt && !isAskedLate(entry, opened))
    return ['token.after-the-window', { person }];
  return undefined;
};

/** Asked for in time, and written while the issuers ended: neither signs it, and it gives way to a paper. */
const isAskedLate = (entry: EntitlementEntry, { times }: OpenedEntry['opened']): boolean =>
  entry.name === 'token-requested' && times.tokensUntil !== undefined && !isAfter(entry.time, times.tokensUntil);

/** In the log at its place, and by its time at another: somebody held the closing back, or closed too soon. */
const checkTime = (
  entry: EntitlementEntry,
  { opened: { times }, closedAt, tokensClosedAt }: OpenedEntry,
  find: Find,
) => {
  const { name, time, where, at } = entry;
  const { person } = entry.data;
  // What the issuers answered late is written when it comes.
  if (name === 'token-granted') return;
  if (at > closedAt) {
    if (isBefore(time, times.closesAt)) find('ballot.closed-on-somebody', where, { person, event: name, time });
    return;
  }
  if (isAfter(time, times.closesAt)) find('entitlement.after-the-time', where, { person, event: name, time });
  if (name !== 'token-requested') return;
  if (at > tokensClosedAt) find('token.requested-late', where, { person });
  else if (isAfter(time, times.tokensUntil ?? times.closesAt)) find('token.after-the-time', where, { person, time });
};

const isOfEntitlement = (entry: AnyEntry): entry is EntitlementEntry => entry.name in channelsOf;

/** What the entries of a roll were granted. */
export interface Granting {
  /** As they stand at the closing. */
  readonly entitlements: ReadonlyMap<string, Entitlement>;
  /** All that were ever taken: those that lapsed, too, are on what the issuers state. */
  readonly tokens: ReadonlyMap<string, TokenTaken>;
  /** Given out and not taken back when the tokens were closed. */
  readonly papersByThen: number;
}

const papersIn = (found: ReadonlyMap<string, Entitlement>): number =>
  [...found.values()].filter((one) => (one.form === 'self' || one.form === 'proxy') && one.used?.by === 'paper').length;

/**
 * Each entry of the roll by its own stream: one thing granted at a time, before the closing, by a channel that the ballot
 * has. What does not follow is named and does not count.
 */
export const entitlementsOf = (
  log: BallotLog,
  frame: OpenedEntry,
  roll: ReadonlyMap<string, RollEntry>,
  find: Find,
): Granting => {
  const found = new Map<string, Entitlement>();
  const tokens = new Map<string, TokenTaken>();
  let papersByThen = 0;
  for (const entry of log.all) {
    if (entry.at === frame.tokensClosedAt) papersByThen = papersIn(found);
    if (!isOfEntitlement(entry)) continue;
    const { person } = entry.data;
    // An issuer that was away until the closing may have its answer to an earlier request written later.
    const isLateAnswer = entry.name === 'token-granted' && entry.at <= frame.tokensClosedAt;
    checkTime(entry, frame, find);
    if (entry.at > frame.closedAt && !isLateAnswer) {
      find('entitlement.late', entry.where, { person, event: entry.name });
      continue;
    }
    const wrong = outside(entry, frame, roll);
    if (wrong !== undefined) {
      find(wrong[0], entry.where, wrong[1]);
      continue;
    }
    const before = found.get(person) ?? { form: 'none' };
    if (entry.name === 'token-lapsed' && !mayLapse(before, entry, frame)) {
      find('token.lapsed-without-cause', entry.where, { person });
      continue;
    }
    const after = step(before, entry);
    if (after === undefined) {
      find('entitlement.second', entry.where, { person, event: entry.name, form: formOf(before) });
      continue;
    }
    found.set(person, after);
    if (after.form === 'token') tokens.set(person, after);
  }
  return { entitlements: found, tokens, papersByThen };
};

const formOf = (state: Entitlement): string => (state.form === 'self' ? state.used.by : state.form);
