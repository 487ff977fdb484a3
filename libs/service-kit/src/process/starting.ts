import { isAway, type Clock } from '@cunjian/kernel';
import type { Health } from '../health.ts';
import type { Log } from '../log.ts';

/** Between tries to reach a server that the start needs; it is tried for ever. */
export const firstTryDelayMs = 500;
export const maxTryDelayMs = 10_000;

export interface Starting {
  /** Does it, again and again while a server is away that it needs: each try has to leave nothing open. */
  untilThere<T>(what: string, work: () => Promise<T>): Promise<T>;
  /** From now on the process serves. */
  done(): void;
}

export interface StartingOptions {
  readonly health: Pick<Health, 'register'>;
  readonly log: Pick<Log, 'warn' | 'info'>;
  readonly clock: Pick<Clock, 'sleep'>;
}

/** What a start waits for, for `/health/ready` and the log: an orchestrator that asks is told, and kills nothing. */
export const createStarting = ({ health, log, clock }: StartingOptions): Starting => {
  let waitsFor: string | undefined = 'starting';
  health.register('start', async () => (waitsFor === undefined ? { ok: true } : { ok: false, detail: waitsFor }));
  return {
    untilThere: async (what, work) => {
      for (let delayMs = firstTryDelayMs; ; delayMs = Math.min(delayMs * 2, maxTryDelayMs)) {
        waitsFor = what;
        try {
          return await work();
        } catch (error) {
          if (!isAway(error)) throw error;
          waitsFor = `${what}: ${error.advice}`;
          log.warn({ err: error, nextTryMs: delayMs }, `the start waits for a server: ${what}`);
        }
        await clock.sleep(delayMs);
      }
    },
    done: () => {
      waitsFor = undefined;
    },
  };
};
