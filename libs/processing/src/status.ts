import type { EventFailure } from './sink.ts';

/** How far a version is that is built beside the live one. */
export type Building = Pick<SinkStatus, 'version' | 'position' | 'head' | 'eventsPerSecond'>;

/** A snapshot that may be posted between threads. */
export interface SinkStatus {
  readonly name: string;
  readonly version: number;
  /**
   * `live`: it has been level with the store since it started, though a burst may put it behind (`behindSince`).
   * `failed`: it has stopped at an event, or (`retryAt`) waits after an error that may pass.
   */
  readonly state: 'catching-up' | 'live' | 'failed';
  /** Taken in; while it is behind not all of it need be committed. */
  readonly position: bigint;
  /** The store's last position when it was last looked at: progress is `position` of `head`. */
  readonly head: bigint;
  /** Of the catching up under way, else of the last. */
  readonly eventsPerSecond: number;
  /** Since when (epoch ms) it has not been level with the store; absent while it is. See `lagMs`. */
  readonly behindSince?: number;
  /** When (epoch ms) it acts again although nothing is appended: its next deadline. */
  readonly wakeAt?: number;
  /** While the live version follows the store and this one is built beside it; all else is of the live one, but `failure` is of either. */
  readonly building?: Building;
  /** As its sink says: whatever its state, nobody's request waits for it. */
  readonly serves?: true;
  readonly failure?: Partial<EventFailure> & { readonly error: string; readonly retryAt?: number };
}

export const lagMs = (status: SinkStatus, now: number): number =>
  status.behindSince === undefined ? 0 : Math.max(0, now - status.behindSince);
