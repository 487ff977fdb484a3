import { eventStoreContract } from '@cunjian/event-store/contract-suite';
import { openEventStoreDb } from '@cunjian/event-store/eventstoredb';
import { contractAppendBytes, runDouble } from '../../test/running-double.ts';
import { createSeededRandom } from '../seeded-random.ts';
import { machineClock } from './machine-clock.ts';

eventStoreContract('EventStoreDB (double)', async () => {
  const { open, dispose } = await runDouble({ maxAppendBytes: contractAppendBytes });
  return { store: await open(), dispose };
});

// A real server adds the same suite where one is given: empty, in memory, and with MaxAppendSize as README.md says.
const connectionString = process.env['CUNJIAN_TEST_EVENTSTOREDB'];
if (connectionString !== undefined)
  eventStoreContract('EventStoreDB (real server)', async () => {
    const store = await openEventStoreDb({ connectionString, clock: machineClock, random: createSeededRandom(7) });
    if ((await store.head()) !== 0n)
      throw new Error('CUNJIAN_TEST_EVENTSTOREDB: the suite wants an empty server; start another with --mem-db');
    return { store, dispose: () => store.close() };
  });
