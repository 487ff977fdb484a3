import { eventStoreContract } from '@cunjian/event-store/contract-suite';
import type { EventReader } from '@cunjian/event-store';
import { openSqliteReadModelStore } from '@cunjian/read-model/sqlite';
import { createFakeClock, createMemoryEventStore } from '@cunjian/testing';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { amended, appendTo, broken, catalogue, opened, papers } from '../test/papers.ts';
import { until } from '../test/turns.ts';
import type { Projection } from './projection.ts';
import { runProjections } from './run-projections.ts';
import { shareReading } from './share-reading.ts';
import type { SinkStatus } from './status.ts';

eventStoreContract('A shared reader', async () => {
  const store = createMemoryEventStore();
  return { store: { ...store, ...shareReading(store, catalogue).reader }, dispose: () => store.close() };
});

describe('sharing what is read', () => {
  const events = createMemoryEventStore();
  const read: bigint[] = [];
  const decoded: bigint[] = [];
  const statuses = new Map<string, SinkStatus>();
  const stop = new AbortController();
  const watched: EventReader = {
    ...events,
    readAll: async (options) => {
      const batch = await events.readAll(options);
      read.push(...batch.events.map(({ position }) => position));
      return batch;
    },
  };
  const shared = shareReading(watched, {
    ...catalogue,
    decode: (stored) => {
      decoded.push(stored.position);
      return catalogue.decode(stored);
    },
  });
  const store = openSqliteReadModelStore(':memory:');
  let running: Promise<void>;

  const named = (name: string, ...kinds: string[]): Projection => ({ ...papers, name, events: kinds });
  const openings = named('openings', 'paper-opened');
  const amendments = named('amendments', 'paper-amended');

  beforeEach(async () => {
    for (let i = 0; i < 300; i++) await appendTo(events, [opened(`p${i}`), amended(`p${i}`, i)]);
    running = runProjections({
      ...{ ...shared, store, projections: [papers, openings, amendments], clock: createFakeClock() },
      signal: stop.signal,
      onStatus: (status) => statuses.set(status.name, status),
    });
  });
  afterEach(async () => {
    stop.abort();
    await running;
    await store.close();
  });
  const areLevel = (position: bigint, names = ['papers', 'openings', 'amendments']) =>
    names.every((name) => statuses.get(name)?.state === 'live' && statuses.get(name)?.position === position);

  it('reads and decodes every event once, whatever each wants of them; one that fails holds up nobody', async () => {
    await until(() => areLevel(600n));
    expect(read.length).toBe(600);
    expect(decoded.length).toBe(600);
    await appendTo(events, [broken('p1'), opened('q')]);
    await until(() => areLevel(602n, ['openings', 'amendments']) && statuses.get('papers')?.state === 'failed');
    await appendTo(events, [amended('q', 1)]);
    await until(() => areLevel(603n, ['openings', 'amendments']));
    expect(new Set(decoded).size).toBe(decoded.length);
  });
});
