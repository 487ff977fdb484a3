import { resolve } from 'node:path';
import type { ServerOptions } from './kafka.ts';
import { freePort, startServer, type DevServer } from './server-process.ts';

const main = resolve(import.meta.dirname, '../../../libs/testing/src/eventstoredb-double/main.ts');

/** Not EventStoreDB: a double that speaks its protocol and keeps its events in SQLite (libs/testing). */
export const startEventStoreDbDouble = async ({ dir, port: given }: ServerOptions): Promise<DevServer> => {
  const port = given ?? (await freePort());
  return startServer({
    command: process.execPath,
    args: ['--disable-warning=ExperimentalWarning', main, '--port', String(port), '--dir', resolve(dir)],
    address: `esdb://127.0.0.1:${port}?tls=false`,
    ready: /^ready: /m,
  });
};
