import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { openMongoReadModelReader, openMongoReadModelStore } from '../src/mongodb/index.ts';
import type { MongoReadModelStore } from '../src/mongodb/index.ts';
import { openWay, type Way } from './cut-connections.ts';
import { createTestDatabase, type TestDatabase } from './mongodb-under-test.ts';

const spec = { name: 'notes', version: 1, indexes: [] };

/** What is thrown, with all that a log would show of it. */
const thrown = async (work: Promise<unknown>): Promise<string> => {
  try {
    await work;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  throw new Error('it should have failed');
};

/** Each try waits for a server as long as the URL says; the driver looks for it in the background. */
const soon = async <T>(work: () => Promise<T>): Promise<T> => {
  for (let left = 50; ; left--) {
    try {
      return await work();
    } catch (error) {
      if (left === 0) throw error;
    }
  }
};

export const mongodbConnection = (url: string): void => {
  describe('opening MongoDB', () => {
    it.each([
      ['nobody listens', 'mongodb://user:secret@127.0.0.1:1/?serverSelectionTimeoutMS=200', 'does not answer'],
      ['it is no URL of it', 'postgres://user:secret@127.0.0.1/', 'no URL of MongoDB'],
      ['it is no URL at all', 'secret', 'no URL of MongoDB'],
    ])('says what to do where %s, and never the password', async (_, wrong, advice) => {
      for (const open of [openMongoReadModelStore, openMongoReadModelReader]) {
        const message = await thrown(open({ url: wrong, database: 'nothing' }));
        expect(message).toContain(advice);
        expect(message).not.toContain('secret');
      }
    });
  });

  describe('a connection to MongoDB that breaks', () => {
    let database: TestDatabase;
    let way: Way;
    let store: MongoReadModelStore;
    beforeEach(async () => {
      database = await createTestDatabase(url);
      const [host = '', port = '27017'] = new URL(url).host.split(':');
      way = await openWay(host, Number(port));
      const through = `mongodb://127.0.0.1:${way.port}/?directConnection=true&serverSelectionTimeoutMS=2000`;
      store = await openMongoReadModelStore({ url: through, database: database.database });
      await store.prepare('notes', 1, [spec]);
    });
    afterEach(async () => {
      await store.close();
      await way.close();
      await database.remove();
    });
    const commit = (position: bigint) =>
      store.commit(
        'notes',
        1,
        [{ spec, writes: [{ key: 'a', position, document: { position: Number(position) } }] }],
        position,
      );

    it('fails what is asked meanwhile, says so in health, and goes on by itself', async () => {
      await commit(1n);
      expect(await store.health()).toEqual({ ok: true, detail: 'MongoDB answers' });
      way.cut();
      expect(await thrown(commit(2n))).toContain('does not answer');
      expect(await thrown(store.collection(spec).count({}))).toContain('does not answer');
      expect(await store.health()).toEqual({ ok: false, detail: expect.stringContaining('does not answer') });
      way.mend();
      expect(await soon(() => store.prepare('notes', 1, [spec]))).toBe(1n);
      await commit(2n);
      expect(await store.checkpoint('notes')).toBe(2n);
      expect(await store.health()).toMatchObject({ ok: true });
    });
  });
};
