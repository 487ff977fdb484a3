import type { Reaction } from '@cunjian/processing';
import { registryEvent } from '../registry-event.ts';

/** The event comes first; this makes sure that the values go or are hidden, also after a crash between the two. */
export const eraseValues: Reaction = {
  name: 'registry-erase-values',
  events: ['value-erased', 'value-restricted'],
  react: (recorded) => {
    const event = registryEvent(recorded);
    switch (event.type) {
      case 'value-erased':
        return [{ type: 'erase-values', data: { digests: event.data.digests } }];
      case 'value-restricted':
        return [{ type: 'restrict-values', data: event.data }];
      default:
        return [];
    }
  },
};
