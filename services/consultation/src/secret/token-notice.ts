import type { BallotEvent, Digest, DueDate } from '@cunjian/contracts';
import { refuse, unreachable, type Decider, type Refused } from '@cunjian/kernel';

export type TokenNoticeEvent = Extract<
  BallotEvent,
  { readonly type: 'token-acknowledged' | 'token-disputed' | 'token-dispute-overdue' | 'token-dispute-decided' }
>;

/** What a voter says to the token that was taken in her name. */
export type TokenNotice = 'untold' | 'acknowledged' | Disputed | 'upheld' | 'dismissed';
/** `overdue`: nobody has decided on it in time; it still waits for that. */
type Disputed = 'disputed' | 'overdue';

export const isDisputed = (state: TokenNotice): state is Disputed => state === 'disputed' || state === 'overdue';

interface OfToken {
  readonly ballot: string;
  /** Whose token it is. */
  readonly person: string;
}
export type TokenNoticeCommand = OfToken &
  (
    | {
        readonly do: 'acknowledge';
        /** Look-up: one was asked for in her name. */
        readonly isTaken: boolean;
      }
    | {
        readonly do: 'dispute';
        readonly isTaken: boolean;
        readonly text: Digest;
        /** Look-up: by the rule of the ballot, or the county's days where it gives none. */
        readonly due: DueDate;
      }
    | { readonly do: 'mark-overdue' }
    | { readonly do: 'decide'; readonly upheld: boolean; readonly decider: string; readonly reasons: Digest }
  );

/** Of one entry of a roll, beside what it grants: whatever is said here takes nobody's vote. */
export const tokenNoticeStream = (ballot: string, person: string): string => `token-notice-${ballot}-${person}`;

const decide = (command: TokenNoticeCommand, state: TokenNotice): readonly TokenNoticeEvent[] | Refused => {
  const { ballot, person } = command;
  switch (command.do) {
    case 'acknowledge':
      if (!command.isTaken) return refuse('token-notice.none-taken');
      return state === 'untold' ? [{ type: 'token-acknowledged', data: { ballot, person } }] : [];
    case 'dispute': {
      if (!command.isTaken) return refuse('token-notice.none-taken');
      if (isDisputed(state)) return [];
      // Also after she took it for hers: she may have learnt better.
      if (state !== 'untold' && state !== 'acknowledged') return refuse('token-notice.decided');
      const { text, due } = command;
      return [{ type: 'token-disputed', data: { ballot, person, text, due } }];
    }
    case 'mark-overdue':
      return state === 'disputed' ? [{ type: 'token-dispute-overdue', data: { ballot, person } }] : [];
    case 'decide': {
      if (!isDisputed(state)) return refuse('token-notice.not-disputed');
      const { decider, reasons, upheld } = command;
      if (decider === person) return refuse('token-notice.own');
      const outcome = upheld ? 'upheld' : 'dismissed';
      return [{ type: 'token-dispute-decided', data: { ballot, person, outcome, decider, reasons } }];
    }
    default:
      return unreachable(command);
  }
};

export const evolve = (state: TokenNotice, event: TokenNoticeEvent): TokenNotice => {
  switch (event.type) {
    case 'token-acknowledged':
      return state === 'untold' ? 'acknowledged' : state;
    case 'token-disputed':
      return state === 'untold' || state === 'acknowledged' ? 'disputed' : state;
    case 'token-dispute-overdue':
      return state === 'disputed' ? 'overdue' : state;
    case 'token-dispute-decided':
      return isDisputed(state) ? event.data.outcome : state;
    default:
      return unreachable(event);
  }
};

/** 领票告知: a token is told to the person in whose name it was taken, until she says whether it was she. */
export const tokenNoticeDecider: Decider<TokenNoticeCommand, TokenNotice, TokenNoticeEvent> = {
  initialState: 'untold',
  decide,
  evolve,
};
