import type { Caller, Resource } from './caller.ts';
import type { Envelope } from '@cunjian/contracts';

/** What of the caller's rights decides; `may` is asked for the action `log.openings`. */
interface Right {
  readonly caller: Caller;
  may(resource: Resource): boolean;
}

/**
 * Whether the caller may see what an entry commits to: the event's audience says how wide the circle is, the right to
 * read follows the legal body.
 */
export const mayOpen = ({ caller, may }: Right, event: Envelope, resource: Resource): boolean => {
  switch (event.audience) {
    case 'public':
      return true;
    case 'residents':
    case 'members':
      // Who deliberates and votes is the village's own affair; departments see its statistics alone.
      return may(resource) && !(event.source === 'consultation' && caller.acting?.kind === 'department-officer');
    case 'committee':
      return caller.acting !== undefined && may(resource);
    case 'parties': {
      const involved = caller.person !== undefined && [event.actor, event.onbehalfof].includes(caller.person);
      return involved || (caller.acting?.kind === 'auditor' && may(resource));
    }
  }
};
