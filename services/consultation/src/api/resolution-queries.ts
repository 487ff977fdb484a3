import { type Caller, resourceOfSubject } from '@cunjian/access';
import { nationalDivision } from '@cunjian/contracts';
import { reveal, type Revealed } from '@cunjian/personal-data';
import { idsInput, sealedValues, todayOf } from '@cunjian/service-kit/acting';
import { z } from 'zod';
import type { Consultation, Procedures } from '../consultation-context.ts';
import { financeLinks } from '../projections/finance-links.ts';
import { proceedings } from '../projections/proceedings.ts';
import { resolutions, type ResolutionDocument } from '../projections/resolutions.ts';
import { getAndList } from './get-and-list.ts';
import { inOrder } from './in-order.ts';
import { viewerOn } from './viewer.ts';
import { resolutionView, type ResolutionView } from './proceeding-views.ts';

const nation = { division: nationalDivision };
type Views = Revealed<readonly ResolutionView[]>;

const viewsOf = async (
  consultation: Consultation,
  caller: Caller,
  documents: readonly ResolutionDocument[],
): Promise<Views> => {
  const { models, runtime } = consultation;
  const procedures = await models.proceedings.get([...new Set(documents.map(({ proceeding }) => proceeding))]);
  const views = documents.flatMap(
    (document) => resolutionView(caller, document, procedures.get(document.proceeding)?.procedure) ?? [],
  );
  return reveal(runtime.vault, views, viewerOn(todayOf(consultation)));
};

export const resolutionQueries = (consultation: Consultation, { query }: Procedures) => ({
  ...getAndList(consultation, query('proceeding.read', resolutions, proceedings), {
    collection: consultation.models.resolutions,
    bodyField: 'body',
    newest: 'adoptedAt',
    shown: (caller) => ({
      views: (documents) => viewsOf(consultation, caller, documents),
      keyOf: ({ resolution }) => resolution,
    }),
  }),

  /** For the reader's own check of what was adopted against the log; what is not for the caller is left out. */
  evidence: query('proceeding.read', resolutions)
    .input(z.object({ ids: idsInput }))
    .query(async ({ ctx, input: { ids } }) => {
      ctx.may(nation);
      const { models, runtime } = consultation;
      const documents = await inOrder(models.resolutions, ids);
      const readable = documents.filter((document) => ctx.may(resourceOfSubject(document)));
      const viewer = viewerOn(todayOf(consultation));
      return ctx.answer(
        await Promise.all(
          readable.map(async ({ resolution, title, text }) => ({
            resolution,
            values: await sealedValues(runtime.vault, { title, text }, viewer),
          })),
        ),
      );
    }),

  /** Of each disclosure, in the order asked: which resolutions allowed what it tells of, and by which line. */
  ofDisclosures: query('proceeding.read', financeLinks, resolutions)
    .input(z.object({ disclosures: idsInput }))
    .query(async ({ ctx, input: { disclosures } }) => {
      ctx.may(nation);
      const { models } = consultation;
      const found = await models.financeLinks.get([...new Set(disclosures)]);
      const named = [...found.values()].flatMap(({ links }) => links.map(({ resolution }) => resolution));
      const known = await models.resolutions.get([...new Set(named)]);
      const isReadable = ({ resolution }: { readonly resolution: string }) => {
        const document = known.get(resolution);
        return document !== undefined && ctx.may(resourceOfSubject(document));
      };
      return ctx.answer(
        disclosures.map((disclosure) => ({
          disclosure,
          links: (found.get(disclosure)?.links ?? []).filter(isReadable),
        })),
      );
    }),
});
