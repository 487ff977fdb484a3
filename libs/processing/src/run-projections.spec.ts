import type { ReadModelStore } from '@cunjian/read-model';
import { openSqliteReadModelStore } from '@cunjian/read-model/sqlite';
import { createFakeClock, createMemoryEventStore } from '@cunjian/testing';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { amended, appendTo, broken, catalogue, opened, papers, type Paper } from '../test/papers.ts';
import { until } from '../test/turns.ts';
import { collectionSpec, rollUpKey, rollUpSpec } from './collections.ts';
import type { Projection, RollUp } from './projection.ts';
import { runProjections, type RunProjectionsOptions } from './run-projections.ts';
import { waitFor } from './wait-for.ts';
import type { SinkStatus } from './status.ts';

/** Amounts in fen instead of yuan. */
const withoutFold: Projection = {
  ...papers,
  version: 2,
  evolve: (document, event, key) => {
    const paper = papers.evolve(document as Paper | undefined, event, key);
    return paper === undefined ? undefined : { ...paper, amount: paper.amount * 100 };
  },
};
const raised: Projection = { ...withoutFold, previous: papers };
const otherIndexes: Projection = { ...papers, indexes: [['period']] };
const oneByOne = { maxBatchEvents: 1, maxUncommittedEvents: 1 };

describe('building a version beside the live one', () => {
  let events: ReturnType<typeof createMemoryEventStore>;
  let store: ReadModelStore;
  let clock: ReturnType<typeof createFakeClock>;
  let history: SinkStatus[];
  let stop: () => Promise<void>;
  let letAllGo: () => void;

  const run = (options: Partial<RunProjectionsOptions> = {}) => {
    const stopping = new AbortController();
    const running = runProjections({
      ...{ reader: events, store, catalogue, projections: [papers], clock, signal: stopping.signal },
      onStatus: (status) => history.push(status),
      ...options,
    });
    history = [];
    stop = async () => {
      stopping.abort();
      await running;
    };
  };
  const last = () => history.at(-1);
  const isLive = (version: number) => {
    const status = last();
    if (status?.building !== undefined || status?.version !== version) return false;
    return status.state === 'live' && status.behindSince === undefined && status.position === status.head;
  };
  const amount = async (key = 'a') =>
    (await store.collection<Paper>(collectionSpec(papers)).get([key])).get(key)?.amount;
  const counted = async () => {
    const key = rollUpKey('330302001201', 'all');
    return (await store.collection<RollUp>(rollUpSpec(papers)).get([key])).get(key)?.counts;
  };

  beforeEach(async () => {
    events = createMemoryEventStore();
    store = openSqliteReadModelStore(':memory:');
    clock = createFakeClock();
    letAllGo = () => undefined;
    await appendTo(events, [opened('a'), amended('a', 1), amended('a', 1)]);
    run();
    await until(() => isLive(1));
    await stop();
  });
  afterEach(async () => {
    letAllGo();
    await stop();
    await store.close();
  });

  /** Holds up what is built, never the live one, before each of its commits until it is let go on. */
  const withGate = () => {
    let open = Promise.withResolvers<void>();
    let held = 0;
    letAllGo = () => open.resolve();
    return {
      store: {
        ...store,
        commit: async (...commit: Parameters<ReadModelStore['commit']>) => {
          held++;
          await open.promise;
          await store.commit(...commit);
        },
      } satisfies ReadModelStore,
      isHeld: () => held > 0,
      letGo: () => open.resolve(),
      letOneThrough: () => {
        held = 0;
        open.resolve();
        open = Promise.withResolvers<void>();
      },
    };
  };

  it.each([
    ['a raised version', { projections: [raised] }, 2, 300],
    ['a rebuild', { projections: [papers], rebuild: ['papers'] }, 1, 3],
    ['other indexes', { projections: [otherIndexes] }, 1, 3],
  ])('lets the live one follow the store until %s has caught up', async (_, options, version, built) => {
    const gate = withGate();
    run({ ...options, store: gate.store });
    await until(() => gate.isHeld());
    await appendTo(events, [amended('a', 3), opened('b')]);
    const readable = () => waitFor(store, ['papers'], 5n, { maxReadWaitMs: 0, clock });
    await until(readable);
    expect(await amount()).toBe(3);
    expect(await counted()).toEqual({ papers: 2 });
    await until(() => last()?.behindSince === undefined);
    expect(last()).toMatchObject({ state: 'live', version: 1, position: 5n, head: 5n });
    expect(last()?.building).toMatchObject({ version, position: 3n, head: 3n });
    gate.letGo();
    await until(() => isLive(version));
    expect(await amount()).toBe(built);
    expect(await counted()).toEqual({ papers: 2 });
    await appendTo(events, [amended('b', 7)]);
    await until(async () => (await amount('b')) === (built === 300 ? 700 : 7));
  });

  it('shows how far it is', async () => {
    run({ projections: [raised], ...oneByOne });
    await until(() => isLive(2));
    const shown = history.flatMap(({ building }) => (building === undefined ? [] : [building]));
    expect([...new Set(shown.map(({ position }) => position))]).toEqual([0n, 1n, 2n, 3n]);
    expect(new Set(shown.map(({ head }) => head))).toEqual(new Set([3n]));
  });

  it('swaps when it has seen what readers saw in the live one, not before', async () => {
    const gate = withGate();
    const swaps: (bigint | undefined)[] = [];
    const watched: ReadModelStore = {
      ...gate.store,
      swap: async (...swap) => {
        swaps.push(await store.checkpoint('papers'));
        await store.swap(...swap);
        swaps.push(await store.checkpoint('papers'));
      },
    };
    run({ projections: [raised], store: watched });
    await until(() => gate.isHeld());
    await appendTo(events, [amended('a', 5)]);
    await until(async () => (await amount()) === 5);
    gate.letGo();
    await until(() => isLive(2));
    expect(swaps).toEqual([4n, 4n]);
  });

  it('goes on after a restart in the middle, both where they were', async () => {
    const gate = withGate();
    run({ projections: [raised], store: gate.store, ...oneByOne });
    await until(() => gate.isHeld());
    gate.letOneThrough();
    await until(() => gate.isHeld());
    await appendTo(events, [amended('a', 4)]);
    await until(async () => (await amount()) === 4);
    const stopped = stop();
    gate.letOneThrough();
    await stopped;

    await appendTo(events, [amended('a', 6)]);
    const again = withGate();
    run({ projections: [raised], store: again.store, ...oneByOne });
    await until(async () => (await amount()) === 6);
    const shown = history.find(({ building }) => building !== undefined);
    expect([shown?.position, shown?.building?.position]).toEqual([4n, 2n]);
    again.letGo();
    await until(() => isLive(2));
    expect(await amount()).toBe(600);
  });

  it('answers from a version whose fold is gone, which stands still', async () => {
    const gate = withGate();
    run({ projections: [withoutFold], store: gate.store });
    await until(() => gate.isHeld());
    expect(last()).toMatchObject({ state: 'catching-up', version: 2, position: 3n });
    expect(last()).not.toHaveProperty('building');
    expect(await amount()).toBe(1);
    gate.letGo();
    await until(() => isLive(2));
    expect(await amount()).toBe(100);
  });

  it('leaves out statistics that the live one does not have yet', async () => {
    const { version, events: names, indexes, keys, evolve } = papers;
    const bare: Projection = {
      name: 'bare',
      version,
      events: names,
      indexes,
      keys,
      evolve: evolve as Projection['evolve'],
    };
    const isLevel = (building: boolean) => last()?.state === 'live' && (last()?.building !== undefined) === building;
    await stop();
    run({ projections: [bare] });
    await until(() => isLevel(false));
    await stop();
    const gate = withGate();
    run({ projections: [{ ...papers, name: 'bare' } as Projection], store: gate.store });
    await until(() => gate.isHeld());
    await appendTo(events, [opened('b')]);
    await until(async () => (await store.checkpoint('bare')) === 4n);
    expect(last()?.failure).toBeUndefined();
    gate.letGo();
    await until(() => isLevel(false));
  });

  it('follows by the fold of two versions before', async () => {
    const gate = withGate();
    run({ projections: [{ ...raised, version: 3, previous: raised }], store: gate.store });
    await until(() => gate.isHeld());
    await appendTo(events, [amended('a', 8)]);
    await until(async () => (await amount()) === 8);
    gate.letGo();
    await until(() => isLive(3));
  });

  it('lets the live one go on where the new one fails at an event, and names it', async () => {
    const failing: Projection = {
      ...raised,
      evolve: () => {
        throw new Error('not yet right');
      },
    };
    run({ projections: [failing] });
    await until(() => last()?.failure !== undefined);
    await appendTo(events, [amended('a', 9)]);
    await until(async () => (await amount()) === 9);
    expect(last()).toMatchObject({
      state: 'failed',
      version: 1,
      building: { version: 2 },
      failure: { stream: 'a', revision: 0, error: 'not yet right' },
    });
  });

  it('builds on where the live one fails at an event', async () => {
    await appendTo(events, [broken('z')]);
    const mended: Projection = {
      ...raised,
      evolve: (document, event, key) =>
        event.name === 'paper-broken' ? undefined : raised.evolve(document, event, key),
    };
    run({ projections: [mended] });
    await until(() => isLive(2));
    expect(await store.checkpoint('papers')).toBe(4n);
  });
});
