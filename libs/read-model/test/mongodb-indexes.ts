import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { openMongoReadModelStore } from '../src/mongodb/index.ts';
import type { CollectionSpec, ReadModelStore } from '../src/port.ts';
import { createTestDatabase, type TestDatabase } from './mongodb-under-test.ts';

const spec: CollectionSpec = { name: 'notes', version: 1, indexes: [['division', 'at'], ['tags']], search: 'tokens' };

export const mongodbIndexes = (url: string): void => {
  describe('indexes on MongoDB', () => {
    let database: TestDatabase;
    let store: ReadModelStore;
    let differences: string[];
    beforeEach(async () => {
      database = await createTestDatabase(url);
      differences = [];
      store = await openMongoReadModelStore({ ...database, onDifference: (told) => differences.push(told) });
      await store.prepare('notes', 1, [spec]);
      const writes = [{ key: 'a', position: 1n, document: { division: '1', at: 1 } }];
      await store.commit('notes', 1, [{ spec, writes }], 1n);
    });
    afterEach(async () => {
      await store.close();
      await database.remove();
    });

    const physical = async () => {
      const all = await database.native.listCollections({}, { nameOnly: true }).toArray();
      return all.map(({ name }) => name).filter((name) => name.startsWith('notes'));
    };
    const documents = async () => database.native.collection((await physical())[0] ?? '');
    const keys = async () => {
      const indexes = await (await documents()).listIndexes().toArray();
      return Object.fromEntries(indexes.map(({ name, key }) => [name, Object.keys(key as object)]));
    };
    const declared = {
      _id_: ['_id'],
      i0: ['c0', 'c1', '_id'],
      i1: ['c2', '_id'],
      e0: ['e0'],
      e1: ['e1'],
      e2: ['e2'],
      search: ['d.tokens'],
      gone: ['gone'],
    };

    it('are those declared, and nothing is said of them', async () => {
      expect(await keys()).toEqual(declared);
      expect(await store.prepare('notes', 1, [spec])).toBe(1n);
      expect(differences).toEqual([]);
    });
    it('are created where they are missing', async () => {
      await (await documents()).dropIndex('i0');
      expect(await store.prepare('notes', 1, [spec])).toBe(1n);
      expect(await keys()).toEqual(declared);
      expect(differences).toEqual([expect.stringMatching(/^index notes.* i0 is missing: created$/)]);
    });
    it('that are not declared are named, and left alone', async () => {
      await (await documents()).createIndex({ 'd.title': 1 }, { name: 'operators' });
      expect(await store.prepare('notes', 1, [spec])).toBe(1n);
      expect(await keys()).toEqual({ ...declared, operators: ['d.title'] });
      expect(differences).toEqual([expect.stringContaining('operators')]);
    });
    it.each([
      ['another key', { c1: 1 }, {}],
      ['that it is unique', { c0: 1, c1: 1, _id: 1 }, { unique: true }],
    ] as const)('that differ by %s are named, and the model is built again beside it', async (_, key, options) => {
      await (await documents()).dropIndex('i0');
      await (await documents()).createIndex({ ...key }, { name: 'i0', ...options });
      expect(await store.prepare('notes', 1, [spec])).toBeUndefined();
      expect(differences).toEqual([expect.stringContaining('notes is built again')]);
      expect(await store.collection(spec).count({})).toBe(1);
      expect(await physical()).toHaveLength(2);
      await store.commit('notes', 1, [{ spec, writes: [] }], 1n);
      await store.swap('notes', 1);
      expect(await keys()).toEqual(declared);
    });
    it('do not hide that a collection is gone: it is built again', async () => {
      await (await documents()).drop();
      expect(await store.prepare('notes', 1, [spec])).toBeUndefined();
      expect(differences).toEqual([expect.stringContaining('is gone: notes is built again')]);
    });
  });
};
