import type { EventReader } from '@cunjian/event-store';
import type { ReadModelStore } from '@cunjian/read-model';
import { openSqliteReadModelStore } from '@cunjian/read-model/sqlite';
import { createFakeClock, createMemoryEventStore, withFaults } from '@cunjian/testing';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { amended, appendTo, broken, catalogue, opened, papers, type Paper } from '../test/papers.ts';
import { until } from '../test/turns.ts';
import { collectionSpec } from './collections.ts';
import { createMemoryBudget } from './memory-budget.ts';
import type { Projection } from './projection.ts';
import { runProjections, type RunProjectionsOptions } from './run-projections.ts';
import { lagMs, type SinkStatus } from './status.ts';

const amounts: Projection = { ...papers, name: 'amounts', events: ['paper-opened', 'paper-amended'] };

describe('running projections', () => {
  let events: ReturnType<typeof createMemoryEventStore>;
  let store: ReadModelStore;
  let clock: ReturnType<typeof createFakeClock>;
  let stop: AbortController;
  let running: Promise<unknown>[];
  let history: SinkStatus[];

  beforeEach(() => {
    events = createMemoryEventStore();
    store = openSqliteReadModelStore(':memory:');
    clock = createFakeClock();
    stop = new AbortController();
    running = [];
    history = [];
  });
  afterEach(async () => {
    stop.abort();
    await Promise.all(running);
    await store.close();
  });

  const run = (options: Partial<RunProjectionsOptions> = {}) => {
    const onStatus = (status: SinkStatus) => history.push(status);
    const { signal } = stop;
    running.push(
      runProjections({ reader: events, store, catalogue, projections: [papers], clock, signal, onStatus, ...options }),
    );
  };
  const status = (name = 'papers') => history.findLast((candidate) => candidate.name === name);
  const isLive = (name?: string) => {
    const last = status(name);
    return last?.state === 'live' && last.behindSince === undefined && last.position === last.head;
  };
  const paper = async (key: string) => (await store.collection<Paper>(collectionSpec(papers)).get([key])).get(key);

  it('catches up, then follows', async () => {
    await appendTo(events, [opened('a'), amended('a', 1)]);
    run();
    await until(() => isLive());
    expect(await paper('a')).toMatchObject({ amount: 1 });
    expect(history[0]).toMatchObject({ state: 'catching-up', position: 0n, head: 2n, version: 1 });
    await appendTo(events, [amended('a', 2)]);
    await until(async () => (await paper('a'))?.amount === 2);
    expect(await store.checkpoint('papers')).toBe(3n);
  });

  it('shows progress in bounded batches', async () => {
    await appendTo(events, [opened('a'), amended('a', 1), amended('a', 2), amended('a', 3), amended('a', 4)]);
    run({ maxBatchEvents: 2 });
    await until(() => isLive());
    const positions = history.filter(({ state }) => state === 'catching-up').map(({ position }) => position);
    expect(positions).toEqual([0n, 2n, 4n, 5n]);
  });

  it('gives way before each batch of a long history, but not where somebody may wait for it', async () => {
    const long = Array.from({ length: 2_010 }, (_, i) => (i === 0 ? opened('a') : amended('a', i)));
    await appendTo(events, long);
    const givenWayAt: (bigint | undefined)[] = [];
    run({ maxBatchEvents: 5, giveWay: () => givenWayAt.push(status()?.position) });
    await until(() => isLive());
    expect(givenWayAt).toEqual([0n, 5n]);
    await appendTo(events, [amended('a', 1)]);
    await until(() => isLive());
    expect(givenWayAt).toHaveLength(2);
  });

  it('makes batches smaller where events are large', async () => {
    await appendTo(
      events,
      Array.from({ length: 9 }, (_, i) => amended('a', i)),
    );
    const limits: number[] = [];
    const reader: EventReader = {
      ...events,
      readAll: async (options) => {
        limits.push(options.limit);
        return events.readAll(options);
      },
    };
    run({ reader, maxBatchEvents: 5, maxBatchBytes: 1_500 });
    await until(() => isLive());
    expect(limits[0]).toBe(5);
    expect(Math.max(...limits.slice(1))).toBeLessThan(4);
    expect(Math.min(...limits)).toBeGreaterThanOrEqual(1);
  });

  it('catches up with a burst in few commits, and stays live', async () => {
    const checkpoints: bigint[] = [];
    const watched: ReadModelStore = {
      ...store,
      commit: async (...commit) => {
        await store.commit(...commit);
        checkpoints.push(commit[3]);
      },
    };
    run({ store: watched, maxBatchEvents: 2 });
    await until(() => isLive());
    history = [];
    await appendTo(
      events,
      Array.from({ length: 20 }, (_, i) => amended('a', i)),
    );
    await until(() => isLive() && status()?.position === 20n);
    expect(checkpoints.length).toBeLessThan(10);
    expect(checkpoints.at(-1)).toBe(20n);
    expect(new Set(history.map(({ state }) => state))).toEqual(new Set(['live']));
    expect(history.some(({ behindSince }) => behindSince !== undefined)).toBe(true);
    expect(status()).not.toHaveProperty('behindSince');
  });

  it('goes on from its checkpoint', async () => {
    await appendTo(events, [opened('a')]);
    run();
    await until(() => isLive());
    stop.abort();
    await Promise.all(running);
    await appendTo(events, [amended('a', 6)]);
    stop = new AbortController();
    history = [];
    run();
    await until(() => isLive());
    expect(history[0]).toMatchObject({ position: 1n });
    expect(await paper('a')).toMatchObject({ amount: 6 });
  });

  it('stops one projection at an event that fails, names it, and lets the others go on', async () => {
    await appendTo(events, [opened('a'), broken('b'), amended('a', 3)]);
    run({ projections: [papers, amounts] });
    await until(() => isLive('amounts') && status()?.state === 'failed');
    expect(status()).toMatchObject({
      position: 0n,
      failure: {
        eventId: '00000000-0000-5000-8000-000000000001',
        stream: 'b',
        revision: 0,
        error: 'this paper is broken',
      },
    });
    expect(status()?.failure).not.toHaveProperty('retryAt');
    expect(await store.checkpoint('papers')).toBe(1n);
    await appendTo(events, [amended('a', 4)]);
    await until(async () => (await store.checkpoint('amounts')) === 4n);
    expect(await store.checkpoint('papers')).toBe(1n);
  });

  it('tries again, later each time, after an error that may pass', async () => {
    await appendTo(events, [opened('a')]);
    const error = new Error('disk full');
    const faults = [1, 2, 3].map((call) => ({ method: 'commit', call, when: 'before' as const, error }));
    run({ store: withFaults(store, faults) });
    const delays: number[] = [];
    for (let failures = 1; failures <= 3; failures++) {
      await until(() => history.filter(({ state }) => state === 'failed').length === failures);
      delays.push((status()?.failure?.retryAt ?? 0) - clock.now());
      expect(status()?.failure?.error).toContain('disk full');
      expect(await paper('a')).toBeUndefined();
      await clock.advance(delays.at(-1) ?? 0);
    }
    await until(() => isLive());
    expect(delays).toEqual([100, 200, 400]);
    expect(await paper('a')).toBeDefined();
  });

  it('gives the same where the answer to a commit was lost', async () => {
    await appendTo(events, [opened('a'), amended('a', 1), amended('a', 2)]);
    const lost = { method: 'commit', call: 2, when: 'after' as const, error: new Error('connection lost') };
    run({ store: withFaults(store, [lost]), maxBatchEvents: 1, maxUncommittedEvents: 1 });
    await until(() => status()?.state === 'failed');
    await clock.advance(100);
    await until(() => isLive());
    expect(await paper('a')).toMatchObject({ amount: 2 });
  });

  it('tells since when it has been behind', async () => {
    const commit = { method: 'commit', call: 1, when: 'before' as const, error: new Error('locked') };
    await appendTo(events, [opened('a')]);
    run({ store: withFaults(store, [commit]) });
    await until(() => status()?.state === 'failed');
    const failed = status();
    if (failed === undefined) throw new Error('no status');
    expect(lagMs(failed, clock.now() + 70)).toBe(70);
    await clock.advance(100);
    await until(() => isLive());
    const live = status();
    if (live === undefined) throw new Error('no status');
    expect(lagMs(live, clock.now() + 10_000)).toBe(0);
  });

  it.each([
    ['all of the budget', 1],
    ['hardly any', 1e9],
  ])('commits while it catches up as its memory lasts: %s', async (_, maxBytes) => {
    await appendTo(
      events,
      Array.from({ length: 12 }, (__, i) => amended(`p${i % 4}`, i)),
    );
    const budget = createMemoryBudget(maxBytes);
    const checkpoints: bigint[] = [];
    const watched: ReadModelStore = {
      ...store,
      commit: async (...commit) => {
        await store.commit(...commit);
        checkpoints.push(commit[3]);
      },
    };
    run({ store: watched, budget, maxBatchEvents: 3 });
    await until(() => isLive());
    expect(checkpoints).toEqual(maxBytes === 1 ? [3n, 6n, 9n, 12n] : [12n]);
    stop.abort();
    await Promise.all(running);
    budget.hold(maxBytes - 1);
    expect(budget.isSpent()).toBe(false);
  });
});
