import { idInput, idsInput, instantOf, maxBatch, pageInput, todayOf } from '@cunjian/service-kit/acting';
import { type Body, type Caller, resourceOf } from '@cunjian/access';
import { discloses, divisionCode, nationalDivision } from '@cunjian/contracts';
import { reveal, type Revealed } from '@cunjian/personal-data';
import { z } from 'zod';
import { disclosureAsOf } from '../projections/as-of.ts';
import { candidateContents, versionContents } from '../projections/contents.ts';
import { coverage, isPublished } from '../projections/coverage.ts';
import { stages, type DisclosureDocument } from '../projections/disclosure-document.ts';
import { disclosures } from '../projections/disclosures.ts';
import { owedBy } from '../projections/duty-spans.ts';
import { type Procedures, type Publication } from '../publication-context.ts';
import { dueOf, lastDayOf } from './due.ts';
import { disclosureId } from './on-disclosure.ts';
import { versionRef, visibleContents } from './visible-contents.ts';
import { checkedPeriod, instantInput, periodInput, toInstant } from './inputs.ts';
import { disclosureView, viewerOf, type DisclosureView } from './views.ts';

/** Legal bodies of one village, and bodies whose books one agency keeps. */
const maxBodiesPerVillage = 100;
const maxBoardBodies = 2_000;

const nation = { division: nationalDivision };
const asOfInput = z.object({ asOf: instantInput.optional() });
const refsInput = z.array(versionRef).max(maxBatch);

export interface Page<Item> {
  readonly items: readonly { readonly cursor: string; readonly item: Item }[];
  readonly hasMore: boolean;
}

type Views = Revealed<readonly DisclosureView[]>;

/** Views of those documents that the caller may see, as they were at `asOf`, with their texts. */
const viewsOf = async (
  publication: Publication,
  caller: Caller,
  documents: readonly DisclosureDocument[],
  asOf: string | undefined,
): Promise<Views> => {
  const today = todayOf(publication);
  const views = documents.flatMap((document) => {
    const shown = asOf === undefined ? document : disclosureAsOf(document, toInstant(asOf));
    const view = shown && disclosureView(caller, shown, today);
    if (view === undefined) return [];
    const publicationDue = view.versions.length === 0 ? dueOf(publication, document, today) : undefined;
    return [asOf === undefined ? { ...view, publicationDue } : { ...view, actions: [] }];
  });
  return reveal(publication.runtime.vault, views, viewerOf('masked', today));
};

const pageOf = async (
  publication: Publication,
  caller: Caller,
  found: { readonly items: readonly { document: DisclosureDocument; cursor: string }[]; readonly hasMore: boolean },
  asOf?: string,
): Promise<Page<Views[number]>> => {
  const views = await viewsOf(
    publication,
    caller,
    found.items.map(({ document }) => document),
    asOf,
  );
  const byId = new Map(views.map((view) => [view.disclosure, view]));
  const items = found.items.flatMap(({ document, cursor }) => {
    const item = byId.get(document.disclosure);
    return item === undefined ? [] : [{ cursor, item }];
  });
  return { items, hasMore: found.hasMore };
};

/** Bodies of the village whose disclosures the caller may read. */
const readableBodies = async (
  { models }: Publication,
  may: (resource: ReturnType<typeof resourceOf>) => boolean,
  division: string,
): Promise<readonly string[]> => {
  const { items } = await models.bodies.find({ where: { division }, limit: maxBodiesPerVillage });
  return items.flatMap(({ key, document }) => (may(resourceOf(document)) ? [key] : []));
};

const listInput = pageInput.extend({ division: divisionCode, body: idInput.optional(), ...asOfInput.shape });

const lists = (publication: Publication, { query }: Procedures) => ({
  /** What a village has published, newest first; of one body where `body` is given. Without what the caller may not read. */
  list: query('disclosure.read', disclosures)
    .input(listInput)
    .query(async ({ ctx, input: { division, body, asOf, first, after } }) => {
      ctx.may(nation);
      const readable = await readableBodies(publication, ctx.may, division);
      const bodies = body === undefined ? readable : readable.filter((one) => one === body);
      if (bodies.length === 0) return ctx.answer<Page<Views[number]>>({ items: [], hasMore: false });
      // `to` is exclusive.
      const published = asOf === undefined ? { from: '' } : { from: '', to: `${toInstant(asOf)}~` };
      const found = await publication.models.disclosures.find({
        where: { division, body: { in: bodies }, firstPublishedAt: published },
        order: { by: 'firstPublishedAt', direction: 'descending' },
        limit: first,
        ...(after === undefined ? {} : { after }),
      });
      return ctx.answer(await pageOf(publication, ctx.caller, found, asOf));
    }),

  /** What waits for the opinion of the office acted in, the earliest deadline first. */
  reviewsWaiting: query('disclosure.opinion', disclosures)
    .input(pageInput)
    .query(async ({ ctx, input: { first, after } }) => {
      ctx.may(nation);
      const { acting } = ctx.caller;
      if (acting === undefined) return ctx.answer<Page<Views[number]>>({ items: [], hasMore: false });
      const bodies = await readableBodies(publication, ctx.may, acting.division);
      const found = await publication.models.disclosures.find({
        where: { division: acting.division, body: { in: bodies }, 'candidate.stage': 'under-review' },
        order: { by: 'candidate.opinionDue.endsAt', direction: 'ascending' },
        limit: first,
        ...(after === undefined ? {} : { after }),
      });
      return ctx.answer(await pageOf(publication, ctx.caller, found));
    }),

  /**
   * Everything in preparation of the bodies that the caller works for in her acting office, matters too, by their ids:
   * matters belong to no period, so the board does not show them.
   */
  inPreparation: query('disclosure.read-draft', disclosures)
    .input(pageInput)
    .query(async ({ ctx, input: { first, after } }) => {
      ctx.may(nation);
      const { acting, contracted } = ctx.caller;
      if (acting === undefined) return ctx.answer<Page<Views[number]>>({ items: [], hasMore: false });
      const found = await publication.models.bodies.get(await worksFor(publication, contracted, acting.division));
      const bodies = [...found.values()].filter((body) => ctx.may(resourceOf(body))).map(({ body }) => body);
      if (bodies.length === 0) return ctx.answer<Page<Views[number]>>({ items: [], hasMore: false });
      const documents = await publication.models.disclosures.find({
        where: { body: { in: bodies }, 'candidate.stage': { in: [...stages] } },
        limit: first,
        ...(after === undefined ? {} : { after }),
      });
      return ctx.answer(await pageOf(publication, ctx.caller, documents));
    }),

  /** Bodies that the caller works for in her acting office, and what is there and missing for the period. */
  board: query('disclosure.read-draft', disclosures, coverage)
    .input(z.object({ period: periodInput }))
    .query(async ({ ctx, input: { period } }) => {
      ctx.may(nation);
      checkedPeriod(period);
      const { models } = publication;
      const { acting, contracted } = ctx.caller;
      const ids = acting === undefined ? [] : await worksFor(publication, contracted, acting.division);
      const found = await models.bodies.get(ids);
      const bodies = [...found.values()].filter((body) => owes(body) && ctx.may(resourceOf(body)));
      const [documents, covered] = await Promise.all([
        models.disclosures.get(bodies.map(({ body }) => disclosureId(body, period))),
        models.coverage.get(bodies.map(({ body }) => body)),
      ]);
      const views = await viewsOf(publication, ctx.caller, [...documents.values()], undefined);
      const byBody = new Map(views.map((view) => [view.body, view]));
      const today = todayOf(publication);
      const to = lastDayOf(period);
      return ctx.answer(
        bodies.map(({ body, kind: bodyKind, division }) => {
          const document = covered.get(body);
          const owes = document !== undefined && owedBy(document.duty).owes(period);
          const missing = owes && !isPublished(document, period);
          const due =
            owes && to !== undefined ? dueOf(publication, { body, bodyKind, division, period, to }, today) : undefined;
          const overdue = missing && due !== undefined && instantOf(publication) >= due.endsAt;
          return { body, division, period, disclosure: byBody.get(body), missing, due, overdue };
        }),
      );
    }),
});

/** Rolls of assemblies were once entered as owing. */
const owes = ({ owesDisclosure, kind }: Body): boolean => owesDisclosure && discloses(kind);

const worksFor = async (
  { models }: Publication,
  contracted: readonly string[],
  division: string,
): Promise<readonly string[]> => {
  if (contracted.length > 0) return contracted.slice(0, maxBoardBodies);
  const { items } = await models.bodies.find({ where: { division }, limit: maxBodiesPerVillage });
  return items.map(({ key }) => key);
};

export const disclosureQueries = (publication: Publication, procedures: Procedures) => ({
  ...lists(publication, procedures),

  /** In the order asked; what is not there or not for the caller is left out. */
  get: procedures
    .query('disclosure.read', disclosures)
    .input(z.object({ ids: idsInput, ...asOfInput.shape }))
    .query(async ({ ctx, input: { ids, asOf } }) => {
      ctx.may(nation);
      const found = await publication.models.disclosures.get([...new Set(ids)]);
      const documents = ids.flatMap((id) => found.get(id) ?? []);
      return ctx.answer(await viewsOf(publication, ctx.caller, documents, asOf));
    }),

  /** Figures of versions, and of drafts for those who work on them; in any order. */
  contents: procedures
    .query('disclosure.read', disclosures, versionContents, candidateContents)
    .input(z.object({ refs: refsInput, masked: z.boolean().default(false) }))
    .query(async ({ ctx, input: { refs, masked } }) => {
      ctx.may(nation);
      return ctx.answer(await visibleContents(publication, ctx.caller, refs, masked));
    }),
});
