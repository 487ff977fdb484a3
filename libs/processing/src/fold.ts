import type { RecordedEvent } from '@cunjian/contracts';
import type { Contribution, Projection } from './projection.ts';

/** A document as far as it is folded. */
export interface Folded {
  position: bigint;
  document: object | undefined;
  /** What `document` contributes, once it was asked for. */
  contributions?: readonly Contribution[];
}

/** What one event adds to the statistics of a division by one document. */
export interface Delta {
  readonly position: bigint;
  readonly division: string;
  readonly bucket: string;
  /** No zeros among them. */
  readonly counts: readonly (readonly [name: string, value: number])[];
}

export interface Fold {
  readonly documents: Map<string, Folded>;
  readonly changed: Set<string>;
  readonly deltas: Delta[];
}

export const emptyFold = (): Fold => ({ documents: new Map(), changed: new Set(), deltas: [] });

/**
 * Folds one event into the documents under `keys`, which must be in `fold.documents` as far as they exist. Pure but for `fold`;
 * where the projection throws, `fold` is as it was. A document that has seen the event already stays as it is.
 */
export const foldEvent = (projection: Projection, fold: Fold, event: RecordedEvent, keys: readonly string[]): void => {
  const steps: { readonly key: string; readonly before: Folded | undefined; readonly after: Folded }[] = [];
  for (const key of new Set(keys)) {
    const before = fold.documents.get(key);
    if (before !== undefined && before.position >= event.position) continue;
    const document = projection.evolve(before?.document, event, key);
    if (document === before?.document) continue;
    const after: Folded = { position: event.position, document };
    if (projection.contribution !== undefined) {
      contributionsOf(projection, before);
      contributionsOf(projection, after);
    }
    steps.push({ key, before, after });
  }
  for (const { key, before, after } of steps) {
    fold.documents.set(key, after);
    fold.changed.add(key);
    if (projection.contribution !== undefined)
      addDeltas(fold.deltas, event.position, before?.contributions ?? [], after.contributions ?? []);
  }
};

const contributionsOf = (projection: Projection, folded: Folded | undefined): void => {
  if (folded?.document === undefined || folded.contributions !== undefined) return;
  const contributions = projection.contribution?.(folded.document) ?? [];
  contributions.forEach(check);
  folded.contributions = contributions;
};

const check = ({ division, bucket, counts }: Contribution): void => {
  if (!/^\d{12}$/.test(division)) throw new TypeError(`contribution to division ${division}: 12 digits`);
  if (bucket.includes('/')) throw new TypeError(`contribution to bucket ${bucket}: without /`);
  for (const [name, count] of Object.entries(counts))
    if (!Number.isSafeInteger(count)) throw new TypeError(`contribution ${name}: ${count} is no safe integer`);
};

/** After − before; most events change the counts of one bucket of one division, or nothing at all. */
const addDeltas = (
  deltas: Delta[],
  position: bigint,
  before: readonly Contribution[],
  after: readonly Contribution[],
): void => {
  const add = (to: Contribution, minus: Readonly<Record<string, number>>, plus: Readonly<Record<string, number>>) => {
    const names = new Set([...Object.keys(minus), ...Object.keys(plus)]);
    const counts = [...names].map((name) => [name, (plus[name] ?? 0) - (minus[name] ?? 0)] as const);
    const moved = counts.filter(([, value]) => value !== 0);
    if (moved.length > 0) deltas.push({ position, division: to.division, bucket: to.bucket, counts: moved });
  };
  for (let i = 0; i < Math.max(before.length, after.length); i++) {
    const [old, next] = [before[i], after[i]];
    if (old !== undefined && next !== undefined && old.division === next.division && old.bucket === next.bucket) {
      add(next, old.counts, next.counts);
      continue;
    }
    if (old !== undefined) add(old, old.counts, {});
    if (next !== undefined) add(next, {}, next.counts);
  }
};
