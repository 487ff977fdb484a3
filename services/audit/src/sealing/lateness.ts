import type { Catalogue } from '@cunjian/contracts';
import type { EventReader } from '@cunjian/event-store';
import type { Clock } from '@cunjian/kernel';

export interface Lateness {
  readonly store: Pick<EventReader, 'readAll'>;
  readonly catalogue: Pick<Catalogue, 'decode'>;
  readonly clock: Pick<Clock, 'now'>;
  /** Of the store, up to which all is sealed. */
  sealedUpTo(): bigint;
}

/**
 * For how many milliseconds the oldest event that is not sealed has waited, 0 where none does. What was there before this
 * process counts from its start: logs that are sealed anew, from years ago, are not late at once.
 */
export const createLateness = ({ store, catalogue, clock, sealedUpTo }: Lateness): (() => Promise<number>) => {
  const started = clock.now();
  return async () => {
    const { events } = await store.readAll({ after: sealedUpTo(), limit: 1 });
    const [oldest] = events;
    if (oldest === undefined) return 0;
    return Math.max(0, clock.now() - Math.max(started, Date.parse(catalogue.decode(oldest).time)));
  };
};
