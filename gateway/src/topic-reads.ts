import { byKey, byObject, inOrder, type Dated, type Item, type Reading, type Value } from './loaders.ts';
import type { Callers } from './services.ts';

type Consultation = Callers['consultation'];
export type TopicView = Item<Value<Consultation['topics']['get']>> & Dated;
export type CommentView = Item<Value<Consultation['comments']['get']>> & Dated;
export type SuggestionView = Item<Value<Consultation['suggestions']['get']>> & Dated;

/** A page of a discussion: of a topic, or of the thread under one of its comments. */
export interface CommentsKey {
  readonly topic: string;
  readonly parent?: string;
  readonly stance?: CommentView['stance'];
  readonly first: number;
  readonly after?: string;
}

export const topicLoaders = ({ consultation, registry }: Callers, { seen, dated }: Reading) => ({
  topic: byKey<TopicView>(async (ids) => {
    const value = dated(await consultation.topics.get({ ids: [...ids], ...seen() }));
    return inOrder(ids, value, ({ topic }) => topic);
  }),
  comment: byKey<CommentView>(async (ids) => {
    const value = dated(await consultation.comments.get({ ids: [...ids], ...seen() }));
    return inOrder(ids, value, ({ comment }) => comment);
  }),
  commentsOf: byObject(async (pages: readonly CommentsKey[]) => {
    const { value, stale } = await consultation.comments.pages({ pages: [...pages], ...seen() });
    return value.map((page) => ({ ...page, stale }));
  }),
  suggestion: byKey<SuggestionView>(async (ids) => {
    const value = dated(await consultation.suggestions.get({ ids: [...ids], ...seen() }));
    return inOrder(ids, value, ({ suggestion }) => suggestion);
  }),
  authorName: byKey<string>(async (people) => {
    const { value } = await registry.people.authors({ people: [...people], ...seen() });
    return inOrder(people, value, ({ person }) => person).map((one) => one?.name);
  }),
});
