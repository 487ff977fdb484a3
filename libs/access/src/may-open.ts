import type { Caller, Resource } from './caller.ts';
import type { Envelope } from '@cunjian/contracts';

/** What of the caller's rights decides; `may` is asked for the action `log.openings`. */
interface Right {
  readonly caller: Caller;
  may(resource: Resource): boolean;
}

const isInvolved = ({ person }: Caller, { actor, onbehalfof }: Pick<Envelope, 'actor' | 'onbehalfof'>): boolean =>
  person !== undefined && (actor === person || onbehalfof === person);

/** Whether an entry is still for whoever acted alone. */
export const opensLater = ({ openfrom }: Pick<Envelope, 'openfrom'>, now: number): boolean =>
  openfrom !== undefined && now < Date.parse(openfrom);

/**
 * Whether the caller may see what an entry commits to at `now` (ms): the event's audience says how wide the circle is, the
 * right to read follows the legal body. What opens later is kept from auditors too: they prove afterwards.
 */
export const mayOpen = ({ caller, may }: Right, event: Envelope, resource: Resource, now: number): boolean => {
  if (opensLater(event, now) && !isInvolved(caller, event)) return false;
  switch (event.audience) {
    case 'public':
      return true;
    case 'residents':
    case 'members':
      // Who deliberates and votes is the village's own affair; departments see its statistics alone.
      return may(resource) && !(event.source === 'consultation' && caller.acting?.kind === 'department-officer');
    case 'committee':
      return caller.acting !== undefined && may(resource);
    case 'parties':
      return isInvolved(caller, event) || (caller.acting?.kind === 'auditor' && may(resource));
  }
};
