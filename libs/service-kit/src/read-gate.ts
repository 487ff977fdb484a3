import type { Clock } from '@cunjian/kernel';
import { waitFor } from '@cunjian/processing';
import type { ReadModelReader } from '@cunjian/read-model';

/** How long a query with `atLeast` waits before it answers from what there is. */
export const defaultMaxReadWaitMs = 2_000;

/** Anything with the name of a read model: a `Projection` is one. */
export interface Named {
  readonly name: string;
}

export interface ReadGate {
  /** Waits until all of `readModels` have seen `position`; false where they have not within `maxReadWaitMs`. */
  reached(readModels: readonly Named[], position: bigint): Promise<boolean>;
}

export interface ReadGateOptions {
  readonly reader: Pick<ReadModelReader, 'checkpoint'>;
  readonly clock: Clock;
  readonly maxReadWaitMs?: number;
}

export const createReadGate = ({ reader, clock, maxReadWaitMs = defaultMaxReadWaitMs }: ReadGateOptions): ReadGate => ({
  reached: (readModels, position) =>
    waitFor(
      reader,
      readModels.map(({ name }) => name),
      position,
      { maxReadWaitMs, clock },
    ),
});
