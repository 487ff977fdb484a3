import { circleOf, resourceOfSubject } from '@cunjian/access';
import { divisionCode, nationalDivision } from '@cunjian/contracts';
import { isRefused, refuse, type Refused } from '@cunjian/kernel';
import { reveal } from '@cunjian/personal-data';
import { act, freeText, idInput, loadStream, todayOf, type Acting, type Words } from '@cunjian/service-kit/acting';
import { z } from 'zod';
import type { Consultation, Procedures } from '../consultation-context.ts';
import { entitlementStream } from '../entitlement/entitlement.ts';
import { ballots } from '../projections/ballots.ts';
import { tokens, type TokenDocument } from '../projections/tokens.ts';
import { tokenNoticeDecider, tokenNoticeStream, type TokenNoticeCommand } from '../secret/token-notice.ts';
import { tokenDisputeDue } from '../rules.ts';
import { ballotIn, dueBy, resourceOfTerms, type FoundBallot } from './ballot-look-ups.ts';
import { proseOf } from './prose.ts';
import { viewerOn } from './viewer.ts';

/** Of one person, or of one village: few are told at a time, and fewer say that it was not they. */
const maxNotices = 50;

interface Named {
  readonly commandId: string;
  readonly ballot: string;
  readonly person: string;
}

const isTaken = async (consultation: Consultation, { ballot, person }: Named): Promise<boolean> =>
  (await loadStream(consultation, entitlementStream(ballot, person))).some(({ name }) => name === 'token-requested');

const onNotice = (
  consultation: Consultation,
  ctx: Acting,
  { commandId, ballot, person }: Named,
  prepare: (found: FoundBallot, words: Words) => Promise<TokenNoticeCommand | Refused>,
) => {
  const looked = ballotIn(consultation, ballot);
  return act(consultation, ctx, {
    commandId,
    stream: tokenNoticeStream(ballot, person),
    decider: tokenNoticeDecider,
    resource: async () => {
      const found = await looked;
      return found && { ...resourceOfTerms(found.terms), person };
    },
    command: async (_, words) => {
      const found = await looked;
      return found === undefined ? refuse('ballot.unknown') : prepare(found, words);
    },
    audience: (_, resource) => circleOf(resource),
    result: { ballot, person },
  });
};

export const tokenNoticeCommands = (consultation: Consultation, { command }: Procedures) => ({
  /** 是本人领的. */
  acknowledgeToken: command('ballot.cast')
    .input(z.object({ ballot: idInput }))
    .mutation(({ ctx, input }) => {
      const named = { ...input, person: ctx.caller.person ?? '' };
      return onNotice(consultation, ctx, named, async () => ({
        ...{ do: 'acknowledge', ballot: named.ballot, person: named.person },
        isTaken: await isTaken(consultation, named),
      }));
    }),

  /** 不是本人领的: to the supervision committee, or the collective's board of supervisors. */
  disputeToken: command('ballot.cast')
    .input(z.object({ ballot: idInput, text: freeText }))
    .mutation(({ ctx, input }) => {
      const named = { ...input, person: ctx.caller.person ?? '' };
      return onNotice(consultation, ctx, named, async ({ terms }, words) => {
        const text = proseOf(words, input.text, 'text', named.person);
        if (isRefused(text)) return text;
        const { rule } = terms;
        const term = rule.decideWithin ?? rule.objectWithin;
        const due = dueBy(term, todayOf(consultation), rule) ?? tokenDisputeDue(consultation, terms);
        const { ballot, person } = named;
        return { do: 'dispute', ballot, person, text, due, isTaken: await isTaken(consultation, named) };
      });
    }),

  /** Whether somebody else took it. The token stays: nobody can tell which ballot of the box is its. */
  decideTokenDispute: command('token.review')
    .input(z.object({ ballot: idInput, person: idInput, upheld: z.boolean(), reasons: freeText }))
    .mutation(({ ctx, input }) =>
      onNotice(consultation, ctx, input, async (_, words) => {
        const { ballot, person, upheld } = input;
        const reasons = proseOf(words, input.reasons, 'reasons');
        const decider = ctx.caller.person ?? '';
        return isRefused(reasons) ? reasons : { do: 'decide', ballot, person, upheld, decider, reasons };
      }),
    ),
});

/** What she is told, and what became of it. */
export type TokenNoticeView = Pick<TokenDocument, 'ballot' | 'person' | 'at' | 'notice' | 'dispute'>;

const viewOf = ({ ballot, person, at, notice, dispute }: TokenDocument): TokenNoticeView => ({
  ...{ ballot, person, at, notice, dispute },
});

export const tokenNoticeQueries = (consultation: Consultation, { query }: Procedures) => ({
  /** Tokens taken in the caller's own name that she has said nothing to yet, or that it was not she, with what was decided. */
  myNotices: query('ballot.read', tokens, ballots).query(async ({ ctx }) => {
    ctx.may({ division: nationalDivision });
    const { person } = ctx.caller;
    const { items } = await consultation.models.tokens.find({
      ...{
        where: { person: person ?? '', notice: { in: ['untold', 'disputed', 'upheld', 'dismissed'] } },
        limit: maxNotices,
      },
    });
    const mine = items.map(({ document }) => viewOf(document));
    return ctx.answer(await reveal(consultation.runtime.vault, mine, viewerOn(todayOf(consultation))));
  }),

  /** Those of a village that wait for a decision, for who decides. */
  tokenDisputes: query('token.review', tokens, ballots)
    .input(z.object({ division: divisionCode }))
    .query(async ({ ctx, input: { division } }) => {
      ctx.may({ division: nationalDivision });
      const { items } = await consultation.models.tokens.find({
        ...{ where: { division, notice: 'disputed' }, limit: maxNotices },
      });
      const documents = items.map(({ document }) => document);
      const of = await consultation.models.ballots.get([...new Set(documents.map(({ ballot }) => ballot))]);
      const allowed = documents.filter(({ ballot }) => {
        const known = of.get(ballot);
        return known !== undefined && ctx.may(resourceOfSubject(known));
      });
      return ctx.answer(await reveal(consultation.runtime.vault, allowed.map(viewOf), viewerOn(todayOf(consultation))));
    }),
});
