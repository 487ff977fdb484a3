import type { Catalogue } from '@cunjian/contracts';
import type { StoredEvent } from '@cunjian/event-store';
import { collectionSpec, rollUpSpec } from './collections.ts';
import { threadBudget, type MemoryBudget } from './memory-budget.ts';
import type { Projection } from './projection.ts';
import { failedEvent, type Sink } from './sink.ts';
import { createUncommitted, type Failure, type Step, type VersionStore } from './uncommitted.ts';

/** What goes on with the live version while the projector builds another beside it. */
export interface Meanwhile {
  /** The version to build is prepared. Called again after an error. */
  begin(): Promise<void>;
  /** Ends it, once and for all. Position up to which readers may have seen the store by it. */
  end(): Promise<bigint>;
}

export interface ProjectorOptions {
  readonly projection: Projection;
  readonly store: VersionStore;
  readonly catalogue: Catalogue;
  /** Build it from zero, beside the live one. */
  readonly afresh?: boolean;
  readonly meanwhile?: Meanwhile;
  /** What is folded in memory before it is committed while more events follow: many events change few roll-ups. */
  readonly maxUncommittedEvents?: number;
  /** It commits earlier where this is spent; by default all projections of a thread share one. */
  readonly budget?: MemoryBudget;
}

/** Folds events into the documents and roll-ups of one projection. */
export const createProjector = (options: ProjectorOptions): Sink => {
  const { projection, store, catalogue, meanwhile, afresh = false } = options;
  const { maxUncommittedEvents = 20_000, budget = threadBudget } = options;
  const { name, version } = projection;
  const collections = [collectionSpec(projection)];
  if (projection.contribution !== undefined) collections.push(rollUpSpec(projection));
  let uncommitted = createUncommitted(projection, store, budget);
  let begun = false;
  let swapped = false;
  /** Taken in; kept as the checkpoint up to `committed`. */
  let position = 0n;
  let committed = 0n;

  const commit = async (more: boolean): Promise<void> => {
    await uncommitted.commit(position, more);
    committed = position;
  };

  /** Not before it has seen what readers saw in the live version: they would miss their own writes. */
  const swap = async (): Promise<void> => {
    if (swapped || position < ((await meanwhile?.end()) ?? 0n)) return;
    await store.swap(name, version);
    swapped = true;
  };

  return {
    name,
    version,
    types: catalogue.wireTypes(projection.events),
    open: async () => {
      uncommitted.release();
      uncommitted = createUncommitted(projection, store, budget);
      const checkpoint = await store.prepare(name, version, collections, afresh && !begun);
      begun = true;
      position = committed = checkpoint ?? 0n;
      if (!swapped) await meanwhile?.begin();
      return checkpoint;
    },
    take: async (batch, more) => {
      const fresh = batch.events.filter((event) => event.position > position);
      const { steps, undecodable } = stepsOf(projection, catalogue, fresh);
      const failure = (await uncommitted.take(steps)) ?? undecodable;
      if (failure !== undefined) {
        // What came before it counts.
        position = fresh.findLast((event) => event.position < failure.stored.position)?.position ?? position;
        await commit(false);
        throw failedEvent(failure.stored, failure.error);
      }
      position = batch.position;
      if (!more || uncommitted.events() >= maxUncommittedEvents || budget.isSpent()) await commit(more);
      if (!more) await swap();
    },
    caughtUp: async () => {
      if (committed !== position) await commit(false);
      else uncommitted.release();
      await swap();
    },
    ended: () => uncommitted.release(),
  };
};

/** Decodes events up to the first that fails. */
const stepsOf = (
  projection: Projection,
  catalogue: Catalogue,
  events: readonly StoredEvent[],
): { steps: Step[]; undecodable?: Failure } => {
  const steps: Step[] = [];
  for (const stored of events) {
    try {
      const event = catalogue.decode(stored);
      steps.push({ stored, event, keys: projection.keys(event) });
    } catch (error) {
      return { steps, undecodable: { stored, error } };
    }
  }
  return { steps };
};
