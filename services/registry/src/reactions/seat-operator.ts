import { dateInShanghai } from '@cunjian/statutes';
import type { Reaction } from '@cunjian/processing';
import { registryEvent } from '../registry-event.ts';

export interface SeatOperator {
  readonly account: string;
  readonly from: string;
}

/** Somebody has to be the first: the account named at founding becomes the operator's. */
export const seatOperator: Reaction = {
  name: 'registry-seat-operator',
  events: ['deployment-founded'],
  react: (recorded) => {
    const event = registryEvent(recorded);
    if (event.type !== 'deployment-founded') return [];
    const data: SeatOperator = { account: event.data.operatorAccount, from: dateInShanghai(recorded.time) };
    return [{ type: 'seat-operator', data }];
  },
};
