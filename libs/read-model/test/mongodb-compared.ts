import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { openMongoReadModelStore } from '../src/mongodb/index.ts';
import type { Found, Query, ReadModelStore } from '../src/port.ts';
import { openSqliteReadModelStore } from '../src/sqlite/index.ts';
import { documents, queries, spec } from './like-sqlite.ts';
import { createTestDatabase, type TestDatabase } from './mongodb-under-test.ts';

/** All pages, one after the other, as they came. */
const pages = async (store: ReadModelStore, query: Query): Promise<Found<object>[]> => {
  const found: Found<object>[] = [];
  for (let after: string | undefined, more = true; more;) {
    const page = await store.collection(spec).find({ ...query, ...(after === undefined ? {} : { after }) });
    found.push(page);
    after = page.items.at(-1)?.cursor;
    more = page.hasMore;
  }
  return found;
};

export const comparedWithSqlite = (url: string): void => {
  describe('read models on MongoDB and SQLite', () => {
    let database: TestDatabase;
    let store: ReadModelStore;
    beforeEach(async () => {
      database = await createTestDatabase(url);
      store = await openMongoReadModelStore(database);
    });
    afterEach(async () => {
      await store.close();
      await database.remove();
    });

    it('give the same pages with the same cursors, and count the same', async () => {
      await fc.assert(
        fc.asyncProperty(documents, fc.array(queries, { minLength: 6, maxLength: 6 }), async (given, asked) => {
          const writes = given.map((document, i) => ({ key: `k${i}`, position: 1n, document }));
          const sqlite = openSqliteReadModelStore(':memory:');
          await store.drop('things');
          for (const each of [store, sqlite]) {
            await each.prepare('things', 1, [spec]);
            await each.commit('things', 1, [{ spec, writes }], 1n);
          }
          for (const query of asked) {
            const { where = {}, search = [] } = query;
            const [ours, theirs] = [await pages(store, query), await pages(sqlite, query)];
            expect({ query, found: ours }).toEqual({ query, found: theirs });
            const count = await store.collection(spec).count({ where, search });
            expect(count).toBe(await sqlite.collection(spec).count({ where, search }));
          }
          await sqlite.close();
        }),
        { numRuns: 60 },
      );
    }, 240_000);
  });
};
