import { eventStoreContract } from '@cunjian/event-store/contract-suite';
import { openEventStoreDb } from '@cunjian/event-store/eventstoredb';
import { createSeededRandom } from '../seeded-random.ts';
import { machineClock } from './machine-clock.ts';

/** A real server: empty, in memory, and with MaxAppendSize as libs/event-store/src/eventstoredb/README.md says. */
const connectionString = process.env['CUNJIAN_TEST_EVENTSTOREDB'];

if (connectionString === undefined) throw new Error('set CUNJIAN_TEST_EVENTSTOREDB to an empty server');
eventStoreContract('EventStoreDB (real server)', async () => {
  const store = await openEventStoreDb({ connectionString, clock: machineClock, random: createSeededRandom(7) });
  if ((await store.head()) !== 0n)
    throw new Error('CUNJIAN_TEST_EVENTSTOREDB: the suite wants an empty server; start another with --mem-db');
  return { store, dispose: () => store.close() };
});
