import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fetchJars } from './fetch-jars.ts';
import type { ServerOptions } from './kafka.ts';
import { freePort, startServer, type DevServer } from './server-process.ts';

const source = resolve(import.meta.dirname, '../mongodb-stand-in/StandIn.java');

/** Not MongoDB: a stand-in that speaks its protocol and knows no transactions (mongo-java-server on H2). */
export const startMongodbStandIn = async ({ dir, port: given }: ServerOptions): Promise<DevServer> => {
  const jars = await fetchJars('mongodb-stand-in');
  const port = given ?? (await freePort());
  await mkdir(dir, { recursive: true });
  return startServer({
    command: 'java',
    args: ['-Xmx512m', '-XX:+UseSerialGC', '-cp', jars, source, join(resolve(dir), 'documents.mv'), String(port)],
    address: `mongodb://127.0.0.1:${port}`,
    ready: /^ready /m,
  });
};
