import { isRefused, refuse, type Refused } from '@cunjian/kernel';
import type { DispatchedCommand } from '@cunjian/processing';
import { openIssuance } from '@cunjian/secret-ballot';
import { carryOut, instantOf } from '@cunjian/service-kit/acting';
import { verifierOf } from '@cunjian/tlog';
import { circleOf } from '@cunjian/access';
import type { TokenIssuer } from '../ballot/ballot.ts';
import { ballotDecider } from '../ballot/decide.ts';
import type { Consultation } from '../consultation-context.ts';
import { tokens } from '../projections/tokens.ts';
import type { Issuers } from '../issuers/issuer.ts';
import { grantToken, signingOrder } from './grant-token.ts';
import type { KnownBallot } from './known-ballots.ts';
import { roomsOf } from './secret-rooms.ts';

/** Unsigned requests are completed in pages of so many. */
const pageTokens = 500;

interface Stated {
  readonly issuer: string;
  readonly count: number;
  readonly root: string;
  readonly statement: string;
}

/** What an issuer states must be of this ballot and signed by the key that the opening names. */
const read = (known: KnownBallot, { issuer, hands, vkey }: TokenIssuer, statement: string): Stated | Refused => {
  const issuance = openIssuance(statement, verifierOf(vkey));
  if (issuance?.ballot !== known.opened.ballot) return refuse('issuer.unreachable', { hands });
  return { issuer, count: issuance.count, root: Buffer.from(issuance.root).toString('hex'), statement };
};

/** Answers that are the same however often it is asked: the request stays without that signature. */
const finalAnswers: readonly string[] = [
  'issuer.ended',
  'issuer.another-request',
  'token-request.malformed',
  'token.other-request',
];

/**
 * An issuer may have signed what no event says yet, where the process ended in between: asked again it answers, though it
 * signs nothing new once it has ended. What it never signed stays without a token. Refuses where one doesn't answer now:
 * ended then, it would state a signature that the log doesn't have.
 */
const completeGrants = async (
  consultation: Consultation,
  issuers: Issuers,
  known: KnownBallot,
  command: DispatchedCommand,
): Promise<Refused | undefined> => {
  const { runtime, models } = consultation;
  const { ballot } = known.opened;
  if (!(await runtime.readGate.reached([tokens], await runtime.store.head())))
    throw new Error('the read model of tokens has not caught up yet');
  let after: string | undefined;
  for (;;) {
    const where = { ballot, complete: false };
    const { items, hasMore } = await models.tokens.find({
      ...{ where, limit: pageTokens },
      ...(after === undefined ? {} : { after }),
    });
    for (const { document } of items) {
      const { correlationId } = command;
      const grant = { ballot, person: document.person, correlationId };
      const answers = await grantToken(consultation, known, issuers, grant);
      if (isRefused(answers) && !finalAnswers.includes(answers.refused[0].code)) return answers;
    }
    after = items.at(-1)?.cursor;
    if (!hasMore) return undefined;
  }
};

/** Each ends once all that it can have signed is in the log: what the second signed until its end, the deployment still signs. */
const endBoth = async (
  consultation: Consultation,
  issuers: Issuers,
  known: KnownBallot,
  command: DispatchedCommand,
): Promise<readonly Stated[] | Refused> => {
  const stated: Stated[] = [];
  for (const at of signingOrder) {
    const missing = await completeGrants(consultation, issuers, known, command);
    if (missing !== undefined) return missing;
    const named = known.opened.issuers[at];
    if (named === undefined) return refuse('issuer.none-second');
    const statement = await issuers[at].end(known.opened.ballot);
    const one = isRefused(statement) ? statement : read(known, named, statement);
    if (isRefused(one)) return one;
    stated.unshift(one);
  }
  return stated;
};

/** At the end of the token window: both issuers end, and state how many they signed. Refuses `issuer.unreachable`: then it is asked once more. */
export const closeTokens = async (
  consultation: Consultation,
  command: DispatchedCommand,
): Promise<'done' | Refused> => {
  const secret = roomsOf(consultation);
  if (isRefused(secret)) return 'done';
  const { issuers } = secret;
  const { ballot } = command.data as { readonly ballot: string };
  const known = await secret.known(ballot);
  if (isRefused(known))
    return ['ballot.no-tokens', 'ballot.cancelled'].includes(known.refused[0].code) ? 'done' : known;
  if (issuers === undefined) return refuse('issuer.none-second');
  const stated = await endBoth(consultation, issuers, known, command);
  // The reaction asks again, later.
  if (isRefused(stated)) return stated;
  const { division, body } = known.opened;
  return carryOut(consultation, command, {
    stream: ballot,
    decider: ballotDecider,
    command: { do: 'close-tokens', now: instantOf(consultation), issuers: stated },
    ...{ division, body, audience: circleOf(known.opened) },
  });
};
