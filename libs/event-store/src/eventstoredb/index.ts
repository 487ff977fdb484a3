export { openEventStoreDb, type EventStoreDb, type EventStoreDbOptions } from './store.ts';
