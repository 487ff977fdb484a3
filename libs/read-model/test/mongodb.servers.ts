import { expect, it } from '@jest/globals';
import { readModelContract } from '../src/contract-suite.ts';
import { openMongoReadModelReader, openMongoReadModelStore } from '../src/mongodb/index.ts';
import { comparedWithSqlite } from './mongodb-compared.ts';
import { mongodbConnection } from './mongodb-connection.ts';
import { mongodbIndexes } from './mongodb-indexes.ts';
import { mongodbReading } from './mongodb-reading.ts';
import { createTestDatabase } from './mongodb-under-test.ts';
import { mongodbSwapping } from './mongodb-swapping.ts';
import { mongodbWriting } from './mongodb-writing.ts';

/** A server on which databases may be made: the stand-in of deploy/dev, or a real one. */
const url = process.env['CUNJIAN_TEST_MONGODB'];

if (url === undefined) {
  process.stdout.write('skipped: read models on MongoDB (set CUNJIAN_TEST_MONGODB)\n');
  it('has no server to run on', () => expect(url).toBeUndefined());
} else {
  readModelContract('MongoDB', async () => {
    const { database, remove } = await createTestDatabase(url);
    const store = await openMongoReadModelStore({ url, database });
    return {
      store,
      openReader: () => openMongoReadModelReader({ url, database }),
      close: async () => {
        await store.close();
        await remove();
      },
    };
  });
  mongodbWriting(url);
  mongodbSwapping(url);
  mongodbReading(url);
  mongodbIndexes(url);
  comparedWithSqlite(url);
  mongodbConnection(url);
}
