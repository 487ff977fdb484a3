import type { Choice } from '@cunjian/contracts';
import { isRefused } from '@cunjian/kernel';
import { loadSetting, settingOf, type LoadedSetting } from '@cunjian/secret-ballot';
import { portableEd25519, portableHasher, type Ed25519, type TreeHasher } from '@cunjian/tlog';
import { tallyBallot, type CountedBallot, type Granted, type OpenedBallot } from '../tally.ts';
import { ballotLogOf, type BallotLog, type Entry, type OpenedEvent } from './ballot-log.ts';
import { checkChannels } from './check-channels.ts';
import { checkDays } from './check-days.ts';
import { checkIssuers, checkKeys } from './check-keys.ts';
import { checkProtocols } from './check-protocols.ts';
import { checkProxies } from './check-proxies.ts';
import type { RuleOn } from './check-rule.ts';
import { checkRoll } from './check-roll.ts';
import { checkTerms, isCastOnline, type OpenedEntry } from './check-terms.ts';
import { checkTokens } from './check-tokens.ts';
import { checkOrder, checkUses } from './check-uses.ts';
import { compareTally } from './compare-tally.ts';
import { entitlementsOf, type Entitlement, type Granting } from './entitlements.ts';
import { collectFindings, type Find, type RecountFinding } from './finding.ts';
import { openBox } from './open-box.ts';

export interface RecountOptions {
  readonly ballot: string;
  /** A platform's own are ten times as fast. */
  readonly ed25519?: Ed25519;
  readonly hasher?: TreeHasher;
  /** The rules known here; left out, those that the log adopted are not compared with them. */
  readonly ruleOn?: RuleOn;
  /** Verifier keys of issuers that their own hands gave: each must be one of the ballot's two. */
  readonly issuers?: readonly string[];
  /** Of so many sealed ballots, so many are opened. */
  readonly progress?: (done: number, total: number) => void;
}

export interface Recount {
  readonly ballot: string;
  readonly findings: readonly RecountFinding[];
  /** On the frozen roll. */
  readonly members: number;
  /** Tokens that both issuers signed, and sealed ballots that are in order. */
  readonly tokens: number;
  readonly sealed: number;
  /** Of papers and of people at the meeting, as they were recorded one by one. */
  readonly papers: number;
  readonly hands: number;
  readonly secrecy?: OpenedBallot['secrecy'];
  readonly question?: OpenedBallot['question'];
  readonly rule?: OpenedBallot['rule'];
  /** Who signed its tokens, and by which keys; none where there were none. */
  readonly issuers?: OpenedBallot['issuers'];
  /** Absent where it never opened, or has not been closed. */
  readonly recounted?: CountedBallot;
  readonly stored?: CountedBallot;
}

type Using = Required<Omit<RecountOptions, 'ruleOn' | 'issuers'>> & { readonly find: Find };

/** Who used what, each once. */
const grantedOf = (
  entitlements: ReadonlyMap<string, Entitlement>,
  sealed: readonly (Choice | undefined)[],
): Granted => {
  const online: (Choice | undefined)[] = [...sealed];
  const byProxy: Choice[] = [];
  let [papers, hands] = [0, 0];
  for (const one of entitlements.values()) {
    const used = one.form === 'self' || one.form === 'proxy' ? one.used : undefined;
    if (used?.by === 'paper') papers++;
    else if (used?.by === 'show-of-hands') hands++;
    else if (used?.by === 'online') (one.form === 'proxy' ? byProxy : online).push(used.choice);
  }
  return { online, byProxy, papers, hands };
};

const settingOfBallot = async (
  { opened }: OpenedEntry,
  log: BallotLog,
  find: Find,
): Promise<LoadedSetting | undefined> => {
  const setting = settingOf(opened);
  const loaded = isRefused(setting) ? setting : await loadSetting(setting);
  if (!isRefused(loaded)) return loaded;
  find('ballot.keys-malformed', log.of('ballot-opened')[0]?.where ?? '', { reason: loaded.refused[0].code });
  return undefined;
};

interface Sealed {
  readonly tokens: number;
  readonly sealed: readonly (Choice | undefined)[];
}

/** Once the tokens are closed, or the ballot is. */
const sealedBallots = async (
  log: BallotLog,
  frame: OpenedEntry,
  { tokens: taken, papersByThen }: Granting,
  using: Using,
): Promise<Sealed> => {
  const { opened, closedAt, calledOffAt } = frame;
  const none = { tokens: 0, sealed: [] };
  if (closedAt === Infinity && log.of('tokens-closed').length === 0) return none;
  const setting = isCastOnline(opened) ? await settingOfBallot(frame, log, using.find) : undefined;
  const tokens = setting === undefined ? 0 : checkTokens(log, taken, opened, { ...using, setting });
  checkChannels(log, frame, { tokens, papers: papersByThen }, using.find);
  if (setting === undefined || closedAt === Infinity || calledOffAt !== Infinity) return { ...none, tokens };
  return { tokens, sealed: await openBox(log, frame, tokens, { ...using, setting }) };
};

const checkStored = (
  log: BallotLog,
  frame: OpenedEntry,
  stored: Entry<'ballot-counted'> | undefined,
  recounted: CountedBallot,
  find: Find,
): void => {
  checkUses(log, stored, frame, find);
  if (stored === undefined) return find('tally.missing', '');
  if (stored.at < frame.closedAt) find('tally.too-early', stored.where);
  else checkOrder(log, stored, find);
  compareTally(stored, recounted, find);
};

/**
 * Counts a ballot again from the events alone, and names everything that does not follow. The events are those of one
 * log, in its order, whose hashes were checked before: what an operator left out of the log altogether, only the receipts
 * of the voters show.
 */
export const recount = async (events: Iterable<OpenedEvent>, options: RecountOptions): Promise<Recount> => {
  const { find, all: findings } = collectFindings();
  const using: Using = {
    ed25519: portableEd25519,
    hasher: portableHasher,
    progress: () => undefined,
    ...options,
    find,
  };
  const { ballot } = options;
  const log = ballotLogOf(events, ballot);
  const frame = checkTerms(log, options.ruleOn, find);
  const none = { ballot, findings, members: 0, tokens: 0, sealed: 0, papers: 0, hands: 0 };
  if (frame === undefined) return none;
  const { opened } = frame;
  checkDays(log, frame, find);
  checkKeys(log, frame, find);
  checkIssuers(frame, options.issuers ?? [], find);
  const roll = checkRoll(log, frame, using.hasher, find);
  const granting = entitlementsOf(log, frame, roll, find);
  const { entitlements } = granting;
  checkProxies(entitlements, opened, roll, find);
  const { secrecy, question, rule, issuers } = opened;
  const about = { ...none, members: roll.size, secrecy, question, rule, issuers };
  const { tokens, sealed } = await sealedBallots(log, frame, granting, using);
  if (frame.closedAt === Infinity) return { ...about, tokens };
  const granted = grantedOf(entitlements, sealed);
  const agreed = checkProtocols(log, frame, granted, find);
  // The members of a recount are those on the roll, whatever the opening says.
  const recounted = tallyBallot({ ...opened, roll: { ...opened.roll, count: roll.size } }, agreed, granted);
  const [stored] = log.of('ballot-counted');
  checkStored(log, frame, stored, recounted, find);
  const { papers, hands } = granted;
  const counted = { recounted, ...(stored && { stored: stored.data }) };
  return { ...about, tokens, sealed: sealed.length, papers, hands, ...counted };
};
