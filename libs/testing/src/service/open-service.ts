import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DomainEvent } from '@cunjian/kernel';
import { isRefused, type Decider } from '@cunjian/kernel';
import {
  createProjector,
  createReactor,
  type Dispatch,
  type Projection,
  type Reaction,
  type Sink,
} from '@cunjian/processing';
import { openSqliteReadModelStore } from '@cunjian/read-model/sqlite';
import { createServiceRuntime, dataLayout, type ServiceRuntimeOptions } from '@cunjian/service-kit';
import { createFakeClock } from '../fake-clock.ts';
import { createSeededRandom } from '../seeded-random.ts';

const startsAt = '2026-04-10T02:00:00.000Z';
const seed = 20_260_410;

/** Appends events as they are. */
const log: Decider<readonly DomainEvent[], null, DomainEvent> = {
  initialState: null,
  decide: (events) => events,
  evolve: () => null,
};

interface Following {
  readonly projections: readonly Projection[];
  readonly reactions: readonly Reaction[];
  readonly dispatch: Dispatch;
}

/**
 * A service's runtime on embedded stores in a folder of its own, under a clock that stands still. What follows its store
 * is brought level by hand, so that a spec sees each state that lies between.
 */
export const openService = async <Given extends DomainEvent>(
  service: string,
  options: Pick<ServiceRuntimeOptions, 'maxReadWaitMs' | 'log'> = {},
) => {
  const dataDir = await mkdtemp(join(tmpdir(), `${service}-`));
  const clock = createFakeClock(startsAt);
  const random = createSeededRandom(seed);
  const runtime = await createServiceRuntime({ ...options, dataDir, service, clock, random });
  const readModels = openSqliteReadModelStore(dataLayout(dataDir).readModels(service));
  const deadlines = openSqliteReadModelStore(join(dataDir, 'deadlines.sqlite'));
  const { store, catalogue } = runtime;

  const drain = async (sink: Sink): Promise<void> => {
    let after = (await sink.open()) ?? 0n;
    for (;;) {
      const types = sink.types === undefined ? {} : { types: sink.types };
      const batch = await store.readAll({ after, limit: 1_000, ...types });
      if (batch.position === after) break;
      await sink.take(batch, false);
      after = batch.position;
    }
    await sink.caughtUp?.();
  };
  return {
    dataDir,
    clock,
    random,
    runtime,
    /** What follows the store. `react` lets the reactions see everything, and their deadlines fire that have passed. */
    following: ({ projections, reactions, dispatch }: Following) => {
      const projectors = projections.map((projection) => createProjector({ projection, store: readModels, catalogue }));
      const reactors = reactions.map((reaction) =>
        createReactor({ reaction, store: deadlines, catalogue, dispatch, clock }),
      );
      const catchUp = async (): Promise<void> => {
        for (const sink of projectors) await drain(sink);
      };
      const react = async (): Promise<void> => {
        for (const sink of reactors) await drain(sink);
        await catchUp();
      };
      return { catchUp, react };
    },
    /** Appends, as they are, events that stand in the store by what others did. */
    register: async (stream: string, division: string, body: string | undefined, ...events: Given[]): Promise<void> => {
      const commandId = random.uuid();
      const meta = {
        commandId,
        actor: 'registrar',
        division,
        body,
        correlationId: 'test',
        audience: 'public',
      } as const;
      const handled = await runtime.handle({ stream, decider: log, command: events, meta });
      if (isRefused(handled)) throw new Error(JSON.stringify(handled));
    },
    close: async (): Promise<void> => {
      await readModels.close();
      await deadlines.close();
      await runtime.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
};
