import type { Catalogue, RecordedEvent } from '@cunjian/contracts';
import type { Batch, StoredEvent } from '@cunjian/event-store';
import type { ReadModelStore, Write } from '@cunjian/read-model';
import { collectionSpec, rollUpSpec } from './collections.ts';
import { emptyFold, foldEvent, type Delta, type Fold } from './fold.ts';
import type { Projection, RollUp } from './projection.ts';
import { growth, rollUpOf, summedOf, sumUp, type Summed } from './roll-ups.ts';
import { failedEvent, type Sink } from './sink.ts';

export interface ProjectorOptions {
  readonly projection: Projection;
  readonly store: ReadModelStore;
  readonly catalogue: Catalogue;
  /** Build it from zero, beside the live one. */
  readonly afresh?: boolean;
}

/** Roll-ups kept in memory between batches; then it begins anew. */
const maxKeptRollUps = 20_000;

interface Step {
  readonly stored: StoredEvent;
  readonly event: RecordedEvent;
  readonly keys: readonly string[];
}

/** Folds events into the documents and roll-ups of one projection. */
export const createProjector = ({ projection, store, catalogue, afresh = false }: ProjectorOptions): Sink => {
  const { name, version } = projection;
  const documents = collectionSpec(projection);
  const rollUps = rollUpSpec(projection);
  const counted = projection.contribution !== undefined;
  const sums = new Map<string, Summed>();
  let begun = false;
  let swapped = false;
  let checkpoint = 0n;

  const load = async (steps: readonly Step[]): Promise<Fold> => {
    const fold = emptyFold();
    const loaded = await store.load(documents, [...new Set(steps.flatMap(({ keys }) => keys))]);
    for (const [key, folded] of loaded) fold.documents.set(key, { ...folded });
    return fold;
  };

  const sumUpAll = async (deltas: readonly Delta[]): Promise<Write[]> => {
    if (deltas.length === 0) return [];
    if (sums.size > maxKeptRollUps) sums.clear();
    const grown = growth(deltas);
    const missing = [...grown.keys()].filter((key) => !sums.has(key));
    for (const [key, { position, document }] of await store.load(rollUps, missing))
      sums.set(key, summedOf(key, position, document as RollUp | undefined));
    return [...sumUp(sums, deltas, grown)].flatMap((key) => {
      const sum = sums.get(key);
      return sum === undefined ? [] : [{ key, position: sum.position, document: rollUpOf(sum) }];
    });
  };

  const commit = async (fold: Fold, position: bigint): Promise<void> => {
    // Roll-ups first: where there is no transaction, a document that has seen an event proves that its roll-ups have.
    const summed = await sumUpAll(fold.deltas);
    const written = [...fold.changed].flatMap((key): Write[] => {
      const folded = fold.documents.get(key);
      return folded === undefined ? [] : [{ key, position: folded.position, document: folded.document }];
    });
    const commits = [
      { spec: rollUps, writes: summed },
      { spec: documents, writes: written },
    ];
    await store.commit(name, version, counted ? commits : commits.slice(1), position);
    checkpoint = position;
  };

  return {
    name,
    version,
    types: catalogue.wireTypes(projection.events),
    open: async () => {
      sums.clear();
      const collections = counted ? [documents, rollUps] : [documents];
      const found = await store.prepare(name, version, collections, afresh && !begun);
      begun = true;
      checkpoint = found ?? 0n;
      return found;
    },
    take: async ({ events, position }: Batch) => {
      const { steps, failure } = stepsOf(
        projection,
        catalogue,
        events.filter((event) => event.position > checkpoint),
      );
      const fold = await load(steps);
      let last = checkpoint;
      let failed = failure;
      for (const { stored, event, keys } of steps) {
        try {
          foldEvent(projection, fold, event, keys);
          last = event.position;
        } catch (error) {
          failed = { stored, error };
          break;
        }
      }
      // What came before the failed event counts.
      await commit(fold, failed === undefined ? position : last);
      if (failed !== undefined) throw failedEvent(failed.stored, failed.error);
    },
    caughtUp: async () => {
      if (!swapped) await store.swap(name, version);
      swapped = true;
    },
  };
};

/** Decodes events up to the first that fails. */
const stepsOf = (
  projection: Projection,
  catalogue: Catalogue,
  events: readonly StoredEvent[],
): { steps: Step[]; failure?: { stored: StoredEvent; error: unknown } } => {
  const steps: Step[] = [];
  for (const stored of events) {
    try {
      const event = catalogue.decode(stored);
      steps.push({ stored, event, keys: projection.keys(event) });
    } catch (error) {
      return { steps, failure: { stored, error } };
    }
  }
  return { steps };
};
