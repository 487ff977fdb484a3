import { isRefused, refuse, type Clock, type Refused } from '@cunjian/kernel';
import { ballotHashOf, checkBallot, signCastReceipt, type CheckedBallot } from '@cunjian/secret-ballot';
import type { Signer } from '@cunjian/tlog';
import { nodeEd25519 } from '@cunjian/tlog/node';
import type { BallotBox } from '../box/ballot-box.ts';
import { createBatches } from '../threads/batches.ts';
import type { KnownBallot, KnownBallots } from './known-ballots.ts';
import type { OnlineChannel } from './online-channel.ts';

/** Signatures are checked in Node's own threads; more at once only wait there. */
const maxChecksAtOnce = 32;
/** A hundred thousand at once are taken one after the other; what is more is asked to come again. */
const maxWaitingCasts = 120_000;

export interface CastAnswer {
  /** A signed note: see `openCastReceipt`. The same for the same ballot, whenever it is cast. */
  readonly receipt: string;
}

/** The way of a secret ballot into the box. Nothing here knows who casts, or keeps when. */
export interface Casting {
  /**
   * Refuses as `checkBallot` and `BallotBox.cast`; `ballot.not-open` before the casting begins, `ballot.closed`, and as `OnlineChannel`.
   * The ballot is on disk when it resolves.
   */
  cast(ballot: string, text: string): Promise<CastAnswer | Refused>;
  /** Takes no more of this ballot, and resolves when what was under way is in the box, or refused. */
  end(ballot: string): Promise<void>;
}

export interface CastingOptions {
  readonly box: BallotBox;
  readonly known: KnownBallots;
  readonly online: OnlineChannel;
  /** Of the deployment's issuer, whose key the opening names. */
  readonly signer: Signer;
  readonly clock: Clock;
}

interface Check {
  readonly text: string;
  readonly known: KnownBallot;
}

/** How many casts of a ballot are under way, and who waits for them to end. */
const createUnderWay = () => {
  const counts = new Map<string, number>();
  const ended = new Set<string>();
  const waiting = new Map<string, (() => void)[]>();
  return {
    hasEnded: (ballot: string): boolean => ended.has(ballot),
    during: async <Result>(ballot: string, work: () => Promise<Result>): Promise<Result> => {
      counts.set(ballot, (counts.get(ballot) ?? 0) + 1);
      try {
        return await work();
      } finally {
        const left = (counts.get(ballot) ?? 1) - 1;
        if (left > 0) counts.set(ballot, left);
        else {
          counts.delete(ballot);
          for (const resolve of waiting.get(ballot) ?? []) resolve();
          waiting.delete(ballot);
        }
      }
    },
    end: (ballot: string): Promise<void> => {
      ended.add(ballot);
      if (!counts.has(ballot)) return Promise.resolve();
      return new Promise((resolve) => waiting.set(ballot, [...(waiting.get(ballot) ?? []), resolve]));
    },
  };
};

export const createCasting = ({ box, known: knownBallots, online, signer, clock }: CastingOptions): Casting => {
  const underWay = createUnderWay();
  const check = createBatches<Check, CheckedBallot | Refused>({
    carryOut: (checks) => Promise.all(checks.map(({ text, known }) => checkBallot(text, known.setting, nodeEd25519))),
    maxBatch: maxChecksAtOnce,
    maxWaiting: maxWaitingCasts,
    busy: () => refuse('ballot-box.busy'),
  });

  /** By the clock alone: the times stand in the opening. */
  const checkTime = ({ ballot, times }: KnownBallot['opened']): Refused | undefined => {
    const now = new Date(clock.now()).toISOString();
    const from = times.tokensUntil ?? times.opensAt;
    if (now < from) return refuse('ballot.not-open', { at: from });
    const over = now >= times.closesAt || underWay.hasEnded(ballot);
    return over ? refuse('ballot.closed', { at: times.closesAt }) : undefined;
  };

  const cast = async (ballot: string, text: string): Promise<CastAnswer | Refused> => {
    const known = await knownBallots(ballot);
    if (isRefused(known)) return known;
    const early = checkTime(known.opened);
    if (early !== undefined) return early;
    const checked = await check({ text, known });
    if (isRefused(checked)) return checked;
    // After the check: only who holds a token has it looked up.
    const off = await online(known);
    if (off !== undefined) return off;
    // Checking may have waited past the closing.
    const late = checkTime(known.opened);
    if (late !== undefined) return late;
    const boxed = await box.cast(ballot, known.size, { tokenHash: checked.tokenHash, text });
    if (isRefused(boxed)) return boxed;
    const ballotHash = await ballotHashOf(text);
    const { closesAt } = known.opened.times;
    return { receipt: signCastReceipt({ issuer: signer.name, ballot, ballotHash, closesAt }, signer) };
  };

  return {
    cast: (ballot, text) => underWay.during(ballot, () => cast(ballot, text)),
    end: (ballot) => underWay.end(ballot),
  };
};
