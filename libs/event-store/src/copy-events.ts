import { isRefused } from '@cunjian/kernel';
import type { EventReader, EventStore, StoredEvent } from './port.ts';

const batchEvents = 1_000;
/** What one append may hold: a server takes 1 MiB in all by default. */
const maxAppendBytes = 900_000;
const maxAppendEvents = 500;

export interface CopyProgress {
  readonly copied: number;
  /** Of the source. */
  readonly position: bigint;
  readonly head: bigint;
}

/** Events that follow one another in one stream: they are appended at once. */
const runsOf = function* (events: readonly StoredEvent[]): Iterable<readonly [StoredEvent, ...StoredEvent[]]> {
  let run: [StoredEvent, ...StoredEvent[]] | undefined;
  let bytes = 0;
  for (const event of events) {
    const goesOn = run?.[0].stream === event.stream && run.length < maxAppendEvents;
    if (run !== undefined && goesOn && bytes + event.bytes.length <= maxAppendBytes) run.push(event);
    else {
      if (run !== undefined) yield run;
      run = [event];
      bytes = 0;
    }
    bytes += event.bytes.length;
  }
  if (run !== undefined) yield run;
};

/** The position in `from` of what was copied last; throws where `to` holds what is not a beginning of `from`. */
const copiedUpTo = async (from: EventReader, to: EventStore): Promise<bigint> => {
  const head = await to.head();
  if (head === 0n) return 0n;
  const last = await to.readEvent(head);
  if (last === undefined) throw new Error('the store to copy to does not give its last event');
  const [same] = await from.readStream(last.stream, { from: last.revision, limit: 1 });
  if (same?.id !== last.id)
    throw new Error(
      `the store to copy to holds event ${last.id} (${last.stream} ${last.revision}), which is not of the store to copy: give it an empty one`,
    );
  return same.position;
};

/**
 * Copies all events of `from` to the empty store `to`: bytes, ids, salts, streams, revisions and the order of `$all`. Nobody else
 * may write to either meanwhile. Where it was broken off, it goes on behind the last event that arrived. Returns how many it copied.
 */
export const copyEvents = async (
  from: EventReader,
  to: EventStore,
  onProgress: (progress: CopyProgress) => void = () => undefined,
): Promise<number> => {
  const head = await from.head();
  let copied = 0;
  for (let after = await copiedUpTo(from, to); ;) {
    const batch = await from.readAll({ after, limit: batchEvents });
    for (const run of runsOf(batch.events)) {
      const [{ stream, revision }] = run;
      const appended = await to.append(stream, revision === 0 ? 'none' : revision - 1, run);
      if (isRefused(appended))
        throw new Error(
          `stream ${stream} could not be copied from revision ${revision} on: ${appended.refused[0].code}`,
        );
      copied += run.length;
    }
    if (batch.position === after) return copied;
    after = batch.position;
    onProgress({ copied, position: after, head });
  }
};
