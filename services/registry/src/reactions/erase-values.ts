import type { Reaction } from '@cunjian/processing';
import { registryEvent } from '../registry-event.ts';

/** The event comes first; this makes sure that the values go, also after a restore or a crash between the two. */
export const eraseValues: Reaction = {
  name: 'registry-erase-values',
  events: ['value-erased'],
  react: (recorded) => {
    const event = registryEvent(recorded);
    return event.type === 'value-erased' ? [{ type: 'erase-values', data: { digests: event.data.digests } }] : [];
  },
};
