import type { DatabaseSync } from 'node:sqlite';
import { maxBatchEvents, type Batch, type EventReader, type ReadAllOptions, type StoredEvent } from '../port.ts';
import { explain } from './errors.ts';
import { openForReading } from './schema.ts';
import { listenOn, type WakeUp } from './wake-up.ts';

/** How many events a filtered read looks at before it returns what it found. */
const maxScannedEvents = 5_000;
/** A batch ends early beyond this; it is looked at after each `chunkEvents`. */
const maxBatchBytes = 8 * 1024 * 1024;
const chunkEvents = 100;

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

/** Reads chunk by chunk until the batch is full; `complete` where `read` has no more. */
const gather = (after: bigint, limit: number, read: (after: bigint, limit: number) => StoredEvent[]) => {
  const events: StoredEvent[] = [];
  let bytes = 0;
  while (events.length < limit && bytes < maxBatchBytes) {
    const wanted = Math.min(chunkEvents, limit - events.length);
    const chunk = read(events.at(-1)?.position ?? after, wanted);
    for (const event of chunk) bytes += event.bytes.length;
    events.push(...chunk);
    if (chunk.length < wanted) return { events, complete: true };
  }
  return { events, complete: false };
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

  const readAll = ({ after = 0n, types, limit }: ReadAllOptions): Batch => {
    if (!Number.isInteger(limit) || limit < 1 || limit > maxBatchEvents)
      throw new RangeError(`limit ${limit}: a batch has 1 to ${maxBatchEvents} events`);
    return guarded(() => {
      if (types === undefined) {
        const { events } = gather(after, limit, all);
        return { events, position: events.at(-1)?.position ?? after };
      }
      const last = head();
      if (after >= last) return { events: [], position: after };
      const window = after + BigInt(maxScannedEvents);
      const until = window < last ? window : last;
      const wanted = JSON.stringify(types);
      const { events, complete } = gather(after, limit, (from, count) => filtered(from, until, wanted, count));
      return { events, position: complete ? until : (events.at(-1)?.position ?? after) };
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
        if (batch.position === after) {
          await wakeUp.changed(ticket, signal);
          continue;
        }
        after = batch.position;
        yield batch;
        // Reading is synchronous: let the rest of the thread have its turn while a long history is read.
        await new Promise((resolve) => setImmediate(resolve));
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
