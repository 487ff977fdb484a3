import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { openMongoReadModelReader, openMongoReadModelStore } from '../src/mongodb/index.ts';
import type { CollectionSpec, ReadModelStore, Write } from '../src/port.ts';
import { overtakeNextCount } from './mongodb-faults.ts';
import { createTestDatabase, type TestDatabase } from './mongodb-under-test.ts';

const spec: CollectionSpec = { name: 'notes', version: 1, indexes: [['at']] };
const note = (key: string, position: bigint): Write => ({ key, position, document: { at: 1 } });

export const mongodbSwapping = (url: string): void => {
  describe('versions on MongoDB', () => {
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
    const commit = (writes: readonly Write[]) => store.commit('notes', 1, [{ spec, writes }], 1n);
    const physical = async () => {
      const all = await database.native.listCollections({}, { nameOnly: true }).toArray();
      return all.map(({ name }) => name).filter((name) => name.startsWith('notes'));
    };

    it('does not write a model that another process has dropped', async () => {
      const other = await openMongoReadModelStore(database);
      await other.drop('notes');
      await expect(commit([note('a', 1n)])).rejects.toThrow('prepare it again');
      expect(await store.checkpoint('notes')).toBeUndefined();
      await other.close();
    });
    it('shows readers all documents while it swaps again and again', async () => {
      const reader = await openMongoReadModelReader(database);
      const writes = Array.from({ length: 5 }, (_, i) => note(`k${i}`, 1n));
      const keys = writes.map(({ key }) => key);
      await commit(writes);
      let swapping = true;
      const swaps = async () => {
        for (let round = 0; round < 8; round++) {
          await store.prepare('notes', 1, [spec], true);
          await commit(writes);
          await store.swap('notes', 1);
        }
        swapping = false;
      };
      const reads = async () => {
        const seen = new Set<number>();
        while (swapping) {
          seen.add((await reader.collection(spec).get(keys)).size);
          seen.add(await reader.collection(spec).count({}));
          seen.add((await reader.collection(spec).find({ limit: 10 })).items.length);
        }
        return [...seen];
      };
      const [seen] = await Promise.all([reads(), swaps()]);
      expect(seen).toEqual([5]);
      expect(await physical()).toHaveLength(1);
      await reader.close();
    });
    it('do not look empty to a reader whose collection is dropped before it is read', async () => {
      const reader = await openMongoReadModelReader(database);
      await commit([note('a', 1n)]);
      expect(await reader.collection(spec).count({})).toBe(1);
      await store.prepare('notes', 1, [spec], true);
      await commit([note('a', 1n), note('b', 1n)]);
      overtakeNextCount(() => store.swap('notes', 1));
      expect(await reader.collection(spec).count({})).toBe(2);
      await reader.close();
    });
    it('that a crash has left undropped are dropped later', async () => {
      const [live = ''] = await physical();
      await database.native.collection('left-behind').insertOne({ at: 1 });
      const registry = database.native.collection<{ _id: string; retired: string[] }>('read_models');
      await registry.updateOne({ _id: 'notes' }, { $push: { retired: 'left-behind' } });
      await store.prepare('notes', 1, [spec]);
      const left = await database.native.listCollections({}, { nameOnly: true }).toArray();
      expect(left.map(({ name }) => name).sort()).toEqual([live, 'read_models'].sort());
      expect(await registry.findOne({ _id: 'notes' })).toMatchObject({ retired: [] });
    });
  });
};
