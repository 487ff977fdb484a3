import type { Catalogue } from '@cunjian/contracts';
import type { ReadModelStore } from '@cunjian/read-model';
import type { Projection } from './projection.ts';
import { createProjector, type ProjectorOptions } from './projector.ts';
import { runSink, type RunSinkOptions } from './run-sink.ts';

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
  const sinks = projections.map((projection) =>
    createProjector({ ...shared, projection, afresh: rebuild.includes(projection.name) }),
  );
  await Promise.all(sinks.map((sink) => runSink({ ...shared, sink })));
};
