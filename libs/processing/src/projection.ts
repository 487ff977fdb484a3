import type { RecordedEvent } from '@cunjian/contracts';

/** Counts that a document adds to the statistics of one division and, by the projector, to those of all its ancestors. */
export interface Contribution {
  /** 12-digit code of the division the document belongs to. */
  readonly division: string;
  /** What is counted apart, such as `villagers-committee|2026Q1`; a free string without `/`. */
  readonly bucket: string;
  /** Safe integers; a count that is left out is 0. */
  readonly counts: Readonly<Record<string, number>>;
}

/** Key of a roll-up document: `<division>/<bucket>`. */
export interface RollUp {
  readonly division: string;
  readonly bucket: string;
  readonly counts: Readonly<Record<string, number>>;
}

/** A read model as a keyed fold: one file holds all of it. Pure. */
export interface Projection<D extends object = object> {
  readonly name: string;
  /** Raise it when documents change shape: the new version is built beside the old one. */
  readonly version: number;
  /**
   * The fold of the version before, by which the live documents go on following the store while this version is built.
   * Keep it as long as that version may be live somewhere; without it the live documents stand still until the swap.
   */
  readonly previous?: Projection;
  /** Names of the events it folds, as in `disclosure-published`. */
  readonly events: readonly string[];
  readonly indexes: readonly (readonly string[])[];
  readonly search?: string;
  /** Keys of the documents an event touches. May not depend on documents. */
  keys(event: RecordedEvent): readonly string[];
  /** The next document under `key`; undefined deletes it. */
  evolve(document: D | undefined, event: RecordedEvent, key: string): D | undefined;
  /** What the document adds to statistics; the projector adds after − before to the division and every ancestor. */
  contribution?(document: D): readonly Contribution[];
}
