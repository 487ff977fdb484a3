import type { Clock } from '@cunjian/kernel';
import type { ReadModelReader } from '@cunjian/read-model';

/** How long a query with `atLeast` waits before it answers from what there is. */
export const defaultMaxReadWaitMs = 2_000;
const firstPauseMs = 2;
const maxPauseMs = 50;

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

/** The projectors run in another thread or process, so their checkpoints are looked up, at growing intervals. */
export const createReadGate = (options: ReadGateOptions): ReadGate => {
  const { reader, clock, maxReadWaitMs = defaultMaxReadWaitMs } = options;
  const seen = async (readModels: readonly Named[], position: bigint): Promise<boolean> => {
    for (const { name } of readModels) {
      const checkpoint = await reader.checkpoint(name);
      if (checkpoint === undefined || checkpoint < position) return false;
    }
    return true;
  };
  return {
    reached: async (readModels, position) => {
      const until = clock.now() + maxReadWaitMs;
      for (
        let pauseMs = firstPauseMs;
        !(await seen(readModels, position));
        pauseMs = Math.min(pauseMs * 2, maxPauseMs)
      ) {
        const leftMs = until - clock.now();
        if (leftMs <= 0) return false;
        await clock.sleep(Math.min(pauseMs, leftMs));
      }
      return true;
    },
  };
};
