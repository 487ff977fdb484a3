import type { Reaction } from '@cunjian/processing';
import { registryEvent } from '../registry-event.ts';

export interface EndWithBody {
  readonly body: string;
  readonly division: string;
  /** First day on which the body no longer exists. */
  readonly on: string;
}

/** With a body its offices end and its contracts, so that nobody acts for what is no more. */
export const endWithBody: Reaction = {
  name: 'registry-end-with-body',
  events: ['body-dissolved'],
  react: (recorded) => {
    const event = registryEvent(recorded);
    if (event.type !== 'body-dissolved') return [];
    const { body, on } = event.data;
    const data: EndWithBody = { body, division: recorded.partitionkey, on };
    return [
      { type: 'end-offices', data },
      { type: 'end-contracts', data },
    ];
  },
};
