import type { Clock } from '@cunjian/kernel';
import type { ReadModelReader } from '@cunjian/read-model';

export interface WaitForOptions {
  readonly maxReadWaitMs: number;
  readonly clock: Clock;
  readonly signal?: AbortSignal;
}

const firstPollMs = 2;
const maxPollMs = 50;

/** Waits until the read models `names` have seen `position` (`atLeast`). False: not in time, answer with `stale: true`. */
export const waitFor = async (
  reader: Pick<ReadModelReader, 'checkpoint'>,
  names: readonly string[],
  position: bigint,
  { maxReadWaitMs, clock, signal }: WaitForOptions,
): Promise<boolean> => {
  const until = clock.now() + maxReadWaitMs;
  let behind = names;
  for (let pollMs = firstPollMs; ; pollMs = Math.min(pollMs * 2, maxPollMs)) {
    const checkpoints = await Promise.all(behind.map((name) => reader.checkpoint(name)));
    behind = behind.filter((_, i) => (checkpoints[i] ?? -1n) < position);
    if (behind.length === 0) return true;
    const leftMs = until - clock.now();
    if (leftMs <= 0 || signal?.aborted === true) return false;
    await clock.sleep(Math.min(pollMs, leftMs), signal);
  }
};
