import type { ConsultationEvent } from '@cunjian/contracts';
import type { Deadline, Reaction } from '@cunjian/processing';
import { overdueAt } from '../resolutions/decide.ts';

type Which = 'deadline' | 'year';
interface ResolutionDeadline extends Deadline {
  readonly resolution: string;
  readonly which: Which;
}

const keyOf = (resolution: string, which: Which): string => `${resolution} ${which}`;

/** Not carried out by its deadline, or without a result after a year: shown as such, by itself. */
export const resolutionOverdue: Reaction<ResolutionDeadline> = {
  name: 'consultation-resolution-overdue',
  events: ['resolution-adopted', 'resolution-reported', 'resolution-result-published'],
  deadlines: ({ name, data }) => {
    const event = { type: name, data } as ConsultationEvent;
    switch (event.type) {
      case 'resolution-adopted': {
        const { resolution } = event.data;
        const at = (which: Which): ResolutionDeadline => ({
          ...{ key: keyOf(resolution, which), at: overdueAt(event.data, which), resolution, which },
        });
        return { set: [at('deadline'), at('year')] };
      }
      case 'resolution-reported':
        return event.data.done ? { clear: [keyOf(event.data.resolution, 'deadline')] } : {};
      case 'resolution-result-published': {
        const { resolution } = event.data;
        return { clear: [keyOf(resolution, 'deadline'), keyOf(resolution, 'year')] };
      }
      default:
        return {};
    }
  },
  onDeadline: ({ resolution, which }) => [{ type: 'mark-resolution-overdue', data: { resolution, which } }],
};
