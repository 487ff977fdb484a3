import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import mongoose from 'mongoose';
import { openMongoReadModelReader, openMongoReadModelStore, type MongoReadModelReader } from '../src/mongodb/index.ts';
import type { CollectionSpec, ReadModelStore, Write } from '../src/port.ts';
import { countRequests } from './mongodb-faults.ts';
import { createTestDatabase, type TestDatabase } from './mongodb-under-test.ts';

const spec: CollectionSpec = { name: 'notes', version: 1, indexes: [['at']] };
const note = (key: string, position: bigint): Write => ({ key, position, document: { at: 1 } });

export const mongodbReading = (url: string): void => {
  describe('reads by keys on MongoDB', () => {
    let database: TestDatabase;
    let store: ReadModelStore;
    let reader: MongoReadModelReader;
    beforeEach(async () => {
      database = await createTestDatabase(url);
      store = await openMongoReadModelStore(database);
      await store.prepare('notes', 1, [spec]);
      await store.commit('notes', 1, [{ spec, writes: [note('a', 1n), note('b', 1n)] }], 1n);
      reader = await openMongoReadModelReader(database);
    });
    afterEach(async () => {
      await reader.close();
      await store.close();
      await database.remove();
    });

    it('are one request, while what is live is known', async () => {
      const now = jest.spyOn(performance, 'now').mockReturnValue(performance.now());
      await reader.checkpoint('notes');
      expect(await countRequests(() => reader.collection(spec).get(['a']))).toBe(1);
      expect(await countRequests(() => reader.collection(spec).get([]))).toBe(0);
      now.mockReturnValue(performance.now() + 1_000);
      expect(await countRequests(() => reader.collection(spec).get(['a']))).toBe(2);
      now.mockRestore();
    });
    it('are of the version whose checkpoint was read before, though the old one is still there', async () => {
      expect((await reader.collection(spec).get(['a', 'b'])).size).toBe(2);
      const collections = () => database.native.listCollections({}, { nameOnly: true }).toArray();
      const before = await collections();
      await store.prepare('notes', 1, [spec], true);
      await store.commit('notes', 1, [{ spec, writes: [note('a', 2n)] }], 2n);
      const drop = jest.spyOn(mongoose.mongo.Db.prototype, 'dropCollection').mockResolvedValue(true);
      await store.swap('notes', 1);
      drop.mockRestore();
      expect(await collections()).toEqual(expect.arrayContaining(before));
      expect(await reader.checkpoint('notes')).toBe(2n);
      expect((await reader.collection(spec).get(['a', 'b'])).size).toBe(1);
    });
  });
};
