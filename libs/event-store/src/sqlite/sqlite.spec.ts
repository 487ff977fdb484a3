import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventStoreContract } from '../contract-suite.ts';
import { openSqliteEventStore } from './index.ts';

eventStoreContract('SQLite', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'cunjian-event-store-'));
  const store = await openSqliteEventStore({ file: join(folder, 'events.sqlite') });
  return {
    store,
    dispose: async () => {
      await store.close();
      await rm(folder, { recursive: true });
    },
  };
});
