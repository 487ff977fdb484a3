import type { SuggestionEvent } from '@cunjian/contracts';
import type { Deadline, Reaction } from '@cunjian/processing';

interface AnswerDeadline extends Deadline {
  readonly suggestion: string;
}

/** An answer that does not come in time is recorded as overdue; found unsettled, the next one has a deadline of its own. */
export const suggestionOverdue: Reaction<AnswerDeadline> = {
  name: 'consultation-suggestion-overdue',
  events: ['suggestion-made', 'suggestion-answered', 'suggestion-settled'] satisfies SuggestionEvent['type'][],
  deadlines: ({ name, data }) => {
    const event = { type: name, data } as SuggestionEvent;
    const { suggestion } = event.data;
    const at = (endsAt: string) => ({ set: [{ key: suggestion, at: endsAt, suggestion }] });
    switch (event.type) {
      case 'suggestion-made':
        return at(event.data.due.endsAt);
      case 'suggestion-settled':
        return event.data.due === undefined ? { clear: [suggestion] } : at(event.data.due.endsAt);
      default:
        return { clear: [suggestion] };
    }
  },
  onDeadline: ({ suggestion }) => [{ type: 'mark-suggestion-overdue', data: { suggestion } }],
};
