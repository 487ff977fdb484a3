import type { ServiceRuntime } from '@cunjian/service-kit';
import type { Witnesses } from './witnesses.ts';

/** How soon after the heads have advanced witnesses are asked: sealing takes a second of it. */
const lookEveryMs = 5_000;

/** Beside the advances, so that no witness ever holds one up. */
export const runWitnesses = async (
  witnesses: Witnesses,
  { clock, log }: Pick<ServiceRuntime, 'clock' | 'log'>,
  signal: AbortSignal,
): Promise<void> => {
  while (!signal.aborted) {
    try {
      await witnesses.ask(signal);
    } catch (error) {
      log.error({ error }, 'witnesses could not be asked; they are again in a moment');
    }
    await clock.sleep(lookEveryMs, signal);
  }
};
