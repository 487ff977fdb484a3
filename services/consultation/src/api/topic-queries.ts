import { type Caller, may, resourceOfSubject } from '@cunjian/access';
import { nationalDivision } from '@cunjian/contracts';
import { reveal, type Revealed } from '@cunjian/personal-data';
import { pageInput, todayOf } from '@cunjian/service-kit/acting';
import type { Consultation, Procedures } from '../consultation-context.ts';
import { supportKey, supports } from '../projections/supports.ts';
import { topics, type TopicDocument } from '../projections/topics.ts';
import { getAndList } from './get-and-list.ts';
import { bodiesWhere } from './look-ups.ts';
import { emptyPage, readPage, type Page } from './page.ts';
import { viewerOn } from './viewer.ts';

const nation = { division: nationalDivision };

const topicActions = ['revise', 'withdraw', 'support', 'withdraw-support', 'comment', 'moderate', 'summarise'] as const;
export type TopicAction = (typeof topicActions)[number];

export interface TopicView extends TopicDocument {
  readonly mine: boolean;
  /** The version that the caller supports. */
  readonly supported?: number | undefined;
  readonly actions: readonly TopicAction[];
}
type Views = Revealed<readonly TopicView[]>;

/** What the caller may do to it now; the decider has the last word. */
const actionsOf = (caller: Caller, document: TopicDocument, supported: number | undefined): TopicAction[] => {
  const resource = resourceOfSubject(document);
  const changes =
    document.proposer === caller.person &&
    document.demanded === undefined &&
    !document.isInProcedure &&
    may(caller, 'topic.propose', resource);
  const supporting = may(caller, 'topic.support', resource);
  const possible: Readonly<Record<TopicAction, boolean>> = {
    revise: changes && document.supporters === (supported === undefined ? 0 : 1),
    withdraw: changes,
    support: supporting && supported === undefined,
    'withdraw-support': supporting && supported !== undefined,
    comment: may(caller, 'comment.write', resource),
    moderate: may(caller, 'comment.moderate', resource),
    summarise: may(caller, 'topic.summarise', resource),
  };
  return document.status === 'open' ? topicActions.filter((action) => possible[action]) : [];
};

/** In the order of the documents; those that the caller may not read are left out. */
const viewsOf = async (
  consultation: Consultation,
  caller: Caller,
  documents: readonly TopicDocument[],
): Promise<Views> => {
  const { models, runtime } = consultation;
  const allowed = documents.filter((document) => may(caller, 'topic.read', resourceOfSubject(document)));
  const { person } = caller;
  const keys = person === undefined ? [] : allowed.map(({ topic }) => supportKey(topic, person));
  const supported = await models.supports.get(keys);
  const views = allowed.map((document): TopicView => {
    const version = person === undefined ? undefined : supported.get(supportKey(document.topic, person))?.version;
    const actions = actionsOf(caller, document, version);
    return { ...document, mine: document.proposer === person, supported: version, actions };
  });
  return reveal(runtime.vault, views, viewerOn(todayOf(consultation)));
};

/** How pages of them are read. */
const shown = (consultation: Consultation, caller: Caller) => ({
  views: (documents: readonly TopicDocument[]) => viewsOf(consultation, caller, documents),
  keyOf: ({ topic }: Views[number]) => topic,
});

export const topicQueries = (consultation: Consultation, { query }: Procedures) => ({
  ...getAndList(consultation, query('topic.read', topics, supports), {
    collection: consultation.models.topics,
    bodyField: 'body',
    newest: 'proposedAt',
    shown: (caller) => shown(consultation, caller),
  }),

  /** Those whose assembly the body of the office acted in has to call; the earliest deadline first. */
  demanded: query('topic.summarise', topics, supports)
    .input(pageInput)
    .query(async ({ ctx, input: asked }) => {
      ctx.may(nation);
      const { acting } = ctx.caller;
      const bodies = acting === undefined ? [] : await bodiesWhere(consultation, acting.division, ctx.may);
      if (bodies.length === 0) return ctx.answer<Page<Views[number]>>(emptyPage);
      return ctx.answer(
        await readPage(consultation.models.topics, asked, {
          where: { waitsFor: { in: bodies } },
          order: { by: 'demanded.due.endsAt', direction: 'ascending' },
          ...shown(consultation, ctx.caller),
        }),
      );
    }),
});
