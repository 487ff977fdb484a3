/** Appends with many callers and prints the ids of each acknowledged append as a line, until it is killed. */
import { randomBytes, randomUUID } from 'node:crypto';
import { isRefused } from '@cunjian/kernel';
import { openSqliteEventStore } from '../src/sqlite/index.ts';

const [file = '', callers = '50'] = process.argv.slice(2);
const store = await openSqliteEventStore({ file });

const caller = async (): Promise<void> => {
  for (;;) {
    const ids = Array.from({ length: 1 + ((randomBytes(1)[0] ?? 0) % 3) }, () => randomUUID());
    const events = ids.map((id) => ({ id, type: 'cunjian.test.v1', bytes: randomBytes(500), salt: randomBytes(32) }));
    const stream = `killed-${ids[0]}`;
    const appended = await store.append(stream, 'none', events);
    if (!isRefused(appended)) process.stdout.write(`${stream} ${ids.join(' ')}\n`);
  }
};
await Promise.all(Array.from({ length: Number(callers) }, caller));
