import { createHash } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';

/** Of a ballot's text: enough that nobody finds another for it. */
const digestBytes = 16;
/** Of one token; who changes her vote more often may see the oldest of them come back. */
const keptDigests = 8;

/** What the last ballots of each token were that others took the place of. */
export interface ReplacedBallots {
  has(slot: number, text: string): boolean;
  add(slot: number, text: string): void;
}

const digestOf = (text: string): Buffer => createHash('sha256').update(text).digest().subarray(0, digestBytes);

/** Laid out as the slots are: all rows of their full length, before the first is written. */
export const layOutReplaced = (db: DatabaseSync): void => {
  db.exec(`INSERT INTO replaced SELECT slot, zeroblob(${keptDigests * digestBytes}) FROM slot
    WHERE NOT EXISTS (SELECT 1 FROM replaced)`);
};

export const createReplacedTable =
  'CREATE TABLE IF NOT EXISTS replaced (slot INTEGER PRIMARY KEY, digests BLOB NOT NULL) STRICT';

/**
 * A sealed ballot is as good the second time: whoever kept a copy, on the way or from the voter's own phone, could cast it
 * once more, and undo what she chose after. So a ballot that was replaced is not taken again; of it a digest is kept.
 */
export const openReplaced = (db: DatabaseSync): ReplacedBallots => {
  const select = db.prepare('SELECT digests FROM replaced WHERE slot = ?');
  const update = db.prepare('UPDATE replaced SET digests = ? WHERE slot = ?');
  const digestsOf = (slot: number): Buffer =>
    Buffer.from((select.get(slot)?.['digests'] as Uint8Array | undefined) ?? new Uint8Array(0));
  return {
    has: (slot, text) => {
      const [digests, digest] = [digestsOf(slot), digestOf(text)];
      for (let at = 0; at < digests.length; at += digestBytes)
        if (digest.equals(digests.subarray(at, at + digestBytes))) return true;
      return false;
    },
    add: (slot, text) => {
      const digests = digestsOf(slot);
      update.run(Buffer.concat([digestOf(text), digests]).subarray(0, digests.length), slot);
    },
  };
};
