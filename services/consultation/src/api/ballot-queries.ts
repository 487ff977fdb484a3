import { type Caller, may, resourceOfSubject } from '@cunjian/access';
import { nationalDivision } from '@cunjian/contracts';
import { reveal, type Revealed } from '@cunjian/personal-data';
import { idInput, idsInput, instantOf, maxBatch, pageInput, todayOf } from '@cunjian/service-kit/acting';
import { z } from 'zod';
import type { Consultation, Procedures } from '../consultation-context.ts';
import { ballots, type BallotDocument } from '../projections/ballots.ts';
import { entitlements, type EntitlementDocument } from '../projections/entitlements.ts';
import { rollEntries } from '../projections/roll-entries.ts';
import { rolls } from '../projections/rolls.ts';
import { ballotView, myVote, type BallotView, type MyVote } from './ballot-view.ts';
import { getAndList } from './get-and-list.ts';
import { emptyPage, readPage, type Page } from './page.ts';
import { viewerOn } from './viewer.ts';

const nation = { division: nationalDivision };
type Views = Revealed<readonly BallotView[]>;

/** Rolls on which one person stands, the last ones: what is older is over. */
const maxRollsOfPerson = 200;
/** Principals of one proxy in what is open. */
const maxPrincipals = 50;

/** In the order of the documents; those that the caller may not read are left out. */
const viewsOf = async (
  consultation: Consultation,
  caller: Caller,
  documents: readonly BallotDocument[],
): Promise<Views> => {
  const { models, runtime } = consultation;
  const allowed = documents.filter((document) => may(caller, 'ballot.read', resourceOfSubject(document)));
  const drawn = await models.rolls.get(allowed.map(({ ballot }) => ballot));
  const now = instantOf(consultation);
  const views = allowed.map((document) => ballotView(caller, document, drawn.get(document.ballot), now));
  return reveal(runtime.vault, views, viewerOn(todayOf(consultation)));
};

/** Of a page of entitlements what their holder, or her proxy, is shown. */
const votesOf = async ({ models }: Consultation, documents: readonly EntitlementDocument[]): Promise<MyVote[]> => {
  const found = await models.ballots.get([...new Set(documents.map(({ ballot }) => ballot))]);
  return documents.map((document) => myVote(document, found.get(document.ballot)));
};

const reading = (consultation: Consultation, { query }: Procedures) => ({
  ...getAndList(consultation, query('ballot.read', ballots, rolls), {
    collection: consultation.models.ballots,
    bodyField: 'body',
    newest: 'calledAt',
    shown: (caller) => ({
      views: (documents) => viewsOf(consultation, caller, documents),
      keyOf: ({ ballot }) => ballot,
    }),
  }),

  /** Those of each topic or proceeding, in the order asked. */
  under: query('ballot.read', ballots, rolls)
    .input(z.object({ of: z.enum(['topic', 'proceeding']), ids: idsInput }))
    .query(async ({ ctx, input: { of, ids } }) => {
      ctx.may(nation);
      const { items } = await consultation.models.ballots.find({ where: { [of]: { in: ids } }, limit: maxBatch });
      const views = await viewsOf(
        consultation,
        ctx.caller,
        items.map(({ document }) => document),
      );
      return ctx.answer(ids.map((id) => views.filter((view) => view[of] === id)));
    }),
});

const own = (consultation: Consultation, { query }: Procedures) => ({
  /** What the caller can take part in, now or soon: she is on its roll, and it is not over. */
  open: query('ballot.read', ballots, rolls, rollEntries).query(async ({ ctx }) => {
    ctx.may(nation);
    const { models } = consultation;
    const { person } = ctx.caller;
    if (person === undefined) return ctx.answer<Views>([]);
    const listed = await models.rollEntries.find({
      where: { person },
      order: { by: 'listedAt', direction: 'descending' },
      limit: maxRollsOfPerson,
    });
    const found = await models.ballots.get([...new Set(listed.items.map(({ document }) => document.ballot))]);
    const now = instantOf(consultation);
    const running = [...found.values()]
      .filter(({ status, times }) => (status === 'called' || status === 'open') && now < times.closesAt)
      .sort((a, b) => (a.times.closesAt < b.times.closesAt ? -1 : 1));
    return ctx.answer(await viewsOf(consultation, ctx.caller, running));
  }),

  /** The caller's receipts, newest first: what she herself handed in, took or lodged. */
  mine: query('ballot.read', ballots, entitlements)
    .input(pageInput)
    .query(async ({ ctx, input: asked }) => {
      ctx.may(nation);
      const { person } = ctx.caller;
      if (person === undefined) return ctx.answer<Page<MyVote>>(emptyPage);
      return ctx.answer(
        await readPage(consultation.models.entitlements, asked, {
          where: { person },
          order: { by: 'changedAt', direction: 'descending' },
          views: (documents) => votesOf(consultation, documents),
          keyOf: ({ ballot }) => `${ballot}/${person}`,
        }),
      );
    }),
});

const standing = (consultation: Consultation, { query }: Procedures) => ({
  /** For each ballot asked, whether the caller is on its roll, her own vote and those that she holds a proxy for. */
  standings: query('ballot.read', ballots, entitlements, rollEntries)
    .input(z.object({ ballots: z.array(idInput).max(maxBatch) }))
    .query(async ({ ctx, input }) => {
      ctx.may(nation);
      const { models } = consultation;
      const { person } = ctx.caller;
      const nobody = { isOnRoll: false, vote: undefined, principals: [] as MyVote[] };
      if (person === undefined) return ctx.answer(input.ballots.map(() => nobody));
      const keys = input.ballots.map((ballot) => `${ballot}/${person}`);
      const [listed, granted, proxied] = await Promise.all([
        models.rollEntries.get(keys),
        models.entitlements.get(keys),
        models.entitlements.find({
          where: { proxy: person },
          order: { by: 'changedAt', direction: 'descending' },
          limit: maxPrincipals,
        }),
      ]);
      const held = proxied.items.map(({ document }) => document);
      const votes = await votesOf(consultation, [...granted.values(), ...held]);
      return ctx.answer(
        input.ballots.map((ballot, at) => ({
          isOnRoll: listed.has(keys[at] ?? ''),
          vote: votes.find((vote) => vote.ballot === ballot && vote.person === person && vote.form !== 'none'),
          principals: votes.filter((vote) => vote.ballot === ballot && vote.proxy === person),
        })),
      );
    }),
});

export const ballotQueries = (consultation: Consultation, procedures: Procedures) => ({
  ...reading(consultation, procedures),
  ...own(consultation, procedures),
  ...standing(consultation, procedures),
});
