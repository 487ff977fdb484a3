import { nationalDivision } from '@cunjian/contracts';
import { reveal, type Revealed } from '@cunjian/personal-data';
import { idsInput, todayOf } from '@cunjian/service-kit/acting';
import type { Caller } from '@cunjian/access';
import { z } from 'zod';
import type { Consultation, Procedures } from '../consultation-context.ts';
import { proceedings, type ProceedingDocument } from '../projections/proceedings.ts';
import { ballots } from '../projections/ballots.ts';
import { resolutions } from '../projections/resolutions.ts';
import { getAndList } from './get-and-list.ts';
import { withLiveBallots } from './live-ballots.ts';
import { proceedingView, type ProceedingView } from './proceeding-views.ts';
import { viewerOn } from './viewer.ts';

const nation = { division: nationalDivision };
/** Proceedings of the topics of one read: few topics have more than one. */
const maxProceedings = 2_000;

type Views = Revealed<readonly ProceedingView[]>;

const viewsOf = async (
  consultation: Consultation,
  caller: Caller,
  documents: readonly ProceedingDocument[],
): Promise<Views> => {
  const [{ items }, live] = await Promise.all([
    consultation.models.resolutions.find({
      where: { proceeding: { in: documents.map(({ proceeding }) => proceeding) } },
      limit: Math.max(documents.length, 1),
    }),
    withLiveBallots(consultation, documents),
  ]);
  const adopted = new Map(items.map(({ document }) => [document.proceeding, document.resolution]));
  const views = documents.flatMap(
    (document) =>
      proceedingView(caller, document, {
        resolution: adopted.get(document.proceeding),
        hasLiveBallot: live.has(document.proceeding),
      }) ?? [],
  );
  return reveal(consultation.runtime.vault, views, viewerOn(todayOf(consultation)));
};

export const proceedingQueries = (consultation: Consultation, { query }: Procedures) => ({
  ...getAndList(consultation, query('proceeding.read', proceedings, resolutions, ballots), {
    collection: consultation.models.proceedings,
    bodyField: 'body',
    newest: 'begunAt',
    shown: (caller) => ({
      views: (documents) => viewsOf(consultation, caller, documents),
      keyOf: ({ proceeding }) => proceeding,
    }),
  }),

  /** Of each topic, in the order asked, the oldest first. */
  ofTopics: query('proceeding.read', proceedings, resolutions, ballots)
    .input(z.object({ topics: idsInput }))
    .query(async ({ ctx, input: { topics } }) => {
      ctx.may(nation);
      const { items } = await consultation.models.proceedings.find({
        where: { topic: { in: [...new Set(topics)] } },
        limit: maxProceedings,
      });
      const documents = items.map(({ document }) => document).toSorted((a, b) => (a.begunAt < b.begunAt ? -1 : 1));
      const views = Map.groupBy(await viewsOf(consultation, ctx.caller, documents), ({ topic }) => topic);
      return ctx.answer(topics.map((topic) => ({ topic, proceedings: views.get(topic) ?? [] })));
    }),
});
