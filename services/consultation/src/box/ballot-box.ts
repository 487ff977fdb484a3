import type { Refused } from '@cunjian/kernel';

/** How large a box is, fixed when it is first opened. */
export interface BoxSize {
  /** How many tokens there can be: one for each entry of the roll. */
  readonly slots: number;
  /** Of each ballot's text: `ballotBytes` of `@cunjian/secret-ballot`. */
  readonly ballotBytes: number;
}

export interface BoxedBallot {
  /** SHA-256 of the token's key, base64url. */
  readonly tokenHash: string;
  /** ASCII, as it was cast. */
  readonly text: string;
}

/**
 * The ballot box 票箱 of a running secret ballot: outside the event store, and without time or order. Whoever has all of
 * its bytes learns which tokens were used and nothing of when.
 */
export interface BallotBox {
  /**
   * Puts in a ballot that `checkBallot` took, and takes out what its token cast before. On disk when it resolves.
   * Refuses `ballot-box.busy`, `ballot-box.full` (more tokens than entries of the roll), `ballot-box.replaced`
   * (its token cast another after it).
   */
  cast(ballot: string, size: BoxSize, boxed: BoxedBallot): Promise<Refused | 'cast'>;
  /** In the order of the bytes of the hashes, those after `after`. Empty where there is no box. */
  page(ballot: string, after: string | undefined, limit: number): Promise<readonly BoxedBallot[]>;
  /** Takes the box away, once its ballots are events. */
  remove(ballot: string): Promise<void>;
  close(): Promise<void>;
}
