import { isRefused, refuse, type Refused } from '@cunjian/kernel';
import type { DispatchedCommand } from '@cunjian/processing';
import { isAnswerTo } from '@cunjian/secret-ballot';
import { carryOut, derivedUuid, foldHistory, instantOf, loadStream } from '@cunjian/service-kit/acting';
import { circleOf } from '@cunjian/access';
import { tokensOf } from '../ballot/ballot.ts';
import { ballotDecider } from '../ballot/decide.ts';
import type { Consultation } from '../consultation-context.ts';
import { entitlementDecider } from '../entitlement/decide.ts';
import { entitlementStream } from '../entitlement/entitlement.ts';
import type { Right } from '../entitlement/command.ts';
import type { Issuers } from '../issuers/issuer.ts';
import type { KnownBallot } from './known-ballots.ts';
import { roomsOf } from './secret-rooms.ts';

export interface Grant {
  readonly ballot: string;
  readonly person: string;
  readonly correlationId: string;
}

/** Whoever asked: of a person's commands she chooses the ids, and would take an answer for one of hers. */
const actor = 'system:token-issuers';

/** Of the ballot as its stream has it: only after the window has it changed since the opening. */
const tokensNow = async (consultation: Consultation, { opened }: KnownBallot, now: string): Promise<Right['tokens']> =>
  opened.times.tokensUntil === undefined || now < opened.times.tokensUntil
    ? undefined
    : tokensOf(foldHistory(ballotDecider, await loadStream(consultation, opened.ballot)));

/** What both issuers answered, in their order. */
export type Answers = readonly [string, string];

/**
 * The second issuer first, the deployment last: so nobody holds the deployment's signature, which any other can be added
 * to, while the log says nothing of the second's.
 */
export const signingOrder = [1, 0] as const;

/**
 * Has the two requests of an entitlement signed, each as an event. What was signed before is not asked again.
 * Refuses as the issuers do, and `issuer.unreachable` where one answers something else, which would stand for ever in
 * place of her token; then the rest is asked for once more by the reaction, or by the voter.
 */
export const grantToken = async (
  consultation: Consultation,
  known: KnownBallot,
  issuers: Issuers,
  { ballot, person, correlationId }: Grant,
): Promise<Answers | Refused> => {
  const { opened, setting } = known;
  const stream = entitlementStream(ballot, person);
  const answers: [string, string] = ['', ''];
  for (const at of signingOrder) {
    const state = foldHistory(entitlementDecider, await loadStream(consultation, stream));
    // It may have lapsed since it was asked for.
    if (state.form !== 'token') return refuse('token.other-request');
    const { issuer, hands } = issuers[at];
    const request = state.requests[at];
    const before = state.granted.find((granted) => granted.issuer === issuer)?.signature;
    const signature = before ?? (await issuers[at].issue({ ballot, person, request }));
    if (isRefused(signature)) return signature;
    if (!isAnswerTo(setting.issuers[at], request, signature)) return refuse('issuer.unreachable', { hands });
    answers[at] = signature;
    if (before !== undefined) continue;
    const commandId = derivedUuid('token', ballot, person, issuer);
    const now = instantOf(consultation);
    const tokens = await tokensNow(consultation, known, now);
    const right: Right = { ballot, person, isOnRoll: true, status: 'open', tokens, terms: opened, now };
    const carried = await carryOut(
      consultation,
      { commandId, actor, correlationId },
      {
        stream,
        decider: entitlementDecider,
        command: { do: 'grant-token', issuer, at, request, signature, right },
        ...{ division: opened.division, body: opened.body, audience: circleOf(opened) },
      },
    );
    if (isRefused(carried)) return carried;
  }
  return answers;
};

/** Asked for by the reaction, so that nobody waits for a signature because a process ended. */
export const grantAgain = async (consultation: Consultation, command: DispatchedCommand): Promise<'done' | Refused> => {
  const secret = roomsOf(consultation);
  if (isRefused(secret) || secret.issuers === undefined) return 'done';
  const { ballot, person } = command.data as { readonly ballot: string; readonly person: string };
  const known = await secret.known(ballot);
  if (isRefused(known)) return known;
  const { correlationId } = command;
  const answers = await grantToken(consultation, known, secret.issuers, { ballot, person, correlationId });
  return isRefused(answers) ? answers : 'done';
};
