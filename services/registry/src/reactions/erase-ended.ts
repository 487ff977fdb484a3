import type { RecordedEvent } from '@cunjian/contracts';
import type { Deadline, Reaction } from '@cunjian/processing';
import { registryEvent } from '../registry-event.ts';

/**
 * How long a village keeps the personal data of somebody who left: a default of this system and not statutory (PIPL
 * arts. 19, 47: the shortest time that the purpose needs, then erasure), long enough to mend a mistake.
 */
const keptAfterLeavingDays = 365;
const dayMs = 86_400_000;

export interface EraseEnded {
  readonly division: string;
  readonly person: string;
}
interface EndOfKeeping extends Deadline, EraseEnded {}

const endOf = (recorded: RecordedEvent, on: string): string => {
  const from = Math.max(Date.parse(recorded.time), Date.parse(on));
  return new Date(from + keptAfterLeavingDays * dayMs).toISOString();
};

/** The values go some time after the residency has ended, unless the person comes back. */
export const eraseEnded: Reaction<EndOfKeeping> = {
  name: 'registry-erase-ended',
  events: ['residency-ended', 'residency-recorded'],
  deadlines: (recorded) => {
    const event = registryEvent(recorded);
    switch (event.type) {
      case 'residency-ended': {
        const { division, person, on } = event.data;
        return { set: [{ key: `${division}/${person}`, at: endOf(recorded, on), division, person }] };
      }
      case 'residency-recorded':
        return { clear: [`${event.data.division}/${event.data.person}`] };
      default:
        return {};
    }
  },
  onDeadline: ({ division, person }) => [{ type: 'erase-ended', data: { division, person } satisfies EraseEnded }],
};
