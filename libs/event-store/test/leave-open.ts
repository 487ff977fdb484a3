/** Opens a store, follows it, appends, and forgets to close: the process must end by itself. */
import { randomBytes, randomUUID } from 'node:crypto';
import { openSqliteEventStore } from '../src/sqlite/index.ts';

const [file = ''] = process.argv.slice(2);
const store = await openSqliteEventStore({ file });
const stop = new AbortController();
void (async () => {
  for await (const batch of store.follow({ limit: 1, signal: stop.signal }))
    process.stdout.write(`followed ${batch.position}\n`);
})();
const event = { id: randomUUID(), type: 'cunjian.test.v1', bytes: randomBytes(10), salt: randomBytes(32) };
await store.append('left-open', 'none', [event]);
