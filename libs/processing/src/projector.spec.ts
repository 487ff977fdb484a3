import type { StoredEvent } from '@cunjian/event-store';
import type { ReadModelStore } from '@cunjian/read-model';
import { openSqliteReadModelStore } from '@cunjian/read-model/sqlite';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createCrashingStore } from '../test/crashing-store.ts';
import { amended, broken, catalogue, histories, opened, papers, recorded, stored } from '../test/papers.ts';
import { collectionSpec, rollUpSpec } from './collections.ts';
import { projectInMemory } from './project-in-memory.ts';
import { createProjector } from './projector.ts';
import { isFailedEvent } from './sink.ts';

const projectorOn = (store: ReadModelStore) =>
  createProjector({ projection: papers, store, catalogue, maxUncommittedEvents: 10 });

const never = (): never => {
  throw new Error('there is always a cut');
};

const contents = async (store: ReadModelStore) => {
  const all = async (spec: ReturnType<typeof collectionSpec>) => {
    const { items } = await store.collection(spec).find({ limit: 1_000 });
    return new Map(items.map(({ key, document }) => [key, document]));
  };
  return { documents: await all(collectionSpec(papers)), rollUps: await all(rollUpSpec(papers)) };
};

const batch = (events: readonly StoredEvent[], position = events.at(-1)?.position ?? 0n) => ({ events, position });

/** How a history is cut up: sizes of batches, which are delivered twice, before which the process starts anew. */
const deliveries = fc.array(
  fc.record({
    size: fc.integer({ min: 1, max: 7 }),
    again: fc.boolean(),
    more: fc.boolean(),
    restart: fc.boolean(),
  }),
  { minLength: 1, maxLength: 40 },
);

describe('projector', () => {
  it('gives the same in any batches, delivered twice, started anew anywhere', async () => {
    await fc.assert(
      fc.asyncProperty(histories, deliveries, async (happenings, cuts) => {
        const store = openSqliteReadModelStore(':memory:');
        let sink = projectorOn(store);
        let position = (await sink.open()) ?? 0n;
        const events = stored(happenings);
        for (let cut = 0; ; cut++) {
          const { size, again, more, restart } = cuts[cut % cuts.length] ?? never();
          // A sink that only ever kept for later and started anew would never end.
          if (restart && cut < 3 * events.length) {
            sink = projectorOn(store);
            position = (await sink.open()) ?? 0n;
          }
          const next = batch(events.filter((event) => event.position > position).slice(0, size));
          if (next.events.length === 0) break;
          await sink.take(next, more);
          if (again) await sink.take(next, more);
          position = next.position;
        }
        await sink.caughtUp?.();
        expect(await contents(store)).toEqual(projectInMemory(papers, recorded(happenings)));
        await store.close();
      }),
      { numRuns: 60 },
    );
  });

  it('gives the same on a store without transactions, which crashes after any write', async () => {
    await fc.assert(
      fc.asyncProperty(histories, deliveries, fc.array(fc.nat(12)), async (happenings, cuts, crashes) => {
        const crashing = createCrashingStore();
        const events = stored(happenings);
        let cut = 0;
        for (const writes of [...crashes, Infinity]) {
          crashing.crashAfter(writes);
          const sink = projectorOn(crashing.store);
          let position = (await sink.open()) ?? 0n;
          try {
            for (;;) {
              const { size, more } = cuts[cut++ % cuts.length] ?? never();
              const next = batch(events.filter((event) => event.position > position).slice(0, size));
              if (next.events.length === 0) break;
              await sink.take(next, more);
              position = next.position;
            }
            await sink.caughtUp?.();
          } catch (error) {
            expect(error).toEqual(new Error('crashed'));
          }
        }
        const { documents, rollUps } = projectInMemory(papers, recorded(happenings));
        expect(crashing.documents('papers')).toEqual(documents);
        expect(crashing.documents('papers.rollup')).toEqual(rollUps);
      }),
      { numRuns: 300 },
    );
  });

  it('brings nothing back that was deleted, when its first event comes again', async () => {
    const store = openSqliteReadModelStore(':memory:');
    const sink = projectorOn(store);
    await sink.open();
    const events = stored([opened('a'), { stream: 'a', event: { type: 'paper-withdrawn' } }]);
    await sink.take(batch(events), false);
    await sink.take(batch(events.slice(0, 1), events[1]?.position), false);
    const { documents, rollUps } = await contents(store);
    expect([documents.size, rollUps.size]).toEqual([0, 0]);
    await store.close();
  });

  it('keeps a position that brought no event for it', async () => {
    const store = openSqliteReadModelStore(':memory:');
    const sink = projectorOn(store);
    await sink.open();
    await sink.take(batch([], 77n), false);
    expect(await store.checkpoint('papers')).toBe(77n);
    await store.close();
  });

  it.each([
    ['evolve', broken('b')],
    ['decode', undefined],
  ])('names the event that fails to %s, and keeps what came before it', async (_, happening) => {
    const store = openSqliteReadModelStore(':memory:');
    const sink = projectorOn(store);
    await sink.open();
    const events = stored([opened('a'), amended('a', 4), happening ?? opened('b'), amended('a', 9)]);
    const [first, second, third, fourth] = events as [StoredEvent, StoredEvent, StoredEvent, StoredEvent];
    const bad = happening === undefined ? { ...third, bytes: new TextEncoder().encode('{"type":"no"}') } : third;
    const error: unknown = await sink
      .take(batch([first, second, bad, fourth]), true)
      .catch((thrown: unknown) => thrown);
    if (!isFailedEvent(error)) throw new Error('an event should have failed');
    expect(error.failure).toEqual({ eventId: third.id, stream: 'b', revision: 0 });
    expect(await store.checkpoint('papers')).toBe(second.position);
    const { documents } = await contents(store);
    expect([...documents]).toEqual([['a', expect.objectContaining({ amount: 4 })]]);
    await store.close();
  });

  it('leaves all documents of a failed event as they were', async () => {
    const store = openSqliteReadModelStore(':memory:');
    const sink = createProjector({
      projection: {
        ...papers,
        keys: (event) => [event.subject, 'second'],
        evolve: (document, event, key) => {
          if (key === 'second' && event.name === 'paper-broken') throw new Error('no');
          return { n: ((document as { n: number } | undefined)?.n ?? 0) + 1 };
        },
        contribution: () => [{ division: '330302001201', bucket: 'all', counts: { n: 1 } }],
      },
      store,
      catalogue,
    });
    await sink.open();
    await expect(sink.take(batch(stored([opened('a'), broken('a')])), true)).rejects.toThrow('no');
    const { documents, rollUps } = await contents(store);
    expect(Object.fromEntries(documents)).toEqual({ a: { n: 1 }, second: { n: 1 } });
    expect(rollUps.get('000000000000/all')).toMatchObject({ counts: { n: 2 } });
    await store.close();
  });
});
