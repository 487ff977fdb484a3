import type { BallotEvent } from '@cunjian/contracts';
import { refuse, type Decider, type Refused } from '@cunjian/kernel';
import type { KeyHolder } from '../ballot/ballot.ts';

export type KeyEvent = Extract<BallotEvent, { readonly type: 'key-lodged' }>;

export interface LodgeKey {
  readonly ballot: string;
  readonly holder: KeyHolder;
  /** Look-up: the ballot waits for its opening, and is cast secretly online. */
  readonly isAwaited: boolean;
}

export const holdersNeeded = 3;

export const keysStream = (ballot: string): string => `keys-${ballot}`;

const lodge = (
  { ballot, holder, isAwaited }: LodgeKey,
  holders: readonly KeyHolder[],
): readonly KeyEvent[] | Refused => {
  const before = holders.find(({ person }) => person === holder.person);
  if (before?.key === holder.key) return [];
  if (!isAwaited) return refuse('ballot-key.not-awaited');
  if (before !== undefined) return refuse('ballot-key.lodged');
  if (holders.some(({ key }) => key === holder.key)) return refuse('ballot-key.not-yours', {}, 'key');
  if (holders.length >= holdersNeeded) return refuse('ballot-key.enough');
  return [{ type: 'key-lodged', data: { ballot, ...holder } }];
};

/** Three persons, each in an office, with a key each: the set is one stream, so that there are never four. */
export const keyHoldersDecider: Decider<LodgeKey, readonly KeyHolder[], KeyEvent> = {
  initialState: [],
  decide: lodge,
  evolve: (holders, { data: { office, officeKind, person, key } }) => [...holders, { office, officeKind, person, key }],
};
