import { eventStoreContract } from '@cunjian/event-store/contract-suite';
import { createMemoryEventStore } from './memory-event-store.ts';

eventStoreContract('Memory', async () => {
  const store = createMemoryEventStore();
  return { store, dispose: () => store.close() };
});
