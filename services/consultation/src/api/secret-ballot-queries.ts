import { issuersNeeded, type TooFew } from '@cunjian/ballots';
import { nationalDivision } from '@cunjian/contracts';
import { foldHistory, idInput, idsInput, loadStream, pageInput } from '@cunjian/service-kit/acting';
import { z } from 'zod';
import type { KeyHolder, TokenIssuer } from '../ballot/ballot.ts';
import type { Consultation, Procedures } from '../consultation-context.ts';
import { ballots, type BallotDocument } from '../projections/ballots.ts';
import { tokenKey, tokens, type TokenDocument } from '../projections/tokens.ts';
import { keyHoldersDecider, keysStream } from '../secret/key-holders.ts';
import { ballotIn, resourceOfTerms } from './ballot-look-ups.ts';
import { emptyPage, readDocuments, type Page } from './page.ts';

/** What a page needs beside the opening's event, which it checks by its inclusion in the log. */
export interface SecretOpening {
  readonly ballot: string;
  readonly division: string;
  /** Of the opening in the log; absent before it. */
  readonly position: string | undefined;
  readonly issuers: readonly TokenIssuer[];
  /** Who has lodged a key, before the opening too. */
  readonly holders: readonly KeyHolder[];
  readonly tokensClosed: boolean;
  /** Nothing is cast online: too few had chosen one of the ways. */
  readonly calledOff: TooFew | undefined;
  readonly boxEmptied: boolean;
  /** Offices that have opened their key. */
  readonly keysOpened: readonly string[];
  /** Of the caller: whether she has taken a token; once no more are signed, whether she has one to cast with. */
  readonly hasToken: boolean;
  /** Of her token, once no more are signed: how many of the two signatures it lacks. Only where both, another way is open to her. */
  readonly tokenLacks: number | undefined;
}

const ownToken = (
  mine: TokenDocument | undefined,
  tokensClosed: boolean,
): Pick<SecretOpening, 'hasToken' | 'tokenLacks'> => {
  if (mine === undefined || mine.lapsed) return { hasToken: false, tokenLacks: undefined };
  const isLacking = tokensClosed && !mine.complete;
  return { hasToken: !isLacking, tokenLacks: isLacking ? issuersNeeded - mine.issuers.length : undefined };
};

const openingOf = async (
  consultation: Consultation,
  document: BallotDocument,
  person: string | undefined,
): Promise<SecretOpening> => {
  const { ballot, division, opened, openedPosition, tokensClosed, boxEmptied, keysOpened, calledOff } = document;
  const lodged = opened?.holders ?? foldHistory(keyHoldersDecider, await loadStream(consultation, keysStream(ballot)));
  const key = tokenKey(ballot, person ?? '');
  const mine = person === undefined ? undefined : (await consultation.models.tokens.get([key])).get(key);
  return {
    ...{ ballot, division, position: openedPosition, issuers: opened?.issuers ?? [], holders: lodged },
    ...{ tokensClosed, calledOff, boxEmptied, keysOpened },
    ...ownToken(mine, tokensClosed),
  };
};

/** What everybody of the village may see of a token. */
type TokenTaken = Pick<TokenDocument, 'ballot' | 'person' | 'at' | 'issuers' | 'complete'>;

const taken = ({ ballot, person, at, issuers, complete }: TokenDocument): TokenTaken => ({
  ...{ ballot, person, at, issuers, complete },
});

export const secretBallotQueries = (consultation: Consultation, { query }: Procedures) => ({
  /** Of secret ballots that are cast online, in the order asked; others, and those not for the caller, are left out. */
  openings: query('ballot.read', ballots, tokens)
    .input(z.object({ ballots: idsInput }))
    .query(async ({ ctx, input }) => {
      ctx.may({ division: nationalDivision });
      const found = await consultation.models.ballots.get([...new Set(input.ballots)]);
      const documents = input.ballots
        .flatMap((ballot) => found.get(ballot) ?? [])
        .filter((one) => one.secrecy === 'secret' && one.channels.includes('online') && ctx.may(resourceOfTerms(one)));
      const { person } = ctx.caller;
      return ctx.answer(await Promise.all(documents.map((one) => openingOf(consultation, one, person))));
    }),

  /** 领票公示: who took a token, in the order of their ids; for whoever may read the ballot. */
  tokens: query('ballot.read', tokens)
    .input(pageInput.extend({ ballot: idInput }))
    .query(async ({ ctx, input: { ballot, ...asked } }) => {
      const found = await ballotIn(consultation, ballot);
      const resource = found === undefined ? { division: nationalDivision } : resourceOfTerms(found.terms);
      if (!ctx.may(resource)) return ctx.answer<Page<TokenTaken>>(emptyPage);
      const { items, hasMore } = await readDocuments(consultation.models.tokens, asked, { where: { ballot } });
      return ctx.answer<Page<TokenTaken>>({
        items: items.map(({ cursor, item }) => ({ cursor, item: taken(item) })),
        hasMore,
      });
    }),
});
