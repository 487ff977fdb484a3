import { chmodSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { refuse, type Random, type Refused } from '@cunjian/kernel';
import type { BoxedBallot, BoxSize } from './ballot-box.ts';
import { createReplacedTable, layOutReplaced, openReplaced } from './replaced-ballots.ts';

const hashBytes = 32;
const pageBytes = 4_096;
/** Six bytes make an index as good as uniform: the surplus over any number of slots is negligible. */
const indexBytes = 6;

/** One ballot's box, synchronous. */
export interface BoxFile {
  /** Undefined where it was opened as it is. */
  readonly size: BoxSize | undefined;
  /** Durable and all together when it returns; throws where nothing was written. */
  cast(ballots: readonly BoxedBallot[]): readonly (Refused | 'cast')[];
  page(after: string | undefined, limit: number): readonly BoxedBallot[];
  close(): void;
}

/**
 * No write-ahead log, which would keep the order, and no journal that outlives its transaction; what is deleted is
 * overwritten. EXTRA: a commit is on disk with its folder.
 */
const open = (file: string): DatabaseSync => {
  const db = new DatabaseSync(file, { timeout: 5_000 });
  chmodSync(file, 0o600);
  db.exec(`PRAGMA page_size = ${pageBytes}; PRAGMA journal_mode = DELETE; PRAGMA synchronous = EXTRA;
    PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY;
    CREATE TABLE IF NOT EXISTS slot (slot INTEGER PRIMARY KEY, content BLOB NOT NULL) STRICT;
    ${createReplacedTable}`);
  return db;
};

/** All slots are there, and of their full length, before the first ballot: no write changes the layout ever after. */
const layOut = (db: DatabaseSync, { slots, ballotBytes }: BoxSize): void => {
  db.exec(`BEGIN IMMEDIATE;
    WITH RECURSIVE n(slot) AS (SELECT 1 UNION ALL SELECT slot + 1 FROM n WHERE slot < ${slots})
    INSERT INTO slot SELECT slot, zeroblob(${hashBytes + ballotBytes}) FROM n WHERE NOT EXISTS (SELECT 1 FROM slot)`);
  layOutReplaced(db);
  db.exec('COMMIT');
};

interface Slots {
  /** By the hash in hexadecimal, whose order is that of its bytes. */
  readonly byToken: Map<string, number>;
  readonly free: number[];
}

const unused = '00'.repeat(hashBytes);

const readSlots = (db: DatabaseSync): Slots => {
  const slots: Slots = { byToken: new Map(), free: [] };
  for (const row of db.prepare(`SELECT slot, hex(substr(content, 1, ${hashBytes})) AS token FROM slot`).iterate()) {
    const token = String(row['token']).toLowerCase();
    if (token === unused) slots.free.push(Number(row['slot']));
    else slots.byToken.set(token, Number(row['slot']));
  }
  return slots;
};

/** A slot that nothing but chance chose, among those that are free. */
const drawSlot = (free: number[], random: Pick<Random, 'bytes'>): number | undefined => {
  const last = free.pop();
  if (last === undefined) return undefined;
  const drawn = Buffer.from(random.bytes(indexBytes)).readUIntBE(0, indexBytes) % (free.length + 1);
  if (drawn === free.length) return last;
  const slot = free[drawn] ?? last;
  free[drawn] = last;
  return slot;
};

const hexOf = (tokenHash: string): string => Buffer.from(tokenHash, 'base64url').toString('hex');

/** Those after `after`, in order. */
const following = (sorted: readonly string[], after: string, limit: number): readonly string[] => {
  let [from, to] = [0, sorted.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((sorted[middle] ?? '') > after) to = middle;
    else from = middle + 1;
  }
  return sorted.slice(from, from + limit);
};

/**
 * Slots of one length, drawn at random; the same token's ballot is overwritten where it lies. A table keyed by the hash
 * would show the order: SQLite fills pages, and takes new ones, as rows come (Molnar and others, How to Store Ballots on
 * a Voting Machine, 2006). Without a size it is read only as it is. Throws where the file is damaged.
 */
export const openBoxFile = (file: string, size: BoxSize | undefined, random: Pick<Random, 'bytes'>): BoxFile => {
  const db = open(file);
  if (size !== undefined) layOut(db, size);
  const { byToken, free } = readSlots(db);
  const update = db.prepare('UPDATE slot SET content = ? WHERE slot = ? AND length(content) = ?');
  const select = db.prepare('SELECT content FROM slot WHERE slot = ?');
  const replaced = openReplaced(db);
  let sorted: readonly string[] | undefined;

  const contentOf = (slot: number): Buffer => Buffer.from(select.get(slot)?.['content'] as Uint8Array);

  /** What a token cast before gives way, unless it is the same, or was given up for that. */
  const giveWay = (slot: number, text: string): Refused | 'same' | undefined => {
    const before = contentOf(slot).toString('ascii', hashBytes);
    if (before === text) return 'same';
    if (replaced.has(slot, text)) return refuse('ballot-box.replaced');
    replaced.add(slot, before);
    return undefined;
  };

  const put = ({ tokenHash, text }: BoxedBallot): Refused | 'cast' => {
    const token = hexOf(tokenHash);
    const known = byToken.get(token);
    const stays = known === undefined ? undefined : giveWay(known, text);
    if (stays !== undefined) return stays === 'same' ? 'cast' : stays;
    const slot = known ?? drawSlot(free, random);
    if (slot === undefined) return refuse('ballot-box.full');
    if (known === undefined) sorted = undefined;
    byToken.set(token, slot);
    const content = Buffer.concat([Buffer.from(token, 'hex'), Buffer.from(text, 'ascii')]);
    // Another length would move the row, and show.
    if (update.run(content, slot, content.length).changes !== 1) throw new RangeError('a ballot of another length');
    return 'cast';
  };

  return {
    size,
    cast: (ballots) => {
      db.exec('BEGIN IMMEDIATE');
      try {
        const answers = ballots.map(put);
        db.exec('COMMIT');
        return answers;
      } catch (error) {
        if (db.isTransaction) db.exec('ROLLBACK');
        throw error;
      }
    },
    page: (after, limit) => {
      sorted ??= [...byToken.keys()].sort();
      return following(sorted, after === undefined ? '' : hexOf(after), limit).map((token) => {
        const content = contentOf(byToken.get(token) ?? 0);
        return {
          tokenHash: content.toString('base64url', 0, hashBytes),
          text: content.toString('ascii', hashBytes),
        };
      });
    },
    close: () => db.close(),
  };
};
