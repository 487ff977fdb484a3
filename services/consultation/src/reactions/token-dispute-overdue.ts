import type { BallotEvent } from '@cunjian/contracts';
import type { Deadline, Reaction } from '@cunjian/processing';

interface DecisionDeadline extends Deadline {
  readonly ballot: string;
  readonly person: string;
}

/** A disputed token on which nobody decides in time is recorded as overdue: whoever contests the result asks for it. */
export const tokenDisputeOverdue: Reaction<DecisionDeadline> = {
  name: 'consultation-token-dispute-overdue',
  events: ['token-disputed', 'token-dispute-decided'] satisfies BallotEvent['type'][],
  deadlines: ({ name, data }) => {
    const event = { type: name, data } as Extract<
      BallotEvent,
      { readonly type: 'token-disputed' | 'token-dispute-decided' }
    >;
    const { ballot, person } = event.data;
    const key = `${ballot} ${person}`;
    if (event.type === 'token-dispute-decided') return { clear: [key] };
    const { due } = event.data;
    return due === undefined ? {} : { set: [{ key, at: due.endsAt, ballot, person }] };
  },
  onDeadline: ({ ballot, person }) => [{ type: 'mark-token-dispute-overdue', data: { ballot, person } }],
};
