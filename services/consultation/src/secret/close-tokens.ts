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
import { grantToken } from './grant-token.ts';
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

/**
 * An issuer may have signed what no event says yet, where the process ended in between: asked again it answers, though it
 * signs nothing new. What it never signed stays without a token.
 */
const completeGrants = async (
  consultation: Consultation,
  issuers: Issuers,
  known: KnownBallot,
  command: DispatchedCommand,
): Promise<void> => {
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
      const { actor, correlationId } = command;
      await grantToken(consultation, known, issuers, { ballot, person: document.person, actor, correlationId });
    }
    after = items.at(-1)?.cursor;
    if (!hasMore) return;
  }
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
  // While they still sign; and once more what they signed until they ended.
  await completeGrants(consultation, issuers, known, command);
  const stated: Stated[] = [];
  for (const [at, named] of known.opened.issuers.entries()) {
    const statement = await issuers[at === 0 ? 0 : 1].end(ballot);
    const one = isRefused(statement) ? statement : read(known, named, statement);
    // The reaction asks again, later.
    if (isRefused(one)) return one;
    stated.push(one);
  }
  await completeGrants(consultation, issuers, known, command);
  const { division, body } = known.opened;
  return carryOut(consultation, command, {
    stream: ballot,
    decider: ballotDecider,
    command: { do: 'close-tokens', now: instantOf(consultation), issuers: stated },
    ...{ division, body, audience: circleOf(known.opened) },
  });
};
