import type { DisclosureEvent } from '@cunjian/contracts';
import type { Deadline, Reaction } from '@cunjian/processing';

interface OpinionDeadline extends Deadline {
  readonly disclosure: string;
}

/** Silence of the supervisors does not stop a duty: at the end of their term the opinion lapses. */
export const opinionDeadline: Reaction<OpinionDeadline> = {
  name: 'publication-opinion-deadline',
  events: ['opinion-requested', 'opinion-given', 'disclosure-returned'],
  deadlines: ({ name, data }) => {
    const event = { type: name, data } as DisclosureEvent;
    const { disclosure } = event.data;
    if (event.type !== 'opinion-requested') return { clear: [disclosure] };
    return { set: [{ key: disclosure, at: event.data.due.endsAt, disclosure }] };
  },
  onDeadline: ({ disclosure }) => [{ type: 'lapse-opinion', data: { disclosure } }],
};
