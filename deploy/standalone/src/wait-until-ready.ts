import type { Report, Standalone } from './standalone.ts';

const lookEveryMs = 200;
const reportEveryMs = 2_000;

/** Reports how far the read models are until all are level with the store. False where `signal` was aborted before. */
export const waitUntilReady = async (
  { background, shared }: Pick<Standalone, 'background' | 'shared'>,
  report: Report,
  signal: AbortSignal,
): Promise<boolean> => {
  const { clock, health } = shared;
  let reportedAt = clock.now();
  while (!signal.aborted) {
    if ((await health.ready()).ok) return true;
    await clock.sleep(lookEveryMs, signal);
    if (clock.now() - reportedAt < reportEveryMs) continue;
    reportedAt = clock.now();
    for (const { service, status } of background.statuses())
      if (status.state === 'failed') report(`  ${service}/${status.name} failed: ${status.failure?.error}`);
      else if (status.state === 'catching-up')
        report(
          `  ${service}/${status.name}: event ${status.position} of ${status.head}, ${status.eventsPerSecond} a second`,
        );
  }
  return false;
};
