import { idInput, idsInput, maxBatch, pageInput, todayOf } from '@cunjian/service-kit/acting';
import { type Caller, may, resourceOfSubject } from '@cunjian/access';
import { nationalDivision } from '@cunjian/contracts';
import { reveal, type Revealed } from '@cunjian/personal-data';
import { z } from 'zod';
import { objectionAsOf } from '../projections/as-of.ts';
import { objections, waitsForBody, waitsForDivision, type ObjectionDocument } from '../projections/objections.ts';
import { type Procedures, type Publication } from '../publication-context.ts';
import type { Page } from './disclosure-queries.ts';
import { instantInput, toInstant } from './inputs.ts';
import { recordReadsOfObjections } from './record-reads-of-objections.ts';
import { objectionView, viewerOf, type ObjectionView } from './views.ts';

const nation = { division: nationalDivision };
/** Bodies of an office's village: those whose objections it may have to answer. */
const maxBodiesPerVillage = 100;

type Views = Revealed<readonly ObjectionView[]>;
const none: Page<Views[number]> = { items: [], hasMore: false };

const resourceOf = (document: ObjectionDocument) => {
  const person = document.objector ?? document.raisedBy;
  return { ...resourceOfSubject(document), person };
};

interface Shown {
  readonly document: ObjectionDocument;
  /** As of a time: nothing can be done to what it was. */
  readonly isPast?: boolean;
}

/** In the order of `shown`; undefined for what the caller may not read. */
const viewsOf = async (
  publication: Publication,
  caller: Caller,
  shown: readonly Shown[],
): Promise<readonly (Views[number] | undefined)[]> => {
  const allowed = shown.filter(({ document }) => may(caller, 'objection.read', resourceOf(document)));
  await recordReadsOfObjections(
    publication,
    caller,
    allowed.map(({ document }) => document),
    ['free-text'],
  );
  const views = allowed.map(({ document, isPast }) => {
    const view = objectionView(caller, document);
    return isPast === true ? { ...view, actions: [] } : view;
  });
  const revealed = await reveal(publication.runtime.vault, views, viewerOf('masked', todayOf(publication)));
  const byShown = new Map(allowed.map((one, at) => [one, revealed[at]]));
  return shown.map((one) => byShown.get(one));
};

type Found = {
  readonly items: readonly (Shown & { readonly cursor: string })[];
  readonly hasMore: boolean;
};

const pageAsOf = ({ items, hasMore }: Found, instant: string): Found => ({
  items: items.flatMap(({ document, cursor }) => {
    const then = objectionAsOf(document, instant);
    return then === undefined ? [] : [{ document: then, isPast: true, cursor }];
  }),
  hasMore,
});

/** All views at once, so that what is read of people is recorded once. */
const pagesOf = async (publication: Publication, caller: Caller, pages: readonly Found[]) => {
  const shown = pages.flatMap(({ items }) => items);
  const views = await viewsOf(publication, caller, shown);
  const viewOf = new Map(shown.map((one, at) => [one, views[at]]));
  return pages.map(({ items, hasMore }): Page<Views[number]> => ({
    items: items.flatMap((one) => {
      const item = viewOf.get(one);
      return item === undefined ? [] : [{ cursor: one.cursor, item }];
    }),
    hasMore,
  }));
};

const pageOf = async (publication: Publication, caller: Caller, found: Found): Promise<Page<Views[number]>> =>
  (await pagesOf(publication, caller, [found]))[0] ?? none;

/** Whose turn it is, where it is the turn of the office acted in. */
const turnsOf = async ({ models }: Publication, caller: Caller): Promise<readonly string[]> => {
  const { acting } = caller;
  if (acting === undefined) return [];
  if (may(caller, 'objection.answer-above', { division: acting.division })) return [waitsForDivision(acting.division)];
  const { items } = await models.bodies.find({
    where: { division: acting.division },
    limit: maxBodiesPerVillage,
  });
  return items.flatMap(({ key, document: { kind } }) =>
    may(caller, 'objection.answer', { division: acting.division, body: key, bodyKind: kind })
      ? [waitsForBody(key)]
      : [],
  );
};

export const objectionQueries = (publication: Publication, { query }: Procedures) => ({
  /** In the order asked; what is not there or not for the caller is left out. */
  get: query('objection.read', objections)
    .input(z.object({ ids: idsInput }))
    .query(async ({ ctx, input: { ids } }) => {
      ctx.may(nation);
      const found = await publication.models.objections.get([...new Set(ids)]);
      const documents = ids.flatMap((id) => found.get(id) ?? []);
      const views = await viewsOf(
        publication,
        ctx.caller,
        documents.map((document) => ({ document })),
      );
      return ctx.answer(views.filter((view) => view !== undefined));
    }),

  /**
   * A page for each disclosure, in the order asked: those that the caller may read, newest first; a resident finds her
   * own. As they were at `asOf`, without what has happened since.
   */
  ofDisclosures: query('objection.read', objections)
    .input(
      z.object({
        pages: z.array(pageInput.extend({ disclosure: idInput, asOf: instantInput.optional() })).max(maxBatch),
      }),
    )
    .query(async ({ ctx, input: { pages } }) => {
      ctx.may(nation);
      const { acting, person } = ctx.caller;
      if (person === undefined) return ctx.answer(pages.map(() => none));
      const found = await Promise.all(
        pages.map(async ({ disclosure, asOf, first, after }) => {
          const raised = asOf === undefined ? {} : { raisedAt: { from: '', to: `${toInstant(asOf)}~` } };
          const page = await publication.models.objections.find({
            where: { disclosure, ...raised, ...(acting === undefined ? { objector: person } : {}) },
            order: { by: 'raisedAt', direction: 'descending' },
            limit: first,
            ...(after === undefined ? {} : { after }),
          });
          return asOf === undefined ? page : pageAsOf(page, toInstant(asOf));
        }),
      );
      return ctx.answer(await pagesOf(publication, ctx.caller, found));
    }),

  /** Those of the caller herself, newest first. */
  mine: query('objection.read', objections)
    .input(pageInput)
    .query(async ({ ctx, input: { first, after } }) => {
      ctx.may(nation);
      const { person } = ctx.caller;
      if (person === undefined) return ctx.answer(none);
      const found = await publication.models.objections.find({
        where: { objector: person },
        order: { by: 'raisedAt', direction: 'descending' },
        limit: first,
        ...(after === undefined ? {} : { after }),
      });
      return ctx.answer(await pageOf(publication, ctx.caller, found));
    }),

  /** Those whose reply is due from the office acted in, at its level; the earliest deadline first. */
  toAnswer: query('objection.read', objections)
    .input(pageInput)
    .query(async ({ ctx, input: { first, after } }) => {
      ctx.may(nation);
      const turns = await turnsOf(publication, ctx.caller);
      if (turns.length === 0) return ctx.answer(none);
      const found = await publication.models.objections.find({
        where: { waitsFor: { in: turns } },
        order: { by: 'due.endsAt', direction: 'ascending' },
        limit: first,
        ...(after === undefined ? {} : { after }),
      });
      return ctx.answer(await pageOf(publication, ctx.caller, found));
    }),
});
