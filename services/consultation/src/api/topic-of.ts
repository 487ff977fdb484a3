import type { Consultation } from '../consultation-context.ts';
import { evolve, initialState, type EventOfTopic, type ExistingTopic } from '../topic/topic.ts';

/** What never changes of a topic, and whether it still is open. */
export type TopicHead = Pick<ExistingTopic, 'topic' | 'division' | 'body' | 'bodyKind' | 'proposer' | 'status'>;

/** Of a stream that may hold thousands of supporters its first event and its last: nothing follows a withdrawal. */
export const topicHead = async (
  { runtime: { store, catalogue } }: Consultation,
  topic: string,
): Promise<TopicHead | undefined> => {
  const [[first], [last]] = await Promise.all([
    store.readStream(topic, { limit: 1 }),
    store.readStream(topic, { direction: 'backwards', limit: 1 }),
  ]);
  if (first === undefined || last === undefined) return undefined;
  const eventOf = (stored: typeof first): EventOfTopic => {
    const { name, data } = catalogue.decode(stored);
    return { type: name, data } as EventOfTopic;
  };
  const state = evolve(initialState, eventOf(first));
  if (state.status === 'none') return undefined;
  return { ...state, status: eventOf(last).type === 'topic-withdrawn' ? 'withdrawn' : 'open' };
};
