import type { Catalogue } from '@cunjian/contracts';
import type { EventReader } from '@cunjian/event-store';
import type { Clock, Random, Refused } from '@cunjian/kernel';
import {
  runProjections,
  runReactions,
  runSink,
  type Dispatch,
  type DispatchedCommand,
  type Projection,
  type Reaction,
  type Sink,
  type SinkStatus,
} from '@cunjian/processing';
import { openReadModelStore, type Engines } from './engines.ts';
import { logFailures } from './log-failures.ts';
import type { Log } from './log.ts';
import { tracedTake } from './tracing/traced-batches.ts';

export interface BackgroundContext {
  readonly dataDir: string;
  readonly engines?: Engines | undefined;
  /** The deployment's name. */
  readonly deployment: string;
  readonly events: EventReader;
  readonly catalogue: Catalogue;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
}

export interface OpenedSink extends Sink {
  readonly close?: () => void | Promise<void>;
  /** Where it follows something else than the whole store. */
  readonly reader?: EventReader;
}

/** What of a service runs beside its API, so that it never holds it up. */
export interface BackgroundService {
  readonly service: string;
  readonly projections: readonly Projection[];
  readonly reactions: readonly Reaction[];
  /** What else follows the store. */
  readonly openSinks?: (context: BackgroundContext) => Promise<readonly OpenedSink[]>;
}

export interface RunInBackgroundOptions extends BackgroundContext {
  readonly signal: AbortSignal;
  readonly dispatch: Dispatch;
  /** Called between batches of a long history: may hold up the thread for some milliseconds. */
  readonly giveWay?: () => void;
  readonly onStatus: (status: SinkStatus) => void;
  /** Names of read models to build from zero beside the live ones. */
  readonly rebuild?: readonly string[];
}

/** Of each projection, reaction and sink at a time: there are dozens in one thread, and decoded an event is thrice as large. */
const maxBatchBytes = 2_000_000;

/** Runs all of it until `signal` is aborted. For a thread of its own, which several services may share. */
export const runInBackground = async (service: BackgroundService, options: RunInBackgroundOptions): Promise<void> => {
  const { events: reader, catalogue, clock, log, signal, dispatch, giveWay, rebuild = [] } = options;
  const readModels = await openReadModelStore(options, service.service);
  const reactionStore =
    service.reactions.length === 0 ? undefined : await openReadModelStore(options, service.service, 'reactions');
  const sinks = (await service.openSinks?.(options)) ?? [];
  const tell = logFailures(log);
  const onStatus = (status: SinkStatus): void => {
    tell(status);
    options.onStatus(status);
  };
  const loop = { reader, clock, signal, onStatus, maxBatchBytes, giveWay, around: tracedTake() };
  const onRefused = ({ type, ...command }: DispatchedCommand, { refused }: Refused): void => {
    const { actor, commandId, correlationId } = command;
    const codes = refused.map(({ code }) => code);
    log.warn({ command: type, actor, commandId, correlationId, codes }, 'a reaction was refused');
  };
  try {
    await Promise.all([
      runProjections({ ...loop, store: readModels, catalogue, projections: service.projections, rebuild }),
      ...sinks.map((sink) => runSink({ ...loop, reader: sink.reader ?? reader, sink })),
      ...(reactionStore === undefined
        ? []
        : [
            runReactions({
              ...loop,
              store: reactionStore,
              catalogue,
              reactions: service.reactions,
              dispatch,
              onRefused,
            }),
          ]),
    ]);
  } finally {
    for (const sink of sinks) await sink.close?.();
    await readModels.close();
    await reactionStore?.close();
  }
};
