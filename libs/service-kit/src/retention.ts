import { erasureDecider, erasureStream } from '@cunjian/personal-data';
import { isRefused } from '@cunjian/kernel';
import { dateInShanghai } from '@cunjian/statutes';
import type { ServiceRuntime } from './runtime.ts';
import { settlePending } from './settle-pending.ts';

/** How often a service looks for values whose retention has ended: it counts in days. */
export const retentionIntervalMs = 60 * 60 * 1_000;
/** Digests named by one event: well below what an event may hold. */
const maxDigestsPerEvent = 5_000;
/** What officials read is recorded for as long as records of processing are kept: three years (PIPL art. 56). */
const keepReadsYears = 3;

const yearsBefore = (now: number, years: number): string => {
  const date = new Date(now);
  date.setUTCFullYear(date.getUTCFullYear() - years);
  return date.toISOString();
};

type RetentionOptions = Pick<
  ServiceRuntime,
  'service' | 'vault' | 'readRecord' | 'handle' | 'clock' | 'random' | 'log' | 'store' | 'catalogue'
>;

/** Erases from a service's vault what is due, forgets what no event came to name, and old records of reads. */
export const createRetention = (runtime: RetentionOptions) => {
  const { service, vault, readRecord, handle, clock, random, log } = runtime;
  const actor = `system:${service}-retention`;

  const eraseIn = async (division: string, digests: readonly string[], today: string): Promise<void> => {
    const handled = await handle({
      stream: erasureStream(division, `${service}-${today}`),
      decider: erasureDecider,
      command: { do: 'erase', digests, reason: 'retention' },
      meta: { commandId: random.uuid(), actor, correlationId: actor, division, audience: 'parties' },
    });
    if (isRefused(handled)) throw new Error(`nothing was erased: ${handled.refused[0].code}`);
    // The event first: where the process dies in between, a reaction erases them.
    await vault.erase(digests);
  };

  const runOnce = async (): Promise<number> => {
    const today = dateInShanghai(clock.now());
    let erased = 0;
    for (;;) {
      const due = await vault.due({ on: today, limit: maxDigestsPerEvent });
      for (const [division, values] of Map.groupBy(due, (value) => value.division))
        await eraseIn(
          division,
          values.map(({ digest }) => digest),
          today,
        );
      erased += due.length;
      if (due.length < maxDigestsPerEvent) break;
    }
    await settlePending(runtime);
    await readRecord.forget(yearsBefore(clock.now(), keepReadsYears));
    return erased;
  };

  return {
    /** Answers how many values were due. */
    runOnce,
    /** Again and again until `signal` is aborted. What fails is logged and tried again the next time. */
    run: async (signal: AbortSignal): Promise<void> => {
      while (!signal.aborted) {
        await runOnce().catch((error: unknown) => log.error({ err: error }, 'retention failed'));
        await clock.sleep(retentionIntervalMs, signal);
      }
    },
  };
};
