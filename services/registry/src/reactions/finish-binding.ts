import type { Reaction } from '@cunjian/processing';
import { registryEvent } from '../registry-event.ts';

/** A slip that is used up binds its account, even where the process died between the two events. */
export const finishBinding: Reaction = {
  name: 'registry-finish-binding',
  events: ['activation-slip-used'],
  react: (recorded) => {
    const event = registryEvent(recorded);
    if (event.type !== 'activation-slip-used') return [];
    const { account, person, officers } = event.data;
    return [{ type: 'bind-account', data: { account, person, officers, method: 'activation-slip' } }];
  },
};
