import type { EventReader, StoredEvent } from '@cunjian/event-store';
import { encodeBundle, entryOf, fullWidth, hashBytes, type TreeHead } from '@cunjian/tlog';
import { isHeadsLog, logName } from '@cunjian/contracts';
import { openPlaces } from './places.ts';
import { openLogFile } from './schema.ts';
import { createNodeHasher } from '@cunjian/tlog/node';

/** A head that the heads log has shown to everybody. */
export interface PublicHead extends TreeHead {
  /** Its index in the heads log. */
  readonly entry: number;
}

/** The logs by their names (`heads`, a division's code, …), as the sealer, in another thread, writes them. */
export interface DivisionLogs {
  /** Undefined for a log without entries. */
  head(log: string): TreeHead | undefined;
  publicHead(log: string): PublicHead | undefined;
  all(): readonly (TreeHead & { readonly log: string })[];
  /** Heads of all division logs that have grown since they were last shown. */
  unshown(): readonly (TreeHead & { readonly log: string })[];
  /** The first `width` hashes of a tile; undefined where it does not reach that far. */
  tile(log: string, level: number, n: number, width: number): Uint8Array | undefined;
  /** Entries of a division are made anew from the events, so they are stored once. */
  bundle(log: string, n: number, width: number): Promise<Uint8Array | undefined>;
  /** Index of the event at `position`; undefined where it is not sealed yet. */
  indexOf(log: string, position: bigint): number | undefined;
  /** Events with their indexes, `from` inclusive, at most `limit`. */
  events(log: string, from: number, limit: number): Promise<readonly SealedEvent[]>;
  /** Size of the longest prefix of the log with no event later than `time` (ms). */
  sizeAsOf(log: string, time: number): number;
  /** Name, in its epoch, of the log that a division's events (or `heads`) go into now. */
  current(log: string): string;
  /** Position up to which the store is sealed. */
  position(): bigint;
  /** State of a tree, to go on from (`decodeTreeState`). */
  state(log: string): Uint8Array | undefined;
  close(): void;
}

export interface SealedEvent extends StoredEvent {
  readonly index: number;
}

const bytesOf = (row: Record<string, unknown> | undefined): Uint8Array | undefined =>
  row?.['bytes'] as Uint8Array | undefined;

export const openDivisionLogs = (file: string, reader: Pick<EventReader, 'readEvent'>): DivisionLogs => {
  const db = openLogFile(file);
  const hasher = createNodeHasher();
  const places = openPlaces(db);
  const selectTree = db.prepare('SELECT size, root, state FROM tree WHERE log = ?');
  const selectPublic = db.prepare('SELECT size, root, entry FROM public_head WHERE log = ?');
  const selectUnshown = db.prepare(
    `SELECT tree.log, tree.size, tree.root FROM tree LEFT JOIN public_head USING (log)
     WHERE tree.log NOT LIKE 'heads%' AND tree.size > coalesce(public_head.size, 0) ORDER BY tree.log`,
  );
  const selectAll = db.prepare('SELECT log, size, root FROM tree ORDER BY log');
  const selectTile = db.prepare('SELECT bytes FROM tile WHERE log = ? AND level = ? AND n = ?');
  const selectHeadsEntries = db.prepare('SELECT bytes FROM heads_entry WHERE log = ? AND n >= ? ORDER BY n LIMIT ?');
  const selectEpoch = db.prepare('SELECT epoch FROM epoch WHERE log = ?');
  const selectCheckpoint = db.prepare('SELECT position FROM checkpoint');

  const headOf = (row: Record<string, unknown> | undefined): TreeHead | undefined =>
    row === undefined ? undefined : { size: Number(row['size']), root: row['root'] as Uint8Array };
  const head = (log: string): TreeHead | undefined => headOf(selectTree.get(log));

  const eventsOf = async (log: string, n: number, from: number, to: number): Promise<StoredEvent[]> => {
    const events: StoredEvent[] = [];
    for (const position of places.positions(log, n, from, to)) {
      const event = await reader.readEvent(position);
      if (event === undefined) throw new Error(`log ${log} names a position that the store does not have`);
      events.push(event);
    }
    return events;
  };

  const entries = async (log: string, n: number, width: number): Promise<readonly Uint8Array[]> => {
    if (!isHeadsLog(log)) return (await eventsOf(log, n, 0, width)).map((event) => entryOf(event, hasher));
    return selectHeadsEntries.all(log, n * fullWidth, width).map((row) => row['bytes'] as Uint8Array);
  };

  return {
    head,
    publicHead: (log) => {
      const row = selectPublic.get(log);
      const shown = headOf(row);
      return shown === undefined ? undefined : { ...shown, entry: Number(row?.['entry']) };
    },
    all: () => selectAll.all().map(namedHead),
    unshown: () => selectUnshown.all().map(namedHead),
    tile: (log, level, n, width) => {
      const bytes = bytesOf(selectTile.get(log, level, n));
      return bytes === undefined || bytes.length < width * hashBytes ? undefined : bytes.subarray(0, width * hashBytes);
    },
    bundle: async (log, n, width) => {
      const found = await entries(log, n, width);
      return found.length < width ? undefined : encodeBundle(found);
    },
    indexOf: places.indexOf,
    events: async (log, from, limit) => {
      const size = Math.min(head(log)?.size ?? 0, from + limit);
      const found: SealedEvent[] = [];
      for (let at = from; at < size;) {
        const n = Math.floor(at / fullWidth);
        const events = await eventsOf(log, n, at % fullWidth, size - n * fullWidth);
        for (const [i, event] of events.entries()) found.push({ ...event, index: at + i });
        at += events.length;
      }
      return found;
    },
    sizeAsOf: places.countUntil,
    current: (log) => logName(log, Number(selectEpoch.get(log)?.['epoch'] ?? 1)),
    position: () => BigInt(Number(selectCheckpoint.get()?.['position'] ?? 0)),
    state: (log) => selectTree.get(log)?.['state'] as Uint8Array | undefined,
    close: () => db.close(),
  };
};

const namedHead = (row: Record<string, unknown>) => ({
  log: String(row['log']),
  size: Number(row['size']),
  root: row['root'] as Uint8Array,
});
