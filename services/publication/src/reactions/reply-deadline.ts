import type { ObjectionEvent } from '@cunjian/contracts';
import type { Deadline, Reaction } from '@cunjian/processing';

interface ReplyDeadline extends Deadline {
  readonly objection: string;
}

/** A reply that does not come in time is recorded as overdue, at each level by its own clock. */
export const replyDeadline: Reaction<ReplyDeadline> = {
  name: 'publication-reply-deadline',
  events: ['objection-raised', 'objection-escalated', 'objection-answered'],
  deadlines: ({ name, data }) => {
    const event = { type: name, data } as ObjectionEvent;
    const { objection } = event.data;
    if (event.type === 'objection-raised' || event.type === 'objection-escalated')
      return { set: [{ key: objection, at: event.data.due.endsAt, objection }] };
    return { clear: [objection] };
  },
  onDeadline: ({ objection }) => [{ type: 'mark-overdue', data: { objection } }],
};
