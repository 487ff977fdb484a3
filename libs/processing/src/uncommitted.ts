import type { RecordedEvent } from '@cunjian/contracts';
import type { StoredEvent } from '@cunjian/event-store';
import type { ReadModelStore, Write } from '@cunjian/read-model';
import { collectionSpec, rollUpSpec } from './collections.ts';
import { emptyFold, foldEvent } from './fold.ts';
import type { Projection, RollUp } from './projection.ts';
import { growth, rollUpOf, summedOf, sumUp, type Summed } from './roll-ups.ts';

export interface Step {
  readonly stored: StoredEvent;
  readonly event: RecordedEvent;
  readonly keys: readonly string[];
}

/** The event at fault, and what was thrown at it. */
export interface Failure {
  readonly stored: StoredEvent;
  readonly error: unknown;
}

/** Roll-ups kept in memory between commits; then it begins anew. */
const maxKeptRollUps = 20_000;

/** What a projector has folded and not yet written. After an error make another. */
export const createUncommitted = (projection: Projection, store: ReadModelStore) => {
  const documents = collectionSpec(projection);
  const rollUps = rollUpSpec(projection);
  const sums = new Map<string, Summed>();
  let fold = emptyFold();
  let events = 0;
  let bytes = 0;

  const load = async (steps: readonly Step[]): Promise<void> => {
    const missing = steps.flatMap(({ keys }) => keys.filter((key) => !fold.documents.has(key)));
    for (const [key, { size, ...folded }] of await store.load(documents, [...new Set(missing)])) {
      fold.documents.set(key, folded);
      bytes += size;
    }
  };

  const summed = async (): Promise<Write[]> => {
    if (sums.size > maxKeptRollUps) sums.clear();
    const grown = growth(fold.deltas);
    const missing = [...grown.keys()].filter((key) => !sums.has(key));
    for (const [key, { position, document }] of await store.load(rollUps, missing))
      sums.set(key, summedOf(key, position, document as RollUp | undefined));
    return [...sumUp(sums, fold.deltas, grown)].flatMap((key) => {
      const sum = sums.get(key);
      return sum === undefined ? [] : [{ key, position: sum.position, document: rollUpOf(sum) }];
    });
  };

  const folded = (): Write[] =>
    [...fold.changed].flatMap((key) => {
      const written = fold.documents.get(key);
      return written === undefined ? [] : [{ key, position: written.position, document: written.document }];
    });

  return {
    /** Folds events up to the first that fails. */
    take: async (steps: readonly Step[]): Promise<Failure | undefined> => {
      await load(steps);
      for (const { stored, event, keys } of steps) {
        try {
          foldEvent(projection, fold, event, keys);
          events++;
          bytes += stored.bytes.length;
        } catch (error) {
          return { stored, error };
        }
      }
      return undefined;
    },
    size: () => ({ events, bytes }),
    commit: async (position: bigint): Promise<void> => {
      const commits = [{ spec: documents, writes: folded() }];
      // Roll-ups first: where there is no transaction, a document that has seen an event proves that its roll-ups have.
      if (fold.deltas.length > 0) commits.unshift({ spec: rollUps, writes: await summed() });
      await store.commit(projection.name, projection.version, commits, position);
      fold = emptyFold();
      events = 0;
      bytes = 0;
    },
  };
};
