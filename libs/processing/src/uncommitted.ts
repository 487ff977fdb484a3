import type { RecordedEvent } from '@cunjian/contracts';
import type { StoredEvent } from '@cunjian/event-store';
import type { ReadModelStore, Write } from '@cunjian/read-model';
import { collectionSpec, rollUpSpec } from './collections.ts';
import { emptyFold, foldEvent } from './fold.ts';
import type { MemoryBudget } from './memory-budget.ts';
import type { Projection, RollUp } from './projection.ts';
import { createRollUps } from './roll-ups.ts';

/** What writes one version of a read model. */
export type VersionStore = Pick<ReadModelStore, 'prepare' | 'load' | 'commit' | 'swap'>;

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

/** What a projector has folded and not yet written, and documents at hand. After an error `release` it and make another. */
export const createUncommitted = (projection: Projection, store: VersionStore, budget: MemoryBudget) => {
  const documents = collectionSpec(projection);
  const rollUps = rollUpSpec(projection);
  const sums = createRollUps();
  let fold = emptyFold();
  let events = 0;
  /** Of the uncommitted events, and of the documents at hand. */
  const held = { events: 0, documents: 0 };
  const hold = (what: keyof typeof held, bytes: number): void => {
    held[what] += bytes;
    budget.hold(bytes);
  };

  const load = async (steps: readonly Step[]): Promise<void> => {
    const missing = new Map<string, number>();
    for (const { stored, keys } of steps)
      for (const key of keys) if (!fold.documents.has(key)) missing.set(key, stored.bytes.length);
    const loaded = await store.load(documents, [...missing.keys()]);
    for (const [key, bytes] of missing) {
      const found = loaded.get(key);
      // One that is not there will be about as large as the event that makes it.
      hold('documents', found?.size ?? bytes);
      if (found !== undefined) fold.documents.set(key, { position: found.position, document: found.document });
    }
  };

  const sumUp = async (): Promise<void> => {
    const missing = sums.missing(fold.deltas);
    if (missing.length > 0) {
      const loaded = await store.load(rollUps, missing);
      for (const key of missing) {
        const found = loaded.get(key);
        sums.put(key, found?.position ?? -1n, found?.document as RollUp | undefined);
      }
    }
    sums.add(fold.deltas);
    fold.deltas.length = 0;
  };

  const folded = (): Write[] =>
    [...fold.changed].flatMap((key) => {
      const written = fold.documents.get(key);
      return written === undefined ? [] : [{ key, position: written.position, document: written.document }];
    });

  const foldAll = (steps: readonly Step[]): Failure | undefined => {
    for (const { stored, event, keys } of steps) {
      try {
        foldEvent(projection, fold, event, keys);
        events++;
        hold('events', stored.bytes.length);
      } catch (error) {
        return { stored, error };
      }
    }
    return undefined;
  };

  const release = (): void => {
    hold('events', -held.events);
    hold('documents', -held.documents);
  };

  return {
    /** Folds events up to the first that fails. */
    take: async (steps: readonly Step[]): Promise<Failure | undefined> => {
      await load(steps);
      const failure = foldAll(steps);
      await sumUp();
      return failure;
    },
    events: () => events,
    /** Documents stay at hand while `more` events follow and the budget lasts: those under way are soon met again. */
    commit: async (position: bigint, more: boolean): Promise<void> => {
      const commits = [{ spec: documents, writes: folded() }];
      // Roll-ups first: where there is no transaction, a document that has seen an event proves that its roll-ups have.
      const moved = sums.moved();
      if (moved.length > 0) commits.unshift({ spec: rollUps, writes: moved });
      await store.commit(projection.name, projection.version, commits, position);
      sums.written(maxKeptRollUps);
      events = 0;
      hold('events', -held.events);
      const keep = more && !budget.isSpent(0.5);
      if (!keep) release();
      fold = keep ? { ...emptyFold(), documents: fold.documents } : emptyFold();
    },
    release,
  };
};
