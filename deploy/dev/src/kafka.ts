import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fetchJars } from './fetch-jars.ts';
import { freePort, run, startServer, type DevServer } from './server-process.ts';

const template = resolve(import.meta.dirname, '../kafka/server.properties');
/** Any will do: there is one cluster in a folder. */
const clusterId = 'Q3VuamlhbkRldkthZmthMQ';

export interface ServerOptions {
  /** What it keeps goes here, and is there at the next start. */
  readonly dir: string;
  /** By default a free one. */
  readonly port?: number;
}

/** A real broker of Apache Kafka: one node, in KRaft mode. */
export const startKafka = async ({ dir, port: given }: ServerOptions): Promise<DevServer> => {
  const jars = await fetchJars('kafka');
  const port = given ?? (await freePort());
  const folder = resolve(dir);
  await mkdir(folder, { recursive: true });
  const config = join(folder, 'server.properties');
  const filledIn = (await readFile(template, 'utf8'))
    .replaceAll('@PORT@', String(port))
    .replaceAll('@CONTROLLER_PORT@', String(await freePort()))
    .replaceAll('@DIR@', folder);
  await writeFile(config, filledIn);
  const java = ['-Xmx512m', '-XX:+UseSerialGC', '-cp', jars];
  if (!existsSync(join(folder, 'log', 'meta.properties')))
    await run('java', [...java, 'kafka.tools.StorageTool', 'format', '-t', clusterId, '-c', config]);
  return startServer({
    command: 'java',
    args: [...java, `-Dlog4j2.configurationFile=${resolve(template, '../log4j2.properties')}`, 'kafka.Kafka', config],
    cwd: folder,
    address: `127.0.0.1:${port}`,
    ready: /Kafka Server started/,
  });
};
