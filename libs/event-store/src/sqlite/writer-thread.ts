import { type DatabaseSync } from 'node:sqlite';
import { parentPort, workerData } from 'node:worker_threads';
import { explain, isBusy, isConstraint, isFull } from './errors.ts';
import {
  duplicateId,
  saltBytes,
  wrongRevision,
  type FromWriter,
  type Group,
  type ToWriter,
  type Written,
} from './protocol.ts';
import { openForWriting, type WriterOptions } from './schema.ts';
import { announceOn } from './wake-up.ts';

/** Writes groups; each call is one durable transaction. */
const createGroupWriter = (db: DatabaseSync) => {
  const insert = db.prepare(
    'INSERT INTO event (position, stream, revision, id, type, salt, bytes) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  // That nothing follows the predecessor is what the unique index says; that it exists has to be asked.
  const insertAfter = db.prepare(
    `INSERT INTO event (position, stream, revision, id, type, salt, bytes) SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7
     WHERE EXISTS (SELECT 1 FROM event WHERE stream = ?2 AND revision = ?3 - 1)`,
  );
  const selectRevision = db.prepare('SELECT coalesce(max(revision), -1) AS revision FROM event WHERE stream = ?');
  const selectHead = db.prepare('SELECT coalesce(max(position), 0) AS position FROM event');

  const writeAll = (group: Group): Written => {
    const { streams, revisions, counts, ids, types, lengths, payload } = group;
    const positions: number[] = [];
    const revisionsAfter: number[] = [];
    // Read in the transaction: another process may have written since.
    let head = Number(selectHead.get()?.['position']);
    let event = 0;
    let offset = 0;

    /** False where the stream is shorter than expected: then nothing was inserted. Throws where it is longer. */
    const insertAll = (stream: string, first: number, count: number): boolean => {
      let from = offset;
      for (let i = 0; i < count; i++) {
        const bytesFrom = from + saltBytes;
        const to = bytesFrom + (lengths[event + i] ?? 0);
        const salt = payload.subarray(from, bytesFrom);
        const bytes = payload.subarray(bytesFrom, to);
        const statement = i === 0 && first > 0 ? insertAfter : insert;
        const id = ids[event + i] ?? '';
        const { changes } = statement.run(head + 1 + i, stream, first + i, id, types[event + i] ?? '', salt, bytes);
        if (changes === 0) return false;
        from = to;
      }
      return true;
    };

    const revisionOf = (stream: string) => Number(selectRevision.get(stream)?.['revision']);

    /** The new head, or why nothing was written. */
    const writeOne = (stream: string, first: number, count: number): number => {
      // A statement undoes itself; several need a savepoint.
      if (count > 1) db.exec('SAVEPOINT request');
      try {
        return insertAll(stream, first, count) ? head + count : wrongRevision;
      } catch (error) {
        if (!isConstraint(error)) throw error;
        if (count > 1) db.exec('ROLLBACK TO request');
        return revisionOf(stream) === first - 1 ? duplicateId : wrongRevision;
      } finally {
        if (count > 1 && db.isTransaction) db.exec('RELEASE request');
      }
    };

    streams.forEach((stream, request) => {
      const first = revisions[request] ?? 0;
      const count = counts[request] ?? 0;
      const position = writeOne(stream, first, count);
      if (position > 0) head = position;
      positions.push(position);
      revisionsAfter.push(position > 0 ? first + count - 1 : revisionOf(stream));
      for (let i = 0; i < count; i++) offset += saltBytes + (lengths[event++] ?? 0);
    });
    return { positions, revisions: revisionsAfter };
  };

  return (group: Group): Written => {
    db.exec('BEGIN IMMEDIATE');
    try {
      const written = writeAll(group);
      db.exec('COMMIT');
      return written;
    } catch (error) {
      if (db.isTransaction) db.exec('ROLLBACK');
      throw error;
    }
  };
};

const run = (port: NonNullable<typeof parentPort>, options: WriterOptions): void => {
  const send = (message: FromWriter) => port.postMessage(message);
  const fail = (error: unknown) => {
    send({ failed: explain(error, options.file).message });
    port.close();
  };
  let db: DatabaseSync;
  let write: (group: Group) => Written;
  try {
    db = openForWriting(options);
    write = createGroupWriter(db);
  } catch (error) {
    fail(error);
    return;
  }
  const announce = announceOn(options.file);
  port.on('message', (message: ToWriter) => {
    if (message === 'close') {
      db.close();
      announce.close();
      port.close();
      return;
    }
    try {
      const written = write(message.group);
      send({ written });
      announce();
    } catch (error) {
      if (isFull(error)) send({ full: true });
      else if (isBusy(error)) send({ locked: explain(error, options.file).message });
      // After a failed write or sync nobody knows what is on disk until the file is opened again.
      else fail(error);
    }
  });
  send('ready');
};

if (parentPort !== null) run(parentPort, workerData as WriterOptions);
