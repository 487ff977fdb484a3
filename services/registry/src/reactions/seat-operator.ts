import { dateInShanghai } from '@cunjian/statutes';
import type { Reaction } from '@cunjian/processing';
import { registryEvent } from '../registry-event.ts';

export interface SeatOperator {
  readonly account: string;
  readonly office: string;
  readonly from: string;
}

/**
 * Somebody has to be the first: the accounts named at founding become the operators'. Two of them can hand over the
 * activation slips of the first registrars, which takes two officers.
 */
export const seatOperator: Reaction = {
  name: 'registry-seat-operator',
  events: ['deployment-founded'],
  react: (recorded) => {
    const event = registryEvent(recorded);
    if (event.type !== 'deployment-founded') return [];
    const from = dateInShanghai(recorded.time);
    return event.data.operatorAccounts.map((account, i) => {
      const data: SeatOperator = { account, office: i === 0 ? 'office-operator' : `office-operator-${i + 1}`, from };
      return { type: 'seat-operator', data };
    });
  },
};
