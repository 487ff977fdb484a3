import { accessProjections } from '@cunjian/access';
import type { Catalogue } from '@cunjian/contracts';
import type { EventReader } from '@cunjian/event-store';
import type { Clock } from '@cunjian/kernel';
import type { ReadModelReader } from '@cunjian/read-model';

/** A backlog so long that no event of ours was found in this many reads counts as endless. */
const maxReads = 5;

export interface GrantLagOptions {
  readonly reader: Pick<ReadModelReader, 'checkpoint'>;
  readonly store: Pick<EventReader, 'readAll' | 'head'>;
  readonly catalogue: Catalogue;
  readonly clock: Pick<Clock, 'now'>;
}

/**
 * Age in milliseconds of the oldest event about access that one of this service's access read models has not seen:
 * 0 where they have seen all, however far they lag with other events; Infinity where one was never built.
 */
export const createGrantLag = ({ reader, store, catalogue, clock }: GrantLagOptions): (() => Promise<number>) => {
  const types = catalogue.wireTypes(accessProjections.flatMap(({ events }) => events));
  const leastCheckpoint = async (): Promise<bigint | undefined> => {
    let least: bigint | undefined;
    for (const { name } of accessProjections) {
      const checkpoint = await reader.checkpoint(name);
      if (checkpoint === undefined) return undefined;
      if (least === undefined || checkpoint < least) least = checkpoint;
    }
    return least;
  };
  return async () => {
    const head = await store.head();
    if (head === 0n) return 0;
    let after = await leastCheckpoint();
    if (after === undefined) return Infinity;
    for (let read = 0; after < head; read++) {
      if (read === maxReads) return Infinity;
      const { events, position } = await store.readAll({ after, types, limit: 1 });
      const [first] = events;
      if (first !== undefined) return Math.max(0, clock.now() - Date.parse(catalogue.decode(first).time));
      after = position;
    }
    return 0;
  };
};
