import { type Caller, may, resourceOfSubject } from '@cunjian/access';
import { nationalDivision } from '@cunjian/contracts';
import { reveal, type Revealed } from '@cunjian/personal-data';
import { idInput, idsInput, maxBatch, pageInput, todayOf } from '@cunjian/service-kit/acting';
import { z } from 'zod';
import type { Consultation, Procedures } from '../consultation-context.ts';
import { comments, type CommentDocument } from '../projections/comments.ts';
import { stances } from './comments.ts';
import { inOrder } from './in-order.ts';
import { bodiesWhere } from './look-ups.ts';
import { emptyPage, findPage, pageOf, readPage, type Page } from './page.ts';
import { viewerOn } from './viewer.ts';

const nation = { division: nationalDivision };

const commentActions = ['edit', 'reply', 'fold', 'appeal', 'decide-appeal'] as const;
export type CommentAction = (typeof commentActions)[number];

export interface CommentView extends Omit<CommentDocument, 'waitsFor' | 'appealDue' | 'parent'> {
  readonly parent?: string | undefined;
  readonly mine: boolean;
  readonly actions: readonly CommentAction[];
}
type Views = Revealed<readonly CommentView[]>;

/** What the caller may do to it now; the decider has the last word. */
const actionsOf = (caller: Caller, document: CommentDocument): readonly CommentAction[] => {
  const resource = resourceOfSubject(document);
  const writes = may(caller, 'comment.write', resource);
  const own = document.author === caller.person && writes;
  const last = document.foldings.at(-1);
  const possible: Readonly<Record<CommentAction, boolean>> = {
    edit: own,
    reply: writes,
    fold: !document.isFolded && may(caller, 'comment.moderate', resource),
    appeal: own && document.isFolded && last?.appeal === undefined,
    'decide-appeal':
      document.waitsFor !== undefined && document.author !== caller.person && may(caller, 'comment.review', resource),
  };
  return commentActions.filter((action) => possible[action]);
};

const viewOf = (caller: Caller, document: CommentDocument): CommentView => {
  const { comment, topic, division, body, bodyKind, parent, stance, author, office, proposer } = document;
  const { madeAt, versions, replies, isFolded, foldings } = document;
  return {
    ...{ comment, topic, division, body, bodyKind, stance, author, office, proposer },
    ...{ madeAt, versions, replies, isFolded, foldings },
    ...(parent === '' ? {} : { parent }),
    mine: document.author === caller.person,
    actions: actionsOf(caller, document),
  };
};

/** In the order of the documents; those that the caller may not read are left out. */
const viewsOf = async (
  consultation: Consultation,
  caller: Caller,
  documents: readonly CommentDocument[],
): Promise<Views> => {
  const allowed = documents.filter((document) => may(caller, 'topic.read', resourceOfSubject(document)));
  const views = allowed.map((document) => viewOf(caller, document));
  return reveal(consultation.runtime.vault, views, viewerOn(todayOf(consultation)));
};

const commentsPage = pageInput.extend({
  topic: idInput,
  /** Replies to that comment; else those under the topic itself. */
  parent: idInput.optional(),
  stance: z.enum(stances).optional(),
});

type PageAsked = z.output<typeof commentsPage>;

const find = ({ models }: Consultation, { topic, parent = '', stance, ...asked }: PageAsked) =>
  findPage(models.comments, asked, {
    where: { topic, parent, ...(stance === undefined ? {} : { stance }) },
    // A thread is read from its beginning, a discussion from its end.
    order: { by: 'madeAt', direction: parent === '' ? 'descending' : 'ascending' },
  });

export const commentQueries = (consultation: Consultation, { query }: Procedures) => ({
  /** In the order asked; what is not there or not for the caller is left out. */
  get: query('topic.read', comments)
    .input(z.object({ ids: idsInput }))
    .query(async ({ ctx, input: { ids } }) => {
      ctx.may(nation);
      return ctx.answer(await viewsOf(consultation, ctx.caller, await inOrder(consultation.models.comments, ids)));
    }),

  /** A page for each topic or thread, in the order asked: newest first under a topic, oldest first in a thread. */
  pages: query('topic.read', comments)
    .input(z.object({ pages: z.array(commentsPage).max(maxBatch) }))
    .query(async ({ ctx, input: { pages } }) => {
      ctx.may(nation);
      const found = await Promise.all(pages.map((page) => find(consultation, page)));
      const documents = found.flatMap(({ items }) => items.map(({ document }) => document));
      const views = await viewsOf(consultation, ctx.caller, documents);
      const byId = new Map(views.map((view) => [view.comment, view]));
      return ctx.answer(
        found.map((page): Page<Views[number]> => {
          const readable = page.items.flatMap(({ key }) => byId.get(key) ?? []);
          return readable.length === 0 ? emptyPage : pageOf(page, readable, ({ comment }) => comment);
        }),
      );
    }),

  /** Foldings that the office acted in has to look at; the earliest deadline first. */
  appeals: query('comment.review', comments)
    .input(pageInput)
    .query(async ({ ctx, input: asked }) => {
      ctx.may(nation);
      const { acting } = ctx.caller;
      const bodies = acting === undefined ? [] : await bodiesWhere(consultation, acting.division, ctx.may);
      if (bodies.length === 0) return ctx.answer<Page<Views[number]>>(emptyPage);
      return ctx.answer(
        await readPage(consultation.models.comments, asked, {
          where: { waitsFor: { in: bodies } },
          order: { by: 'appealDue', direction: 'ascending' },
          views: (documents) => viewsOf(consultation, ctx.caller, documents),
          keyOf: ({ comment }) => comment,
        }),
      );
    }),
});
