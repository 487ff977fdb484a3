/** Follows a store in a worker thread and posts the ids it sees. */
import { parentPort, workerData } from 'node:worker_threads';
import { openSqliteEventReader } from '../src/sqlite/index.ts';

const { file, pollMs } = workerData as { file: string; pollMs: number };
const reader = openSqliteEventReader({ file, pollMs });
const stop = new AbortController();
parentPort?.once('message', () => stop.abort());
parentPort?.postMessage('following');
for await (const batch of reader.follow({ limit: 100, signal: stop.signal }))
  for (const { id } of batch.events) parentPort?.postMessage(id);
await reader.close();
parentPort?.postMessage('ended');
