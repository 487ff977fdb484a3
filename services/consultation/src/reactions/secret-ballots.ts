import type { ConsultationEvent } from '@cunjian/contracts';
import type { Deadline, Reaction } from '@cunjian/processing';

interface OfBallot extends Deadline {
  readonly ballot: string;
}

/** What an issuer was asked for is signed, also where the process ended before it was. */
export const grantTokens: Reaction = {
  name: 'consultation-grant-tokens',
  events: ['token-requested'],
  react: ({ data }) => {
    const { ballot, person } = data as { readonly ballot: string; readonly person: string };
    return [{ type: 'grant-token', data: { ballot, person } }];
  },
};

/** Tokens are given until they are cast: the two are never told apart by their times. */
export const closeTokenWindow: Reaction<OfBallot> = {
  name: 'consultation-close-tokens',
  events: ['ballot-opened', 'tokens-closed'],
  deadlines: ({ name, data }) => {
    const event = { type: name, data } as ConsultationEvent;
    if (event.type === 'tokens-closed') return { clear: [event.data.ballot] };
    if (event.type !== 'ballot-opened') return {};
    const { ballot, times, issuers } = event.data;
    const { tokensUntil } = times;
    return tokensUntil === undefined || issuers.length === 0 ? {} : { set: [{ key: ballot, at: tokensUntil, ballot }] };
  },
  onDeadline: ({ ballot }) => [{ type: 'close-tokens', data: { ballot } }],
};

/** What was cast in secret becomes events once nothing more is cast. */
export const emptyBoxes: Reaction = {
  name: 'consultation-empty-boxes',
  events: ['ballot-closed'],
  react: ({ data }) => {
    const { ballot } = data as { readonly ballot: string };
    return [{ type: 'empty-box', data: { ballot } }];
  },
};
