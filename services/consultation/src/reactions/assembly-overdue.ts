import type { EventOfTopic } from '../topic/topic.ts';
import type { Deadline, Reaction } from '@cunjian/processing';

interface AssemblyDeadline extends Deadline {
  readonly topic: string;
}

/** An assembly that so many demanded and that was not called in time: shown as such, by itself. */
export const assemblyOverdue: Reaction<AssemblyDeadline> = {
  name: 'consultation-assembly-overdue',
  events: ['assembly-demanded'],
  deadlines: ({ name, data }) => {
    const event = { type: name, data } as EventOfTopic;
    if (event.type !== 'assembly-demanded') return {};
    const { topic, due } = event.data;
    return { set: [{ key: topic, at: due.endsAt, topic }] };
  },
  onDeadline: ({ topic }) => [{ type: 'mark-assembly-overdue', data: { topic } }],
};
