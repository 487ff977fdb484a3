import type { ServiceStatus } from '@cunjian/service-kit/background';
import type { Report, RunningSystem } from './running-system.ts';

const lookEveryMs = 200;
const reportEveryMs = 2_000;

/** Reports how far the read models are until all are level with the store. False where `signal` was aborted before. */
export const waitUntilReady = async (
  { background, shared }: Pick<RunningSystem, 'background' | 'shared'>,
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
    for (const line of progress(background.statuses())) report(`  ${line}`);
  }
  return false;
};

/** A line for each service that is behind, by what of it is furthest behind, and one for whatever has failed. */
export const progress = (statuses: readonly ServiceStatus[]): readonly string[] => {
  const failed = statuses.flatMap(({ service, status: { name, state, failure } }) =>
    state === 'failed' ? [`${service}/${name} failed: ${failure?.error}`] : [],
  );
  const last = new Map<string, ServiceStatus['status']>();
  for (const { service, status } of statuses) {
    const furthest = last.get(service);
    if (status.state === 'catching-up' && (furthest === undefined || status.position < furthest.position))
      last.set(service, status);
  }
  const behind = [...last].map(
    ([service, { name, position, head, eventsPerSecond }]) =>
      `${service} is at event ${position} of ${head} (${name}, ${eventsPerSecond} a second)`,
  );
  return [...failed, ...behind];
};
