import type { Projection } from '@cunjian/processing';
import type { EventOfTopic } from '../topic/topic.ts';

export interface SupportDocument {
  readonly topic: string;
  readonly person: string;
  /** The version of the text that she supported. */
  readonly version: number;
  readonly at: string;
}

export const supportKey = (topic: string, person: string): string => `${topic}/${person}`;

/** Who supports what now; read by each about herself alone. */
export const supports: Projection<SupportDocument> = {
  name: 'consultation-supports',
  version: 1,
  events: ['topic-supported', 'support-withdrawn'] satisfies EventOfTopic['type'][],
  indexes: [],
  keys: ({ data }) => {
    const { topic, person } = data as { topic: string; person: string };
    return [supportKey(topic, person)];
  },
  evolve: (_, { name, data, time }) => {
    const event = { type: name, data } as EventOfTopic;
    if (event.type !== 'topic-supported') return undefined;
    const { topic, person, version } = event.data;
    return { topic, person, version, at: time };
  },
};
