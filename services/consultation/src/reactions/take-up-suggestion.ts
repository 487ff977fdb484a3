import type { EventOfTopic } from '../topic/topic.ts';
import type { Reaction } from '@cunjian/processing';

/** A topic that grew from a suggestion keeps its thread: the suggestion says which topic it became. */
export const takeUpSuggestion: Reaction = {
  name: 'consultation-take-up-suggestion',
  events: ['topic-proposed'],
  react: ({ name, data }) => {
    const event = { type: name, data } as EventOfTopic;
    if (event.type !== 'topic-proposed' || event.data.suggestion === undefined) return [];
    const { topic, suggestion } = event.data;
    return [{ type: 'take-up-suggestion', data: { topic, suggestion } }];
  },
};
