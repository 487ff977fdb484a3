import { nationalDivision } from '@cunjian/contracts';
import { isRefused, refuse, type Refused } from '@cunjian/kernel';
import { oneLine } from '@cunjian/personal-data';
import {
  isOfficerKey,
  base64UrlLength,
  issuerKeyBytes,
  loadOfficerKey,
  maxChoiceBytes,
  type Officer,
} from '@cunjian/secret-ballot';
import type { Outcome } from '@cunjian/service-kit';
import { act, idInput, refusal, type Acting } from '@cunjian/service-kit/acting';
import { z } from 'zod';
import { circleOf } from '@cunjian/access';
import { termsOf } from '../ballot/ballot.ts';
import type { BallotCommand } from '../ballot/command.ts';
import { ballotDecider } from '../ballot/decide.ts';
import type { Consultation, Procedures } from '../consultation-context.ts';
import type { EntitlementCommand } from '../entitlement/command.ts';
import { entitlementDecider } from '../entitlement/decide.ts';
import { entitlementStream } from '../entitlement/entitlement.ts';
import { prepareIssuers } from '../issuers/prepare-issuers.ts';
import type { CastAnswer } from '../secret/casting.ts';
import { grantToken, type Answers } from '../secret/grant-token.ts';
import { keyHoldersDecider, keysStream, type LodgeKey } from '../secret/key-holders.ts';
import { roomsOf } from '../secret/secret-rooms.ts';
import { ballotIn, ballotToVoteIn, resourceOfTerms, rightOf } from './ballot-look-ups.ts';

const requestChars = base64UrlLength(issuerKeyBytes);
const request = z.string().length(requestChars);
/** X25519, base64url. */
const officerKey = z.string().regex(/^[\w-]{43}$/);
const takeInput = z.object({ ballot: idInput, requests: z.tuple([request, request]) });
type TakeInput = z.output<typeof takeInput> & { readonly commandId: string };

/** Of a choice that is as long as one may be, with all that is around it. */
const maxBallotChars = 2 * maxChoiceBytes + 4_000;

/** First she asks, as an event, which excludes every other way to vote; then the issuers sign, an event each. */
const takeToken = async (
  consultation: Consultation,
  ctx: Acting,
  { commandId, ballot, requests }: TakeInput,
): Promise<Outcome<{ readonly answers: Answers }>> => {
  const secret = roomsOf(consultation);
  const { person = '' } = ctx.caller;
  const found = await ballotToVoteIn(consultation, ballot);
  const asked = await act(consultation, ctx, {
    commandId,
    stream: entitlementStream(ballot, person),
    decider: entitlementDecider,
    resource: () => found && { ...resourceOfTerms(found.terms), person },
    command: async (): Promise<EntitlementCommand | Refused> => {
      if (isRefused(secret)) return secret;
      if (found === undefined) return refuse('ballot.unknown');
      const right = await rightOf(consultation, found, person);
      return isRefused(right) ? right : { do: 'request-token', requests, right };
    },
    audience: (_, resource) => circleOf(resource),
    result: {},
  });
  if (!asked.ok) return asked;
  if (isRefused(secret)) return refusal(secret);
  const known = await secret.known(ballot);
  if (isRefused(known)) return refusal(known);
  if (secret.issuers === undefined) return refusal(refuse('issuer.none-second'));
  const { correlationId } = ctx;
  const answers = await grantToken(consultation, known, secret.issuers, { ballot, person, correlationId });
  return isRefused(answers) ? refusal(answers) : { ...asked, result: { answers } };
};

type Named = Readonly<Record<'commandId' | 'ballot' | 'key', string>>;

/** Refuses where an issuer is missing, or away. */
const preparedFor = async (consultation: Consultation, ballot: string): Promise<Refused | undefined> => {
  const secret = roomsOf(consultation);
  const issuers = isRefused(secret) ? secret : await prepareIssuers(secret, ballot);
  return isRefused(issuers) ? issuers : undefined;
};

/** An officer in her office, as a holder of one of the box's three keys. */
const lodgeKey = async (consultation: Consultation, ctx: Acting, { commandId, ballot, key }: Named) => {
  const found = await ballotIn(consultation, ballot);
  const { person = '', acting } = ctx.caller;
  return act(consultation, ctx, {
    commandId,
    stream: keysStream(ballot),
    decider: keyHoldersDecider,
    resource: () => found && resourceOfTerms(found.terms),
    command: async (): Promise<LodgeKey | Refused> => {
      if (found === undefined || acting === undefined) return refuse('ballot.unknown');
      if (!(await isOfficerKey(key))) return refuse('ballot-setting.malformed', { field: 'key' }, 'key');
      const { secrecy, channels } = found.terms;
      const isAwaited = found.state.status === 'called' && secrecy === 'secret' && channels.includes('online');
      // Long before the opening, so that who calls the ballot learns in time that an issuer is missing.
      const prepared = isAwaited ? await preparedFor(consultation, ballot) : undefined;
      if (prepared !== undefined) return prepared;
      const holder = { office: acting.office, officeKind: acting.kind, person, key };
      return { ballot, holder, isAwaited };
    },
    audience: (_, resource) => circleOf(resource),
    result: { ballot },
  });
};

/** 公开计票: the private half is checked against the opening, and everybody has it from then on. */
const openKey = (consultation: Consultation, ctx: Acting, { commandId, ballot, key: privateKey }: Named) =>
  act(consultation, ctx, {
    commandId,
    stream: ballot,
    decider: ballotDecider,
    resource: (state) => (state.status === 'none' ? undefined : resourceOfTerms(termsOf(state))),
    command: async (): Promise<BallotCommand | Refused> => {
      const { person = '' } = ctx.caller;
      const secret = roomsOf(consultation);
      const known = isRefused(secret) ? secret : await secret.known(ballot);
      if (isRefused(known)) return known;
      // She holds it as a person: her term may have been renewed since, under another office.
      const at = known.opened.holders.findIndex((holder) => holder.person === person);
      const office = known.opened.holders[at]?.office;
      if (office === undefined) return refuse('ballot.no-key-holder');
      const key = await loadOfficerKey(known.setting, at as Officer, privateKey);
      return isRefused(key) ? key : { do: 'open-key', person, office, privateKey };
    },
    audience: (_, resource) => circleOf(resource),
    result: { ballot },
  });

/** As every mutation answers, but without events or a position, which would say when. */
export type CastOutcome =
  | ({ readonly ok: true } & CastAnswer)
  | { readonly ok: false; readonly refusals: ReturnType<typeof refusal>['refusals'] };

export const secretBallotCommands = (consultation: Consultation, { command, anonymous }: Procedures) => ({
  /** 领票: both issuers' answers to the blinded requests; the same again for the same requests, also after the window. */
  takeToken: command('ballot.cast')
    .input(takeInput)
    .mutation(({ ctx, input }) => takeToken(consultation, ctx, input)),

  /** 登记开票密钥: the public half, before the opening. */
  lodgeKey: command('ballot.hold-key')
    .input(z.object({ ballot: idInput, key: officerKey }))
    .mutation(({ ctx, input }) => lodgeKey(consultation, ctx, input)),

  /** 开票: the private half, at the public count. */
  openKey: command('ballot.hold-key')
    .input(z.object({ ballot: idInput, key: officerKey }))
    .mutation(({ ctx, input }) => openKey(consultation, ctx, input)),

  /** 投票: of nobody. The token is the right; whoever calls is not asked, and must not be told. */
  cast: anonymous('ballot.cast-secretly')
    .input(z.object({ ballot: idInput, text: oneLine(z.string().max(maxBallotChars)) }))
    .mutation(async ({ ctx, input: { ballot, text } }): Promise<CastOutcome> => {
      const denied = ctx.authorise({ division: nationalDivision });
      if (denied !== undefined) return refusal(denied);
      const secret = roomsOf(consultation);
      const answer = isRefused(secret) ? secret : await secret.casting.cast(ballot, text);
      return isRefused(answer) ? refusal(answer) : { ok: true, ...answer };
    }),
});
