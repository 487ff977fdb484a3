import type { EventOfTopic } from '../topic/topic.ts';
import type { BallotEvent } from '@cunjian/contracts';
import type { Deadline, Reaction } from '@cunjian/processing';

interface AssemblyDeadline extends Deadline {
  readonly topic: string;
}

/** An assembly that so many demanded and that was not called in time: shown as such, by itself. */
export const assemblyOverdue: Reaction<AssemblyDeadline> = {
  name: 'consultation-assembly-overdue',
  events: ['assembly-demanded', 'ballot-cancelled'],
  // A call that met the duty may be cancelled when its deadline has passed.
  react: ({ name, data }) => {
    const event = { type: name, data } as BallotEvent;
    const topic = event.type === 'ballot-cancelled' ? event.data.topic : undefined;
    return topic === undefined ? [] : [{ type: 'mark-assembly-overdue', data: { topic } }];
  },
  deadlines: ({ name, data }) => {
    const event = { type: name, data } as EventOfTopic;
    if (event.type !== 'assembly-demanded') return {};
    const { topic, due } = event.data;
    return { set: [{ key: topic, at: due.endsAt, topic }] };
  },
  onDeadline: ({ topic }) => [{ type: 'mark-assembly-overdue', data: { topic } }],
};
