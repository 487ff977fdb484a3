import type { ReadResp } from '@eventstore/db-client/generated/streams_pb.js';
import type { Batch, StoredEvent } from '../port.ts';
import type { LogPosition } from './requests.ts';
import { storedEvent } from './stored-event.ts';

/** What is kept for followers that are a little behind; who is further behind reads pages. */
const maxKeptEvents = 2_000;
const maxKeptBytes = 16 * 1024 * 1024;

/** The last events in order, and from where on they are complete. */
export interface Window {
  /** True where followers have something new. Throws for an event that is not ours. */
  take(response: ReadResp): boolean;
  /** Everything after a position; undefined where that lies before what is kept. */
  since(after: bigint): Batch | undefined;
  /** From where the subscription goes on. */
  resumeAfter(): LogPosition;
}

export const createWindow = (after: bigint): Window => {
  let events: StoredEvent[] = [];
  let bytes = 0;
  let from = after;
  let position = after;
  let resumeAfter: LogPosition = { commit: after, prepare: after };

  const add = (event: StoredEvent): void => {
    events.push(event);
    bytes += event.bytes.length;
    position = event.position;
    resumeAfter = { commit: position, prepare: position };
    if (events.length <= maxKeptEvents && bytes <= maxKeptBytes) return;
    // Half at a time: moving what is kept costs as much as it is long.
    const dropped = events.slice(0, Math.ceil(events.length / 2));
    events = events.slice(dropped.length);
    bytes = events.reduce((sum, kept) => sum + kept.bytes.length, 0);
    from = dropped.at(-1)?.position ?? from;
  };

  const advance = (checkpoint: LogPosition): void => {
    if (checkpoint.commit <= position) return;
    resumeAfter = checkpoint;
    // Servers send others while they catch up, with a prepare position of 0: an event at the same commit position may
    // be still to come, which a position of ours would pass over. They are good enough to resume from.
    if (checkpoint.commit === checkpoint.prepare) position = checkpoint.commit;
  };

  return {
    take: (response) => {
      const before = position;
      const event = storedEvent(response);
      // The server may send the event at the position it was given.
      if (event !== undefined && event.position > before) add(event);
      const checkpoint = response.getCheckpoint();
      if (checkpoint !== undefined)
        advance({
          commit: BigInt(checkpoint.getCommitPosition()),
          prepare: BigInt(checkpoint.getPreparePosition()),
        });
      return position > before;
    },
    since: (start) => {
      if (start < from) return undefined;
      if (start >= position) return { events: [], position: start };
      return { events: events.filter((event) => event.position > start), position };
    },
    resumeAfter: () => resumeAfter,
  };
};
