import { eventStoreContract } from '@cunjian/event-store/contract-suite';
import { contractAppendBytes, runDouble } from '../../test/running-double.ts';

eventStoreContract('EventStoreDB (double)', async () => {
  const { open, dispose } = await runDouble({ maxAppendBytes: contractAppendBytes });
  return { store: await open(), dispose };
});
