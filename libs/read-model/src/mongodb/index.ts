export type { Health, MongoOptions } from './connection.ts';
export { openMongoReadModelReader, type MongoReadModelReader } from './reader.ts';
export { openMongoReadModelStore, type MongoReadModelStore, type MongoStoreOptions } from './store.ts';
