import type { RecordedEvent } from '@cunjian/contracts';
import { emptyFold, foldEvent } from './fold.ts';
import type { Projection, RollUp } from './projection.ts';
import { createRollUps } from './roll-ups.ts';

export interface Projected<D extends object> {
  readonly documents: ReadonlyMap<string, D>;
  /** By `rollUpKey`. */
  readonly rollUps: ReadonlyMap<string, RollUp>;
}

/**
 * What a projector would have written after `events`, which are in the order of their positions: for specs, and for an auditor's
 * replay without a database. The same fold as the projector's; pure.
 */
export const projectInMemory = <D extends object>(
  projection: Projection<D>,
  events: Iterable<RecordedEvent>,
): Projected<D> => {
  const names = new Set(projection.events);
  const fold = emptyFold();
  const sums = createRollUps();
  for (const event of events) {
    if (!names.has(event.name)) continue;
    foldEvent(projection, fold, event, projection.keys(event));
    for (const key of sums.missing(fold.deltas)) sums.put(key, -1n, undefined);
    sums.add(fold.deltas);
    fold.deltas.length = 0;
  }
  const documents = new Map<string, D>();
  for (const [key, { document }] of fold.documents) if (document !== undefined) documents.set(key, document as D);
  const rollUps = new Map<string, RollUp>();
  for (const { key, document } of sums.moved()) if (document !== undefined) rollUps.set(key, document);
  return { documents, rollUps };
};
