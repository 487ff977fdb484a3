import { type Caller, may, resourceOfSubject } from '@cunjian/access';
import { nationalDivision } from '@cunjian/contracts';
import { reveal, type Revealed } from '@cunjian/personal-data';
import { pageInput, recordReads, todayOf } from '@cunjian/service-kit/acting';
import type { Consultation, Procedures } from '../consultation-context.ts';
import { suggestions, type SuggestionDocument } from '../projections/suggestions.ts';
import { getAndList } from './get-and-list.ts';
import { bodiesWhere } from './look-ups.ts';
import { emptyPage, readPage, type Page } from './page.ts';
import { viewerOn } from './viewer.ts';

const nation = { division: nationalDivision };

const suggestionActions = ['answer', 'settle', 'reopen', 'take-up'] as const;
export type SuggestionAction = (typeof suggestionActions)[number];

export interface SuggestionView extends Omit<SuggestionDocument, 'waitsFor' | 'openTo'> {
  readonly mine: boolean;
  readonly actions: readonly SuggestionAction[];
}
type Views = Revealed<readonly SuggestionView[]>;

/** An open one is read by the village, a private one by its suggester and those who answer or oversee. */
export const mayRead = (
  caller: Caller,
  document: Pick<SuggestionDocument, 'division' | 'body' | 'bodyKind' | 'open' | 'suggester'>,
): boolean => {
  const resource = resourceOfSubject(document);
  return document.open
    ? may(caller, 'suggestion.read', resource)
    : may(caller, 'suggestion.read-private', { ...resource, person: document.suggester });
};

/** A topic grows from a suggestion by its suggester, or from an open one by an officer of the body that it went to. */
export const mayTakeUp = (
  { person, acting }: Caller,
  { body, open, suggester }: Pick<SuggestionDocument, 'body' | 'open' | 'suggester'>,
): boolean => suggester === person || (open && acting?.body === body);

/** What the caller may do to it now; the decider has the last word. */
const actionsOf = (caller: Caller, document: SuggestionDocument): readonly SuggestionAction[] => {
  const { status, suggester, topic } = document;
  const resource = resourceOfSubject(document);
  const mine = suggester === caller.person && may(caller, 'suggestion.make', resource);
  const possible: Readonly<Record<SuggestionAction, boolean>> = {
    answer: status !== 'settled' && may(caller, 'suggestion.answer', resource),
    settle: mine && status === 'answered',
    reopen: mine && status === 'answered',
    'take-up': topic === undefined && mayTakeUp(caller, document) && may(caller, 'topic.propose', resource),
  };
  return suggestionActions.filter((action) => possible[action]);
};

const privateReading = { purpose: 'suggestion.read-private', kinds: ['free-text'] } as const;

const viewOf = (caller: Caller, document: SuggestionDocument): SuggestionView => {
  const { suggestion, division, body, bodyKind, open, suggester, status, title, text, photos, scan } = document;
  const { madeAt, due, answers, topic } = document;
  return {
    ...{ suggestion, division, body, bodyKind, open, suggester, status, title, text, photos, scan },
    ...{ madeAt, due, answers, topic },
    mine: suggester === caller.person,
    actions: actionsOf(caller, document),
  };
};

/** In the order of the documents; those that the caller may not read are left out. */
const viewsOf = async (
  consultation: Consultation,
  caller: Caller,
  documents: readonly SuggestionDocument[],
): Promise<Views> => {
  const allowed = documents.filter((document) => mayRead(caller, document));
  const kept = allowed.filter(({ open }) => !open);
  const about = kept.map(({ division, suggester }) => ({ division, subject: suggester }));
  await recordReads(consultation, caller, privateReading, about);
  const views = allowed.map((document) => viewOf(caller, document));
  return reveal(consultation.runtime.vault, views, viewerOn(todayOf(consultation)));
};

/** How pages of them are read. */
const shown = (consultation: Consultation, caller: Caller) => ({
  views: (documents: readonly SuggestionDocument[]) => viewsOf(consultation, caller, documents),
  keyOf: ({ suggestion }: Views[number]) => suggestion,
});

export const suggestionQueries = (consultation: Consultation, { query }: Procedures) => ({
  /** Lists open ones alone. */
  ...getAndList(consultation, query('suggestion.read', suggestions), {
    collection: consultation.models.suggestions,
    bodyField: 'openTo',
    newest: 'madeAt',
    shown: (caller) => shown(consultation, caller),
  }),

  /** Those of the caller herself, newest first. */
  mine: query('suggestion.read-private', suggestions)
    .input(pageInput)
    .query(async ({ ctx, input: asked }) => {
      ctx.may(nation);
      const { person } = ctx.caller;
      if (person === undefined) return ctx.answer<Page<Views[number]>>(emptyPage);
      return ctx.answer(
        await readPage(consultation.models.suggestions, asked, {
          where: { suggester: person },
          order: { by: 'madeAt', direction: 'descending' },
          ...shown(consultation, ctx.caller),
        }),
      );
    }),

  /** Those that the office acted in has to answer; the earliest deadline first. */
  toAnswer: query('suggestion.answer', suggestions)
    .input(pageInput)
    .query(async ({ ctx, input: asked }) => {
      ctx.may(nation);
      const { acting } = ctx.caller;
      const bodies = acting === undefined ? [] : await bodiesWhere(consultation, acting.division, ctx.may);
      if (bodies.length === 0) return ctx.answer<Page<Views[number]>>(emptyPage);
      return ctx.answer(
        await readPage(consultation.models.suggestions, asked, {
          where: { waitsFor: { in: bodies } },
          order: { by: 'due.endsAt', direction: 'ascending' },
          ...shown(consultation, ctx.caller),
        }),
      );
    }),
});
