export { openSqliteReadModelReader } from './reader.ts';
export { openSqliteReadModelStore } from './store.ts';
