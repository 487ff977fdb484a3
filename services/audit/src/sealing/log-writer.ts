import {
  appendLeaves,
  decodeTreeState,
  emptyTree,
  encodeTreeState,
  fullWidth,
  type TreeHead,
  type TreeHasher,
} from '@cunjian/tlog';
import { openLogFile, placeBytes } from './schema.ts';

/** Where an entry comes from. */
export interface Place {
  readonly position: bigint;
  /** Milliseconds since the epoch. */
  readonly time: number;
}

/** The one connection that writes the logs. All writes of a batch go into one transaction. */
export interface LogWriter {
  position(): bigint | undefined;
  epochOf(log: string): number;
  transaction(position: bigint, write: () => void): void;
  /** Answers the size the tree had before. */
  grow(log: string, leafHashes: readonly Uint8Array[]): number;
  place(log: string, size: number, places: readonly Place[]): void;
  startEpoch(log: string, epoch: number): void;
  showHead(log: string, head: TreeHead, entry: number): void;
  headsEntry(log: string, n: number, bytes: Uint8Array): void;
  close(): void;
}

export const openLogWriter = (file: string, hasher: TreeHasher): LogWriter => {
  const db = openLogFile(file);
  const insert = (table: string, ...columns: string[]) =>
    db.prepare(`INSERT OR REPLACE INTO ${table} (${columns.join()}) VALUES (${columns.map(() => '?').join()})`);
  const selectTree = db.prepare('SELECT state FROM tree WHERE log = ?');
  const putTree = insert('tree', 'log', 'size', 'root', 'state');
  const putTile = insert('tile', 'log', 'level', 'n', 'bytes');
  const selectPlace = db.prepare('SELECT bytes FROM place WHERE log = ? AND n = ?');
  const putPlace = insert('place', 'log', 'n', 'bytes');
  const selectEpoch = db.prepare('SELECT epoch FROM epoch WHERE log = ?');
  const putEpoch = insert('epoch', 'log', 'epoch');
  const putHead = insert('public_head', 'log', 'size', 'root', 'entry');
  const putHeadsEntry = insert('heads_entry', 'log', 'n', 'bytes');
  const selectCheckpoint = db.prepare('SELECT position FROM checkpoint');
  const putCheckpoint = insert('checkpoint', 'one', 'position');

  /** The places of bundle `n`, to be continued, and the latest time in the log before its end. */
  const openBundle = (log: string, n: number, held: number): { bytes: Buffer; latest: number } => {
    const stored = (bundle: number) => Buffer.from(selectPlace.get(log, bundle)?.['bytes'] as Uint8Array);
    const bytes = held > 0 ? stored(n) : Buffer.alloc(0);
    const before = held > 0 ? bytes : n > 0 ? stored(n - 1) : undefined;
    return { bytes, latest: before === undefined ? 0 : before.readDoubleBE(before.length - 8) };
  };

  return {
    position: () => {
      const row = selectCheckpoint.get();
      return row === undefined ? undefined : BigInt(Number(row['position']));
    },
    epochOf: (log) => Number(selectEpoch.get(log)?.['epoch'] ?? 1),
    transaction: (position, write) => {
      db.exec('BEGIN IMMEDIATE');
      try {
        write();
        putCheckpoint.run(1, position);
        db.exec('COMMIT');
      } catch (error) {
        db.exec('ROLLBACK');
        throw error;
      }
    },
    grow: (log, leafHashes) => {
      const row = selectTree.get(log);
      const before = row === undefined ? emptyTree : decodeTreeState(row['state'] as Uint8Array);
      const { state, root, tiles } = appendLeaves(before, leafHashes, hasher);
      for (const { level, index, bytes } of tiles) putTile.run(log, level, index, bytes);
      putTree.run(log, state.size, root, encodeTreeState(state));
      return before.size;
    },
    place: (log, size, places) => {
      for (let taken = 0; taken < places.length;) {
        const n = Math.floor((size + taken) / fullWidth);
        const held = (size + taken) % fullWidth;
        const part = places.slice(taken, taken + fullWidth - held);
        const opened = openBundle(log, n, held);
        const added = new DataView(new ArrayBuffer(part.length * placeBytes));
        let { latest } = opened;
        part.forEach(({ position, time }, i) => {
          latest = Math.max(latest, time);
          added.setBigInt64(i * placeBytes, position);
          added.setFloat64(i * placeBytes + 8, latest);
        });
        putPlace.run(log, n, Buffer.concat([opened.bytes, Buffer.from(added.buffer)]));
        taken += part.length;
      }
    },
    startEpoch: (log, epoch) => putEpoch.run(log, epoch),
    showHead: (log, { size, root }, entry) => putHead.run(log, size, root, entry),
    headsEntry: (log, n, bytes) => putHeadsEntry.run(log, n, bytes),
    close: () => db.close(),
  };
};
