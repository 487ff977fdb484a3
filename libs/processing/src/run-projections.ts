import type { Catalogue } from '@cunjian/contracts';
import type { ReadModelStore } from '@cunjian/read-model';
import { createLiveFollower } from './live-follower.ts';
import type { Projection } from './projection.ts';
import { createProjector, type ProjectorOptions } from './projector.ts';
import { runSink, type RunSinkOptions } from './run-sink.ts';
import type { SinkStatus } from './status.ts';

export interface RunProjectionsOptions
  extends Omit<RunSinkOptions, 'sink'>, Pick<ProjectorOptions, 'maxUncommittedEvents' | 'budget'> {
  /** Of one service; this is its one writer. */
  readonly store: ReadModelStore;
  readonly catalogue: Catalogue;
  readonly projections: readonly Projection[];
  /** Names of those to build from zero beside the live ones, which answer meanwhile. */
  readonly rebuild?: readonly string[];
}

/**
 * Keeps the read models of a service level with the store until `signal` is aborted; each on its own, so that one that fails
 * stops alone. Call it for several services in one worker thread. Needs no thread of its own to be right, only to be fast.
 */
export const runProjections = async (options: RunProjectionsOptions): Promise<void> => {
  const { projections, rebuild = [], ...shared } = options;
  await Promise.all(
    projections.map((projection) =>
      runProjection({ ...shared, projection, afresh: rebuild.includes(projection.name) }),
    ),
  );
};

type RunProjectionOptions = Omit<RunProjectionsOptions, 'projections' | 'rebuild'> &
  Pick<ProjectorOptions, 'projection' | 'afresh'>;

const runProjection = async (options: RunProjectionOptions): Promise<void> => {
  const statuses = mergeStatuses(options.onStatus);
  const live = createLiveFollower({ ...options, onStatus: statuses.live });
  const sink = createProjector({ ...options, meanwhile: live });
  await runSink({ ...options, sink, onStatus: statuses.built });
  await live.ended();
};

/** What answers is what is reported on; what is built beside it is its progress, and a reason to call it failed. */
const mergeStatuses = (onStatus: (status: SinkStatus) => void = () => undefined) => {
  let live: SinkStatus | undefined;
  let built: SinkStatus | undefined;
  const report = (): void => {
    if (built === undefined) return;
    if (live === undefined) return onStatus(built);
    const { version, position, head, eventsPerSecond, failure } = built;
    const failed = failure === undefined ? {} : { state: 'failed' as const, failure };
    onStatus({ ...live, building: { version, position, head, eventsPerSecond }, ...failed });
  };
  return {
    live: (status: SinkStatus | undefined): void => {
      // Where nothing was followed, its end is no news.
      if (live === status) return;
      live = status;
      report();
    },
    built: (status: SinkStatus): void => {
      built = status;
      report();
    },
  };
};
