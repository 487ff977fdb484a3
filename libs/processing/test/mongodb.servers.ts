import type { ReadModelReader, ReadModelStore } from '@cunjian/read-model';
import { openMongoReadModelStore } from '@cunjian/read-model/mongodb';
import { openSqliteReadModelStore } from '@cunjian/read-model/sqlite';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { crashAt, type CrashPoint } from '../../read-model/test/mongodb-faults.ts';
import { createTestDatabase, type TestDatabase } from '../../read-model/test/mongodb-under-test.ts';
import { collectionSpec, rollUpSpec } from '../src/collections.ts';
import { projectInMemory } from '../src/project-in-memory.ts';
import { createProjector } from '../src/projector.ts';
import { amended, catalogue, histories, opened, papers, recorded, stored, type Happening } from './papers.ts';

const url = process.env['CUNJIAN_TEST_MONGODB'];

/** Every document with what queries see of it. */
const contents = async (reader: ReadModelReader) => {
  const all = async (spec: ReturnType<typeof collectionSpec>) => {
    const { items } = await reader.collection(spec).find({ limit: 1_000 });
    return new Map(items.map(({ key, document }) => [key, document]));
  };
  return {
    documents: await all(collectionSpec(papers)),
    rollUps: await all(rollUpSpec(papers)),
  };
};

/** Follows a history from the checkpoint to its end, in batches of these sizes. */
const follow = async (store: ReadModelStore, happenings: readonly Happening[], sizes: readonly number[]) => {
  const sink = createProjector({ projection: papers, store, catalogue, maxUncommittedEvents: 5 });
  let position = (await sink.open()) ?? 0n;
  const events = stored(happenings);
  for (let cut = 0; ; cut++) {
    const size = sizes[cut % sizes.length] ?? 1;
    const next = events.filter((event) => event.position > position).slice(0, size);
    const last = next.at(-1);
    if (last === undefined) break;
    await sink.take({ events: next, position: last.position }, cut % 2 === 0);
    position = last.position;
  }
  await sink.caughtUp?.();
};

const followUntilCrash = async (
  store: ReadModelStore,
  happenings: readonly Happening[],
  sizes: readonly number[],
  point: CrashPoint,
): Promise<boolean> => {
  const crash = crashAt(point);
  try {
    await follow(store, happenings, sizes);
  } catch (error) {
    expect(error).toEqual(new Error('crashed'));
  } finally {
    crash.restore();
  }
  return crash.hasCrashed();
};

const crashPoints: fc.Arbitrary<CrashPoint> = fc.record({
  step: fc.nat(60),
  when: fc.constantFrom('before' as const, 'after' as const),
});
const sizes = fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 5 });

/** A paper comes, is amended, moves, is merged into another and goes; another comes again. */
const history: readonly Happening[] = [
  opened('p1'),
  opened('p2', '330381001200', '2026Q2'),
  amended('p1', 7),
  { stream: 'p1', event: { type: 'paper-moved', division: '330302002200' } },
  { stream: 'p1', event: { type: 'paper-merged', into: 'p2' } },
  amended('p2', -3),
  { stream: 'p2', event: { type: 'paper-withdrawn' } },
  opened('p1', '520329102001', '2026Q2'),
];

if (url === undefined) {
  process.stdout.write('skipped: projecting to MongoDB (set CUNJIAN_TEST_MONGODB)\n');
  it('has no server to run on', () => expect(url).toBeUndefined());
} else {
  describe('projector on MongoDB', () => {
    let database: TestDatabase;
    let store: ReadModelStore;
    beforeEach(async () => {
      database = await createTestDatabase(url);
      // One document a request: a crash between any two of them is a crash at a request.
      store = await openMongoReadModelStore({ ...database, maxBulkWrites: 1 });
    });
    afterEach(async () => {
      await store.close();
      await database.remove();
    });

    it('equals the one on SQLite, document by document', async () => {
      await fc.assert(
        fc.asyncProperty(histories, sizes, async (happenings, cuts) => {
          await store.drop('papers');
          await follow(store, happenings, cuts);
          const sqlite = openSqliteReadModelStore(':memory:');
          await follow(sqlite, happenings, cuts);
          const found = await contents(store);
          expect(found).toEqual(await contents(sqlite));
          expect(await store.checkpoint('papers')).toBe(await sqlite.checkpoint('papers'));
          expect(found).toEqual(projectInMemory(papers, recorded(happenings)));
          await sqlite.close();
        }),
        { numRuns: 25 },
      );
    }, 240_000);

    it.each(['before', 'after'] as const)(
      'counts right after a crash %s each of its writes',
      async (when) => {
        const expected = projectInMemory(papers, recorded(history));
        for (let step = 0, crashed = true; crashed; step++) {
          await store.drop('papers');
          await store.prepare('papers', 1, [collectionSpec(papers), rollUpSpec(papers)]);
          crashed = await followUntilCrash(store, history, [3], { step, when });
          // Cut up in another way the second time.
          await follow(store, history, [2]);
          expect([step, await contents(store)]).toEqual([step, expected]);
        }
      },
      240_000,
    );

    it('counts right after any crashes, whatever was half written', async () => {
      await fc.assert(
        fc.asyncProperty(
          histories,
          sizes,
          fc.array(crashPoints, { maxLength: 4 }),
          async (happenings, cuts, points) => {
            await store.drop('papers');
            for (const point of points) await followUntilCrash(store, happenings, cuts, point);
            await follow(store, happenings, cuts);
            expect(await contents(store)).toEqual(projectInMemory(papers, recorded(happenings)));
          },
        ),
        { numRuns: 25 },
      );
    }, 240_000);
  });
}
