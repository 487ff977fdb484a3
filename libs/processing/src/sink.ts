import type { Batch, StoredEvent } from '@cunjian/event-store';

/** What follows the store with a checkpoint of its own: projector, reactor, relay. */
export interface Sink {
  readonly name: string;
  readonly version: number;
  /** Wire types of the events it wants; by default all, those of later releases too. */
  readonly types?: readonly string[];
  /** It hands on to others: while it lags or fails, requests are served all the same. */
  readonly serves?: true;
  /** The checkpoint it goes on from, undefined at the beginning. Called again after an error. */
  open(): Promise<bigint | undefined>;
  /**
   * Takes in the events in order and keeps `batch.position` as its checkpoint. Where `more` follow at once it may keep it later,
   * at the latest in `caughtUp`, or where nothing came of the batch later still: what it had taken in since is read again after an error. May get events that it has taken in.
   * Throws `failedEvent` where an event is at fault: it stops. Throws anything else for a fault that may pass: it is opened again later.
   */
  take(batch: Batch, more: boolean): Promise<void>;
  /** Nothing is left to read just now. */
  caughtUp?(): Promise<void>;
  /** When (epoch ms) it wants `caughtUp` to be called again although nothing has been appended. */
  wakeAt?(): number | undefined;
  /** The loop has ended: nothing more will come. */
  ended?(): void;
}

export interface EventFailure {
  readonly eventId: string;
  readonly stream: string;
  readonly revision: number;
}

const failedEventCode = 'processing.failed-event';

/** The sink can't get past this event until its code is mended. */
export const failedEvent = (
  { id, stream, revision }: Pick<StoredEvent, 'id' | 'stream' | 'revision'>,
  cause: unknown,
) =>
  Object.assign(new Error(`event ${id} (${stream} ${revision}): ${messageOf(cause)}`, { cause }), {
    code: failedEventCode,
    failure: { eventId: id, stream, revision } satisfies EventFailure,
  });

export const isFailedEvent = (error: unknown): error is ReturnType<typeof failedEvent> =>
  error instanceof Error && 'code' in error && error.code === failedEventCode;

export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
