import { maxBoxPart, type BallotEvent } from '@cunjian/contracts';
import type { Decider } from '@cunjian/kernel';

export type BoxEvent = Extract<BallotEvent, { readonly type: 'box-appended' }>;

export interface AppendPart {
  readonly ballot: string;
  readonly part: number;
  readonly ballots: readonly string[];
}

/** How many parts of a box are in its stream. */
export const boxPartsDecider: Decider<AppendPart, number, BoxEvent> = {
  initialState: 0,
  // A box that is emptied once more after a crash gives the same parts: it has taken nothing since.
  decide: ({ ballot, part, ballots }, parts) =>
    part < parts ? [] : [{ type: 'box-appended', data: { ballot, part, ballots: [...ballots] } }],
  evolve: (parts) => parts + 1,
};

/** Of one event; the store takes 900,000 bytes, and quotes are escaped in it. */
const maxPartBytes = 700_000;

/** How many ballots of this length go into one part. */
export const partSize = (ballotBytes: number): number =>
  Math.max(1, Math.min(maxBoxPart, Math.floor(maxPartBytes / (ballotBytes + 200))));

export const boxStream = (ballot: string): string => `box-${ballot}`;
