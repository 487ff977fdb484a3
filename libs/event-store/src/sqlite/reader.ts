import type { DatabaseSync } from 'node:sqlite';
import { maxBatchEvents, type Batch, type EventReader, type ReadAllOptions, type StoredEvent } from '../port.ts';
import { explain } from './errors.ts';
import { openForReading } from './schema.ts';
import { listenOn, type WakeUp } from './wake-up.ts';

/** How many events a filtered read looks at before it returns what it found. */
const maxScannedEvents = 20_000;

export interface ReaderOptions {
  readonly file: string;
  /** How long to wait for another process that holds the file. */
  readonly busyTimeoutMs?: number;
  /** How often `follow` looks for events of another process; those of this one wake it at once. */
  readonly pollMs?: number;
}

const columns = 'position, stream, revision, id, type, salt, bytes';
type Row = [number, string, number, string, string, Uint8Array, Uint8Array];

/** Rows come as arrays: SQLite's row objects are dictionaries, which costs a replay a third of its speed. */
const prepareRows = (
  db: DatabaseSync,
  clauses: string,
): ((...values: (string | number | bigint)[]) => StoredEvent[]) => {
  const statement = db.prepare(`SELECT ${columns} FROM event WHERE ${clauses}`);
  statement.setReturnArrays(true);
  return (...values) => {
    const rows: unknown[] = statement.all(...values);
    return (rows as Row[]).map(([position, stream, revision, id, type, salt, bytes]) => ({
      position: BigInt(position),
      stream,
      revision,
      id,
      type,
      salt,
      bytes,
    }));
  };
};

/** Reads in the calling thread, on a connection of its own. Throws where the file is missing, damaged or of another format. */
export const openSqliteEventReader = (options: ReaderOptions): EventReader => {
  const { file, busyTimeoutMs = 5_000, pollMs = 1_000 } = options;
  const guarded = <T>(read: () => T): T => {
    try {
      return read();
    } catch (error) {
      throw explain(error, file);
    }
  };
  const db = guarded(() => openForReading(file, busyTimeoutMs));
  // A bare `LIMIT ?` would make SQLite plan the statement anew at each call: its value may change the plan.
  const forwards = prepareRows(db, 'stream = ? AND revision >= ? ORDER BY revision LIMIT +?');
  const backwards = prepareRows(db, 'stream = ? AND revision <= ? ORDER BY revision DESC LIMIT +?');
  const one = prepareRows(db, 'position = ?');
  const all = prepareRows(db, 'position > ? ORDER BY position LIMIT +?');
  const filtered = prepareRows(
    db,
    `position > ? AND position <= ? AND type IN (SELECT value FROM json_each(?)) ORDER BY position LIMIT +?`,
  );
  const selectHead = db.prepare('SELECT coalesce(max(position), 0) AS position FROM event');
  let wakeUp: WakeUp | undefined;
  let closed = false;

  const head = (): bigint => guarded(() => BigInt(Number(selectHead.get()?.['position'])));

  const readFiltered = (after: bigint, types: readonly string[], limit: number): Batch => {
    const last = head();
    const until = after + BigInt(maxScannedEvents) < last ? after + BigInt(maxScannedEvents) : last;
    if (until <= after) return { events: [], position: after };
    const events = filtered(after, until, JSON.stringify(types), limit);
    const lastFound = events.at(-1);
    return { events, position: events.length === limit && lastFound !== undefined ? lastFound.position : until };
  };

  const readAll = ({ after = 0n, types, limit }: ReadAllOptions): Batch => {
    if (!Number.isInteger(limit) || limit < 1 || limit > maxBatchEvents)
      throw new RangeError(`limit ${limit}: a batch has 1 to ${maxBatchEvents} events`);
    return guarded(() => {
      if (types !== undefined) return readFiltered(after, types, limit);
      const events = all(after, limit);
      return { events, position: events.at(-1)?.position ?? after };
    });
  };

  return {
    readStream: async (stream, { direction = 'forwards', from, limit = -1 } = {}) =>
      guarded(() =>
        direction === 'forwards'
          ? forwards(stream, from ?? 0, limit)
          : backwards(stream, from ?? Number.MAX_SAFE_INTEGER, limit),
      ),
    readEvent: async (position) => guarded(() => one(position)[0]),
    readAll: async (readOptions) => readAll(readOptions),
    follow: async function* ({ signal, ...readOptions }) {
      wakeUp ??= listenOn(file, pollMs);
      let after = readOptions.after ?? 0n;
      while (!signal.aborted && !closed) {
        const ticket = wakeUp.ticket();
        const batch = readAll({ ...readOptions, after });
        if (batch.position === after) await wakeUp.changed(ticket, signal);
        else yield batch;
        after = batch.position;
      }
    },
    head: async () => head(),
    close: async () => {
      if (closed) return;
      closed = true;
      wakeUp?.close();
      db.close();
    },
  };
};
