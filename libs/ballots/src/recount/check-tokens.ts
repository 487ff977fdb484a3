import { isAnswerTo, issuanceRoot, openIssuance, type Issuance, type LoadedSetting } from '@cunjian/secret-ballot';
import { isTlogError, verifierOf, type TreeHasher } from '@cunjian/tlog';
import type { OpenedBallot } from '../tally.ts';
import type { BallotLog, DataOf } from './ballot-log.ts';
import type { TokenTaken } from './entitlements.ts';
import type { Find } from './finding.ts';

type Issuer = OpenedBallot['issuers'][number];
type Stated = DataOf<'tokens-closed'>['issuers'][number];

interface Issued {
  readonly person: string;
  readonly request: string;
  readonly signature: string;
  readonly where: string;
}

const places = [0, 1] as const;

/** What the events say each issuer signed, by its place among the two. */
const issuedBy = (
  tokens: ReadonlyMap<string, TokenTaken>,
  { issuers }: OpenedBallot,
  find: Find,
): readonly [Issued[], Issued[]] => {
  const issued: [Issued[], Issued[]] = [[], []];
  for (const [person, one] of tokens) {
    for (const { issuer, request, signature, where } of one.granted) {
      const at = issuers[0]?.issuer === issuer ? 0 : issuers[1]?.issuer === issuer ? 1 : undefined;
      if (at === undefined) find('token.unknown-issuer', where, { person, issuer });
      else if (one.requests[at] !== request) find('token.other-request', where, { person, issuer });
      else issued[at].push({ person, request, signature, where });
    }
  }
  return issued;
};

const issuanceOf = ({ vkey }: Issuer, { statement }: Stated): Issuance | undefined => {
  try {
    return openIssuance(statement, verifierOf(vkey));
  } catch (error) {
    if (isTlogError(error)) return undefined;
    throw error;
  }
};

const hexOf = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

interface Checking {
  readonly log: BallotLog;
  readonly setting: LoadedSetting;
  readonly hasher: TreeHasher;
  readonly find: Find;
}

/** One issuer's signed statement against the events. */
const checkStatement = (
  named: Issuer,
  issued: readonly Issued[],
  { log, hasher, find }: Omit<Checking, 'setting'>,
): void => {
  const { issuer, hands } = named;
  const [closed] = log.of('tokens-closed');
  const stated = closed?.data.issuers.find((one) => one.issuer === issuer);
  if (closed === undefined || stated === undefined)
    return find('issuer.silent', closed?.where ?? '', { issuer, hands });
  const issuance = issuanceOf(named, stated);
  if (issuance?.ballot !== log.ballot || issuance.count !== stated.count || hexOf(issuance.root) !== stated.root)
    return find('issuer.statement-unsigned', closed.where, { issuer, hands });
  const root = hexOf(issuanceRoot(issued, hasher));
  if (stated.count === issued.length && stated.root === root) return;
  find('issuer.statement-differs', closed.where, { issuer, hands, stated: stated.count, found: issued.length });
};

/**
 * Who got an answer that lets her vote. Each is looked at, also where the statement agrees: an issuer that answers
 * something else, and states it, takes her vote from her.
 */
const answeredBy = (
  { issuer, hands }: Issuer,
  at: 0 | 1,
  issued: readonly Issued[],
  { setting, find }: Pick<Checking, 'setting' | 'find'>,
): ReadonlySet<string> => {
  const answered = new Set<string>();
  for (const { person, request, signature, where } of issued)
    if (isAnswerTo(setting.issuers[at], request, signature)) answered.add(person);
    else find('token.forged', where, { person, issuer, hands });
  return answered;
};

const codeOf = {
  upheld: 'token.taken-by-another',
  dismissed: 'token.dispute-dismissed',
} as const;

const isOverdue = (log: BallotLog, stream: string, since: number): boolean =>
  log.of('token-dispute-overdue').some((one) => one.stream === stream && one.at > since);

/**
 * Voters who say that somebody else took a token in their name, and what was decided: whoever contests the result asks for
 * it. A decision of her own, before she said so, or from elsewhere than what she said is none.
 */
const noteDisputes = (log: BallotLog, find: Find): void => {
  const decisions = log.of('token-dispute-decided');
  for (const { data, where, stream, at } of log.of('token-disputed')) {
    const { person } = data;
    const decided = decisions.find(
      (one) =>
        one.stream === stream &&
        stream === `token-notice-${log.ballot}-${person}` &&
        one.at > at &&
        one.data.person === person &&
        one.data.decider !== person,
    );
    if (decided === undefined)
      find(isOverdue(log, stream, at) ? 'token.dispute-overdue' : 'token.disputed', where, { person });
    else find(codeOf[decided.data.outcome], decided.where, { person, decider: decided.data.decider });
  }
};

/**
 * Tokens 领票 against what both issuers signed: one alone can add none to the list without the other's statement saying
 * otherwise. Answers how many tokens both let through.
 */
export const checkTokens = (
  log: BallotLog,
  tokens: ReadonlyMap<string, TokenTaken>,
  opened: OpenedBallot,
  using: { readonly setting: LoadedSetting; readonly hasher: TreeHasher; readonly find: Find },
): number => {
  noteDisputes(log, using.find);
  const issued = issuedBy(tokens, opened, using.find);
  const answered = places.map((at) => {
    const named = opened.issuers[at];
    if (named === undefined) return new Set<string>();
    checkStatement(named, issued[at], { ...using, log });
    return answeredBy(named, at, issued[at], using);
  });
  const [first = new Set<string>(), second = new Set<string>()] = answered;
  return [...first].filter((person) => second.has(person)).length;
};
