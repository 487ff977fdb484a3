import type { Refused } from '@cunjian/kernel';

/** EventStoreDB refuses 1 MiB with its own metadata; larger material is a blob that the event names. */
export const maxEventBytes = 900_000;
/** The largest `limit` of a batch. */
export const maxBatchEvents = 10_000;

/** An event ready for the disk: its bytes are the canonical JSON of the envelope and are kept verbatim for ever. */
export interface EventToAppend {
  /** UUID, unique in the whole store. */
  readonly id: string;
  /** CloudEvents type with its version; what `types` filters by. */
  readonly type: string;
  /** At most `maxEventBytes`. */
  readonly bytes: Uint8Array;
  /** 32 random bytes that blind the event's commitment in its division log. */
  readonly salt: Uint8Array;
}

export interface StoredEvent extends EventToAppend {
  /** May only be compared and handed back; not contiguous. */
  readonly position: bigint;
  readonly stream: string;
  /** 0 for the first event of a stream, contiguous. */
  readonly revision: number;
}

/** `none`: the stream must not exist. A number: the revision of its last event. */
export type ExpectedRevision = 'none' | number;

export interface Appended {
  /** Position of the last event appended. */
  readonly position: bigint;
  readonly revision: number;
}

export interface ReadStreamOptions {
  readonly direction?: 'forwards' | 'backwards';
  /** First revision to return, inclusive; by default the first (forwards) or the last (backwards). */
  readonly from?: number;
  readonly limit?: number;
}

export interface ReadAllOptions {
  /** Exclusive; by default from the beginning. */
  readonly after?: bigint;
  /** Only events of these types; by default all. */
  readonly types?: readonly string[] | undefined;
  /** At most this many events a batch (`maxBatchEvents`). */
  readonly limit: number;
}

export interface Batch {
  readonly events: readonly StoredEvent[];
  /**
   * How far the store was read: at or behind every event still to come, also where a filter left `events` empty.
   * Hand it back as `after`, and keep it as the checkpoint.
   */
  readonly position: bigint;
}

/** What every consumer may use, in any thread. */
export interface EventReader {
  readStream(stream: string, options?: ReadStreamOptions): Promise<readonly StoredEvent[]>;
  /** The event at a position that this store gave; undefined where there is none. */
  readEvent(position: bigint): Promise<StoredEvent | undefined>;
  /** The next batch; `events` is empty and `position` unchanged at the end of the store. */
  readAll(options: ReadAllOptions): Promise<Batch>;
  /** Catches up, then follows live, until `signal` is aborted; then it ends without an error. Yields no empty batch unless its position advanced. */
  follow(options: ReadAllOptions & { readonly signal: AbortSignal }): AsyncIterable<Batch>;
  /** Position of the last event; 0n for an empty store. */
  head(): Promise<bigint>;
  close(): Promise<void>;
}

export interface EventStore extends EventReader {
  /**
   * All of `events` or none, to one stream, durable when it resolves.
   * Refuses: `store.wrong-revision` {stream, expected, actual}, `store.busy` (the queue is full: try again),
   * `store.event-too-large` {bytes, limit}, `store.full` (the disk). A duplicate event id is a bug and throws.
   * Where the answer was lost it throws `unknownOutcome`: only the stream can tell whether the events are there.
   */
  append(stream: string, expected: ExpectedRevision, events: readonly EventToAppend[]): Promise<Appended | Refused>;
}

const duplicateCode = 'duplicate-event-id';

/** What `append` throws for an event id that the store has already. */
export const duplicateEventId = (stream: string): Error =>
  Object.assign(new Error(`stream ${stream}: an event id is in the store already`), { code: duplicateCode });

export const isDuplicateEventId = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === duplicateCode;

const unknownOutcomeCode = 'unknown-outcome';

/** What `append` throws where it cannot know whether the events were written: then, later, or never. */
export const unknownOutcome = (stream: string, cause: Error): Error =>
  Object.assign(
    new Error(`stream ${stream}: nobody knows whether the events were written: ${cause.message}`, { cause }),
    {
      code: unknownOutcomeCode,
    },
  );

export const isUnknownOutcome = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === unknownOutcomeCode;
