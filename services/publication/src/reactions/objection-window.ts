import type { DisclosureEvent } from '@cunjian/contracts';
import type { Deadline, Reaction } from '@cunjian/processing';

interface WindowDeadline extends Deadline {
  readonly disclosure: string;
}

/** The window for objections closes by itself; a posting on another board may move its end. */
export const objectionWindow: Reaction<WindowDeadline> = {
  name: 'publication-objection-window',
  events: ['disclosure-published', 'disclosure-posted'],
  deadlines: ({ name, data }) => {
    const event = { type: name, data } as DisclosureEvent;
    if (event.type !== 'disclosure-published' && event.type !== 'disclosure-posted') return {};
    const { disclosure, objectionsDue } = event.data;
    if (objectionsDue !== undefined) return { set: [{ key: disclosure, at: objectionsDue.endsAt, disclosure }] };
    // A new version whose window has not begun ends that of the old one.
    return event.type === 'disclosure-published' ? { clear: [disclosure] } : {};
  },
  onDeadline: ({ disclosure }) => [{ type: 'close-window', data: { disclosure } }],
};
