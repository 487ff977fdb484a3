/**
 * `npm run test:distributed`: everything that needs servers, on real Kafka and the stand-ins, or on the servers whose addresses
 * are in the environment. First the suites of the adapters (`*.servers.ts`), then the journeys, each service a process.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, startKafka, startMongodbStandIn, type DevServer } from '@cunjian/dev-servers';
import { runDistributedDemo } from './distributed.ts';
import { workspaceRoot } from './workspace.ts';

/** Those that say nothing of how the system is deployed. */
const journeys = ['a-quarter-disclosed', 'the-same-command-twice', 'a-key-replaced', 'by-the-command-line'];

const jest = async (args: readonly string[], env: Record<string, string>): Promise<boolean> => {
  const child = spawn(
    process.execPath,
    [
      ...['--disable-warning=ExperimentalWarning', '--experimental-vm-modules', 'node_modules/jest/bin/jest.js'],
      ...['--config', 'jest.config.mjs', '--runInBand', '--rootDir=.', ...args],
    ],
    { cwd: workspaceRoot, stdio: 'inherit', env: { ...process.env, ...env } },
  );
  const [code] = (await once(child, 'exit')) as [number | null];
  return code === 0;
};

const devServers = join(workspaceRoot, 'deploy/dev/src/main.ts');
const say = (line: string): void => console.log(`== ${line}`);
const folder = await mkdtemp(join(tmpdir(), 'cunjian-servers-'));
const started: DevServer[] = [];

/** The address that the environment names, else that of a server started here. */
const serverFor = async (variable: string, start: () => Promise<DevServer>): Promise<Record<string, string>> => {
  const given = process.env[variable];
  if (given !== undefined) return { [variable]: given };
  const server = await start();
  started.push(server);
  return { [variable]: server.address };
};

const adapters = async (): Promise<boolean> => {
  say('adapters, on Apache Kafka and a stand-in for MongoDB');
  try {
    const env = {
      ...(await serverFor('CUNJIAN_TEST_KAFKA', () => startKafka({ dir: join(folder, 'kafka') }))),
      // A broker that the suite may kill.
      CUNJIAN_TEST_KAFKA_START: `${process.execPath} --disable-warning=ExperimentalWarning ${devServers} kafka --dir ${join(folder, 'killed')} --port ${await freePort()}`,
      ...(await serverFor('CUNJIAN_TEST_MONGODB', () => startMongodbStandIn({ dir: join(folder, 'mongodb') }))),
    };
    return await jest(['--testMatch=**/*.servers.ts'], env);
  } finally {
    await Promise.all(started.map((server) => server.stop()));
  }
};

const everyJourney = async (): Promise<boolean> => {
  say('journeys, each service a process, on Kafka, a stand-in for MongoDB and a double of EventStoreDB');
  // Once for all of them: their own limits are those of a journey.
  await (await runDistributedDemo({})).stop();
  return jest([`--testMatch=**/journeys/{${journeys.join(',')}}.spec.ts`, '--roots', 'e2e'], {
    CUNJIAN_E2E: 'distributed',
  });
};

const parts = [adapters, everyJourney];
const wanted = process.argv[2];
let good = true;
for (const part of parts) if (wanted === undefined || part.name === wanted) good = (await part()) && good;
await rm(folder, { recursive: true });
process.exit(good ? 0 : 1);
