export { openSqliteEventReader, type ReaderOptions } from './reader.ts';
export { openSqliteEventStore, type StoreOptions } from './store.ts';
