import type { Clock } from '@cunjian/kernel';
import type { Cosignature } from './cosigned.ts';
import type { Outcome } from './request-cosignature.ts';
import type { NamedWitness } from './witness-policy.ts';

/** A tree of the heads log in its epoch. */
export interface HeadsTree {
  readonly log: string;
  readonly size: number;
}

/** How it stands with one witness. */
export interface WitnessStatus {
  readonly name: string;
  /** What it cosigned last; the time in seconds since the epoch, by its clock. */
  readonly cosigned?: HeadsTree & { readonly timestamp: number };
  /** Why it did not, the last time it was asked. */
  readonly problem?: string;
  /** It has cosigned what is not a beginning of the log here, or is more than it. */
  readonly contradicts?: boolean;
  /** Its tree, where that is larger than ours. */
  readonly larger?: HeadsTree;
}

/** Where nothing grows, a promise that was due meanwhile can be judged all the same (DESIGN.md decision 11). */
export const renewAfterMs = 24 * 60 * 60 * 1_000;
/** A witness that did not cosign is asked again after so long. */
export const retryAfterMs = 60_000;

export interface AskedWitness {
  readonly witness: NamedWitness;
  status(): WitnessStatus;
  isDue(tree: HeadsTree): boolean;
  /** The size to send a proof from. */
  knownSize(log: string): number;
  /** What is on record of the tree that it is going to be asked about. */
  recall(tree: HeadsTree, recorded: readonly Cosignature[]): void;
  /** Takes what came of asking; the cosignature where there is one. */
  take(tree: HeadsTree, outcome: Outcome): readonly Cosignature[];
}

export const createAskedWitness = (witness: NamedWitness, clock: Clock): AskedWitness => {
  const { name, verifier } = witness;
  let status: WitnessStatus = { name };
  let askAgainAt = 0;
  return {
    witness,
    status: () => status,
    isDue: ({ log, size }) => {
      if (clock.now() < askAgainAt) return false;
      const { cosigned } = status;
      const has = cosigned?.log === log && cosigned.size === size;
      return !has || clock.now() - cosigned.timestamp * 1_000 >= renewAfterMs;
    },
    knownSize: (log) => (status.cosigned?.log === log ? status.cosigned.size : 0),
    recall: ({ log, size }, recorded) => {
      const own = recorded.find((cosignature) => cosignature.witness === verifier.name);
      if (status.cosigned === undefined && own !== undefined)
        status = { ...status, cosigned: { log, size, timestamp: own.timestamp } };
    },
    take: ({ log, size }, outcome) => {
      if (outcome.kind === 'cosigned') {
        const { line, timestamp } = outcome;
        status = { name, cosigned: { log, size, timestamp } };
        return [{ witness: verifier.name, timestamp, line }];
      }
      askAgainAt = clock.now() + retryAfterMs;
      const { cosigned } = status;
      status = { name, ...(cosigned === undefined ? {} : { cosigned }), ...problemOf(log, size, outcome) };
      return [];
    },
  };
};

const problemOf = (log: string, size: number, outcome: Exclude<Outcome, { kind: 'cosigned' }>) => {
  switch (outcome.kind) {
    case 'larger':
      return {
        problem: `it has cosigned a tree of ${outcome.size} entries, here are ${size}`,
        contradicts: true,
        larger: { log, size: outcome.size },
      };
    case 'refused':
      return { problem: outcome.problem, contradicts: outcome.forked };
    case 'silent':
      return { problem: outcome.problem };
  }
};
