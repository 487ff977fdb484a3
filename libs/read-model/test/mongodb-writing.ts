import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { openMongoReadModelStore } from '../src/mongodb/index.ts';
import type { CollectionSpec, ReadModelStore, Write } from '../src/port.ts';
import { countRequests } from './mongodb-faults.ts';
import { createTestDatabase, type TestDatabase } from './mongodb-under-test.ts';

const spec: CollectionSpec = { name: 'notes', version: 1, indexes: [['tags', 'marks'], ['at']] };
const largest = 2n ** 63n - 1n;

export const mongodbWriting = (url: string): void => {
  describe('writing to MongoDB', () => {
    let database: TestDatabase;
    let store: ReadModelStore;
    beforeEach(async () => {
      database = await createTestDatabase(url);
      store = await openMongoReadModelStore(database);
      await store.prepare('notes', 1, [spec]);
    });
    afterEach(async () => {
      await store.close();
      await database.remove();
    });
    const commit = (writes: readonly Write[], checkpoint = 1n) =>
      store.commit('notes', 1, [{ spec, writes }], checkpoint);
    const note = (key: string, position: bigint, at = 1): Write => ({ key, position, document: { at } });
    const ats = async () => {
      const { items } = await store.collection<{ at: number }>(spec).find({ limit: 100 });
      return Object.fromEntries(items.map(({ key, document }) => [key, document.at]));
    };
    const kept = async () => {
      const [collection] = await database.native.listCollections({ name: /^notes/ }).toArray();
      return database.native.collection(collection?.name ?? '').countDocuments();
    };

    it('keeps positions of 63 bits', async () => {
      await commit([note('a', largest), note('b', largest - 1n)], largest);
      await commit([note('a', largest - 1n, 2), note('b', largest, 2)], largest);
      expect(await ats()).toEqual({ a: 1, b: 2 });
      expect((await store.load(spec, ['a'])).get('a')?.position).toBe(largest);
      expect(await store.prepare('notes', 1, [spec])).toBe(largest);
    });
    it('passes over what is older in the middle of a bulk, and writes the rest', async () => {
      await commit(['b', 'c', 'e'].map((key) => note(key, 9n, 9)));
      const writes = ['a', 'b', 'c', 'd', 'e', 'f'].map((key) => note(key, 5n, 5));
      await commit([...writes, note('f', 4n, 4), note('a', 6n, 6)], 9n);
      expect(await ats()).toEqual({ a: 6, b: 9, c: 9, d: 5, e: 9, f: 5 });
      expect(await store.checkpoint('notes')).toBe(9n);
    });
    it('needs no request for each document', async () => {
      const writes = Array.from({ length: 900 }, (_, i) => note(`k${i}`, 1n));
      const keys = writes.map(({ key }) => key);
      const requests = await countRequests(async () => {
        await store.load(spec, keys);
        await commit(writes);
        await store.collection(spec).get(keys);
      });
      expect(requests).toBeLessThanOrEqual(6);
      const again = await countRequests(() => commit(writes.map((write) => ({ ...write, position: 0n }))));
      expect(again).toBeLessThanOrEqual(4);
    });
    it('keeps the position of what it deleted until the checkpoint has passed it', async () => {
      await commit([note('a', 3n), note('b', 3n)], 3n);
      await commit([{ key: 'a', position: 7n, document: undefined }], 5n);
      await store.prepare('notes', 1, [spec]);
      expect([...(await store.load(spec, ['a']))]).toEqual([['a', { position: 7n, document: undefined, size: 0 }]]);
      await commit([note('a', 6n)], 7n);
      expect(await ats()).toEqual({ b: 1 });
      expect([await store.collection(spec).count({}), await kept()]).toEqual([1, 2]);
      await store.prepare('notes', 1, [spec]);
      expect(await kept()).toBe(1);
      expect((await store.load(spec, ['a'])).size).toBe(0);
    });
    it('never lets a checkpoint go back', async () => {
      await commit([], 9n);
      await commit([], 8n);
      expect(await store.checkpoint('notes')).toBe(9n);
    });
    it('takes arrays at two paths of one index, and tells elements from one another', async () => {
      const document = { tags: ['a', 'z'], marks: [1, 9] };
      await commit([{ key: 'k', position: 1n, document }]);
      const count = (where: object) => store.collection(spec).count({ where: { ...where } });
      expect(await count({ tags: { prefix: 'a' }, marks: 9 })).toBe(1);
      expect(await count({ tags: { prefix: 'm' } })).toBe(0);
      expect(await count({ marks: { from: 2, to: 8 } })).toBe(0);
    });
  });
};
