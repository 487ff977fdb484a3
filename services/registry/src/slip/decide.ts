import { refuse, unreachable, type Decider, type Refused } from '@cunjian/kernel';
import { evolve, initialState, type Slip, type SlipEvent } from './slip.ts';

export type SlipCommand =
  | {
      readonly kind: 'prepare';
      readonly slip: string;
      readonly person: string;
      readonly division: string;
      readonly officer: string;
    }
  | {
      /** By another officer than the one who prepared it: neither holds the whole code. */
      readonly kind: 'issue';
      readonly slip: string;
      readonly officer: string;
      readonly codeHash: string;
      /** RFC 3339, UTC, milliseconds, as `now`. */
      readonly expires: string;
    }
  | {
      readonly kind: 'use';
      readonly slip: string;
      readonly codeHash: string;
      readonly account: string;
      readonly now: string;
      /** Look-up: the person to whom the account is bound already. */
      readonly boundTo?: string | undefined;
    }
  | { readonly kind: 'revoke'; readonly slip: string; readonly officer: string };

type Command<Kind> = Extract<SlipCommand, { readonly kind: Kind }>;

/** One answer for a wrong code and an unknown slip: the difference is nobody's business. */
export const wrongCode = refuse('slip.wrong-code', {}, 'code');

const prepare = (command: Command<'prepare'>, state: Slip): readonly SlipEvent[] | Refused => {
  const { slip, person, division, officer } = command;
  if (state.status === 'unknown')
    return [{ type: 'activation-slip-prepared', data: { slip, person, division, officer } }];
  // Whoever prepares is answered the first half of the code: nobody else may be.
  return state.officer === officer ? [] : refuse('slip.another-officer', { slip }, 'slip');
};

const issue = (command: Command<'issue'>, state: Slip): readonly SlipEvent[] | Refused => {
  const { slip, officer, codeHash, expires } = command;
  if (state.status !== 'prepared') return refuse('slip.not-prepared', { slip }, 'slip');
  if (state.officer === officer) return refuse('slip.same-officer', { slip }, 'slip');
  const { person } = state;
  return [
    { type: 'activation-slip-issued', data: { slip, person, codeHash, officers: [state.officer, officer], expires } },
  ];
};

/** Wrong codes that one slip takes: a code is long, so that these are slips of the finger or guesses. */
export const maxWrongTries = 5;

/** A wrong code is an event, so that tries are counted whatever process answers; the caller is refused all the same. */
const tried = (
  { person, officers, tries: before }: Extract<Slip, { readonly status: 'issued' }>,
  { slip, account }: Command<'use'>,
): readonly SlipEvent[] => {
  const tries = before + 1;
  const event: SlipEvent = { type: 'activation-slip-tried', data: { slip, person, account, tries } };
  return tries < maxWrongTries
    ? [event]
    : [event, { type: 'activation-slip-voided', data: { slip, person, officers: [...officers], tries } }];
};

const use = (command: Command<'use'>, state: Slip): readonly SlipEvent[] | Refused => {
  const { slip, codeHash, account, now, boundTo } = command;
  if (state.status === 'used' && state.account === account) return [];
  if (state.status !== 'issued') return wrongCode;
  if (state.codeHash !== codeHash) return state.expires <= now ? wrongCode : tried(state, command);
  if (state.expires <= now) return refuse('slip.expired', { expires: state.expires }, 'code');
  const { person, officers } = state;
  if (boundTo !== undefined && boundTo !== person) return refuse('account.bound-to-another', {});
  return [{ type: 'activation-slip-used', data: { slip, person, account, officers: [...officers] } }];
};

export const decide = (command: SlipCommand, state: Slip): readonly SlipEvent[] | Refused => {
  switch (command.kind) {
    case 'prepare':
      return prepare(command, state);
    case 'issue':
      return issue(command, state);
    case 'use':
      return use(command, state);
    case 'revoke': {
      if (state.status === 'unknown') return refuse('slip.unknown', { slip: command.slip }, 'slip');
      if (state.status === 'revoked') return [];
      if (state.status === 'used') return refuse('slip.used', { slip: command.slip }, 'slip');
      const { slip, officer } = command;
      return [{ type: 'activation-slip-revoked', data: { slip, person: state.person, officer } }];
    }
    default:
      return unreachable(command);
  }
};

export const slipDecider: Decider<SlipCommand, Slip, SlipEvent> = { initialState, decide, evolve };
