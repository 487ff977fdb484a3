import type { RegistryEvent } from '@cunjian/contracts';
import type { Reaction } from '@cunjian/processing';

/** The event comes first; this makes sure that the values go, also after a restore or a crash between the two. */
export const eraseValues: Reaction = {
  name: 'consultation-erase-values',
  events: ['value-erased'],
  react: ({ name, data }) => {
    const event = { type: name, data } as RegistryEvent;
    return event.type === 'value-erased' ? [{ type: 'erase-values', data: { digests: event.data.digests } }] : [];
  },
};
