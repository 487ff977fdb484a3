import { accessProjections } from '@cunjian/access';
import type { Catalogue } from '@cunjian/contracts';
import type { EventReader, StoredEvent } from '@cunjian/event-store';
import type { Clock } from '@cunjian/kernel';
import type { ReadModelReader } from '@cunjian/read-model';

/** How long it goes on from what it has seen, since asking costs as much as a read: so much too long it may say it is. */
const maxBelievedMs = 1_000;

export interface GrantLagOptions {
  readonly reader: Pick<ReadModelReader, 'checkpoint'>;
  readonly store: Pick<EventReader, 'readAll' | 'head'>;
  readonly catalogue: Catalogue;
  readonly clock: Pick<Clock, 'now'>;
}

/**
 * Age in milliseconds of the oldest event about access that one of this service's access read models has not seen, at
 * least: 0 where they have seen all, however far they lag with other events; Infinity where one was never built.
 * Asked with every call, so it looks at no event of the store twice, and at one batch a time; who asks while another does
 * gets the same answer.
 */
export const createGrantLag = ({ reader, store, catalogue, clock }: GrantLagOptions): (() => Promise<number>) => {
  const types = catalogue.wireTypes(accessProjections.flatMap(({ events }) => events));
  /** The oldest that was not seen when it was found. */
  let unseen: { readonly position: bigint; readonly timeMs: number } | undefined;
  /** Nothing about access lies between `checkpoint` and here. */
  let searched = 0n;
  let checkpoint = 0n;

  const leastCheckpoint = async (): Promise<bigint | undefined> => {
    let least: bigint | undefined;
    for (const one of await Promise.all(accessProjections.map(({ name }) => reader.checkpoint(name)))) {
      if (one === undefined) return undefined;
      if (least === undefined || one < least) least = one;
    }
    return least;
  };
  const moveTo = (position: bigint): void => {
    // Read models that were deleted begin anew.
    if (position < checkpoint) [unseen, searched] = [undefined, position];
    checkpoint = position;
    if (unseen !== undefined && unseen.position <= position) unseen = undefined;
    if (searched < position) searched = position;
  };
  const timeOf = (event: StoredEvent): number => Date.parse(catalogue.decode(event).time);

  const look = async (): Promise<number> => {
    const head = await store.head();
    if (head === 0n) return 0;
    const position = await leastCheckpoint();
    if (position === undefined) return Infinity;
    moveTo(position);
    if (unseen === undefined && searched < head) {
      const batch = await store.readAll({ after: searched, types, limit: 1 });
      const [event] = batch.events;
      searched = batch.position;
      if (event !== undefined) unseen = { position: event.position, timeMs: timeOf(event) };
    }
    if (unseen !== undefined) return Math.max(0, clock.now() - unseen.timeMs);
    if (searched >= head) return 0;
    // The backlog is long, and what is left of it no younger than its first event.
    const [next] = (await store.readAll({ after: searched, limit: 1 })).events;
    return next === undefined ? 0 : Math.max(0, clock.now() - timeOf(next));
  };

  /** When they had seen all, as they said; that it was so is never believed for longer than it takes to matter. */
  let levelMs = -Infinity;
  let looking: Promise<number> | undefined;
  const lookNow = async (): Promise<number> => {
    const startMs = clock.now();
    const lagMs = await look();
    levelMs = lagMs === 0 ? startMs : -Infinity;
    return lagMs;
  };
  return async () => {
    // What came since then is no older than that.
    const sinceMs = clock.now() - levelMs;
    if (sinceMs >= 0 && sinceMs < maxBelievedMs) return sinceMs;
    return (looking ??= lookNow().finally(() => (looking = undefined)));
  };
};
