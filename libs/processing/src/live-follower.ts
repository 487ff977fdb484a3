import type { LiveModel, Loaded, ReadModelStore } from '@cunjian/read-model';
import type { Projection } from './projection.ts';
import { createProjector, type Meanwhile, type ProjectorOptions } from './projector.ts';
import { runSink, type RunSinkOptions } from './run-sink.ts';
import type { SinkStatus } from './status.ts';
import type { VersionStore } from './uncommitted.ts';

export interface LiveFollowerOptions
  extends Omit<RunSinkOptions, 'sink' | 'onStatus'>, Omit<ProjectorOptions, 'store' | 'afresh' | 'meanwhile'> {
  readonly store: ReadModelStore;
  /** undefined: it has ended. */
  readonly onStatus: (status: SinkStatus | undefined) => void;
}

export interface LiveFollower extends Meanwhile {
  /** Resolves when nothing follows any more. */
  ended(): Promise<void>;
}

/** Keeps the live version of a read model level with the store while another is built, where the code still has its fold. */
export const createLiveFollower = (options: LiveFollowerOptions): LiveFollower => {
  const { projection, store, signal, onStatus } = options;
  const stop = new AbortController();
  let running: Promise<void> | undefined;
  let seen = 0n;

  const follow = async (fold: Projection): Promise<void> => {
    const sink = createProjector({ ...options, projection: fold, store: liveStore(store, fold.name) });
    const take: typeof sink.take = async (batch, more) => {
      await sink.take(batch, more);
      seen = batch.position;
    };
    await runSink({ ...options, sink: { ...sink, take }, signal: AbortSignal.any([signal, stop.signal]) });
  };

  return {
    begin: async () => {
      if (running !== undefined || stop.signal.aborted) return;
      const live = await store.live(projection.name);
      const fold = live && foldOf(projection, live.version);
      if (fold !== undefined) running = follow(fold);
    },
    end: async () => {
      stop.abort();
      await running;
      onStatus(undefined);
      return seen;
    },
    ended: async () => running,
  };
};

/** The fold by which the live documents were made, where the code still has it. */
const foldOf = (projection: Projection, version: number): Projection | undefined => {
  let fold: Projection | undefined = projection;
  while (fold !== undefined && fold.version !== version) fold = fold.previous;
  return fold;
};

/** The live version as the store of a projector; a collection that it does not have yet is left out. */
const liveStore = (store: ReadModelStore, name: string): VersionStore => {
  let live: LiveModel | undefined;
  const opened = (): LiveModel => {
    if (live === undefined) throw new Error(`${name}: no version is live beside that which is built`);
    return live;
  };
  const has = (collection: string): boolean => opened().collections.includes(collection);
  return {
    prepare: async () => {
      live = await store.live(name);
      return opened().checkpoint;
    },
    load: async (spec, keys) => (has(spec.name) ? opened().load(spec.name, keys) : new Map<string, Loaded>()),
    commit: async (_name, _version, commits, checkpoint) =>
      opened().commit(
        commits.filter(({ spec }) => has(spec.name)),
        checkpoint,
      ),
    swap: async () => undefined,
  };
};
