import { isAnswerTo, issuanceRoot, openIssuance, type Issuance, type LoadedSetting } from '@cunjian/secret-ballot';
import { isTlogError, verifierOf, type TreeHasher } from '@cunjian/tlog';
import type { OpenedBallot } from '../tally.ts';
import type { BallotLog, DataOf } from './ballot-log.ts';
import type { Entitlement } from './entitlements.ts';
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
  entitlements: ReadonlyMap<string, Entitlement>,
  { issuers }: OpenedBallot,
  find: Find,
): readonly [Issued[], Issued[]] => {
  const issued: [Issued[], Issued[]] = [[], []];
  for (const [person, one] of entitlements) {
    if (one.form !== 'token') continue;
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

/** One issuer's signed statement against the events; where they differ, each signature is looked at to find the wrong ones. */
const checkIssuer = (
  named: Issuer,
  at: 0 | 1,
  issued: readonly Issued[],
  { log, setting, hasher, find }: { log: BallotLog; setting: LoadedSetting; hasher: TreeHasher; find: Find },
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
  for (const { person, request, signature, where } of issued)
    if (!isAnswerTo(setting.issuers[at], request, signature)) find('token.forged', where, { person, issuer, hands });
};

/**
 * Tokens 领票 against what both issuers signed: one alone can add none to the list without the other's statement saying
 * otherwise. Answers how many tokens both let through.
 */
export const checkTokens = (
  log: BallotLog,
  entitlements: ReadonlyMap<string, Entitlement>,
  opened: OpenedBallot,
  using: { readonly setting: LoadedSetting; readonly hasher: TreeHasher; readonly find: Find },
): number => {
  const issued = issuedBy(entitlements, opened, using.find);
  for (const at of places) {
    const named = opened.issuers[at];
    if (named !== undefined) checkIssuer(named, at, issued[at], { ...using, log });
  }
  const second = new Set(issued[1].map(({ person }) => person));
  return issued[0].filter(({ person }) => second.has(person)).length;
};
