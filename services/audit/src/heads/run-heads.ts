import { nationalDivision } from '@cunjian/contracts';
import { isRefused } from '@cunjian/kernel';
import type { ServiceRuntime } from '@cunjian/service-kit';
import type { TreeHasher } from '@cunjian/tlog';
import type { DivisionLogs } from '../sealing/division-logs.ts';
import type { Origins } from '../signing/origins.ts';
import { advanceStream, headsDecider, nextAdvance } from './advance.ts';

export interface HeadsOptions {
  readonly runtime: Pick<ServiceRuntime, 'handle' | 'clock' | 'random' | 'log'>;
  readonly logs: DivisionLogs;
  readonly origins: Origins;
  readonly hasher: TreeHasher;
  /** Between two advances; they happen at whole multiples of it, so that nobody outside can watch a village's activity. */
  readonly headsIntervalMs: number;
  /** False where a witness knows a larger tree than the one here. */
  readonly mayAdvance: () => Promise<boolean>;
}

const actor = 'system:heads';

/** When the heads log advances next: at whole multiples of the interval. Milliseconds since the epoch. */
export const nextHeadsAt = (now: number, headsIntervalMs: number): number =>
  now - (now % headsIntervalMs) + headsIntervalMs;

/** Shows what has grown to everybody; false where nothing has. */
export const advanceHeads = async (options: HeadsOptions): Promise<boolean> => {
  const { runtime, logs, origins, hasher } = options;
  if (!(await options.mayAdvance())) {
    runtime.log.error('the heads log is not advanced: it is still being rebuilt, or a witness knows a larger one');
    return false;
  }
  const advance = nextAdvance(logs, origins, hasher);
  if (advance === undefined) return false;
  const outcome = await runtime.handle({
    stream: advanceStream(logs, advance),
    decider: headsDecider,
    command: advance,
    meta: {
      commandId: runtime.random.uuid(),
      actor,
      division: nationalDivision,
      correlationId: actor,
      audience: 'public',
    },
  });
  if (isRefused(outcome)) runtime.log.info({ codes: outcome.refused.map(({ code }) => code) }, 'heads not advanced');
  return !isRefused(outcome);
};

export const runHeads = async (options: HeadsOptions, signal: AbortSignal): Promise<void> => {
  const { clock, log } = options.runtime;
  while (!signal.aborted) {
    const now = clock.now();
    await clock.sleep(nextHeadsAt(now, options.headsIntervalMs) - now, signal);
    if (signal.aborted) return;
    try {
      await advanceHeads(options);
    } catch (error) {
      log.error({ error }, 'the heads log could not be advanced; it is tried again at the next time');
    }
  }
};
