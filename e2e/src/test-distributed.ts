/**
 * `npm run test:distributed`: everything that needs servers, on real Kafka and the stand-ins, or on the servers whose addresses
 * are in the environment: the suites of the adapters (`*.servers.ts`); then, each service a process, the journeys, the walk in
 * Chromium (on the built page), and chaos. Arguments name those that are wanted.
 */
import { glob, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  freePort,
  hasDocker,
  startContainer,
  startKafka,
  startMongodbStandIn,
  type DevServer,
} from '@cunjian/dev-servers';
import { preparedDistributed } from './distributed.ts';
import { runJest } from './run-jest.ts';
import { workspaceRoot } from './workspace.ts';

/** Suites that do not run here, and why. All others of the folders do. */
const notHere: Readonly<Record<string, string>> = {
  'journeys/moved-and-restored.spec.ts':
    'moves a standalone folder to the event store and back: one run, in npm test, has both deployments in it',
};
const suitesOf = async (pattern: string): Promise<readonly string[]> => {
  const here: string[] = [];
  for await (const file of glob(pattern, { cwd: join(workspaceRoot, 'e2e') })) {
    if (!Object.hasOwn(notHere, file)) here.push(file);
    else say(`not here: ${file} ${notHere[file]}`);
  }
  return here;
};
const matching = (files: readonly string[]): string => `--testMatch=**/{,${files.join(',')}}`;

const distributed = {
  CUNJIAN_E2E: 'distributed',
  // Servers of a journey live for less than their optimised code takes to make.
  JDK_JAVA_OPTIONS: process.env['JDK_JAVA_OPTIONS'] ?? '-XX:TieredStopAtLevel=1',
};
const devServers = join(workspaceRoot, 'deploy/dev/src/main.ts');
const say = (line: string): void => console.log(`== ${line}`);
const folder = await mkdtemp(join(tmpdir(), 'cunjian-servers-'));
const started: DevServer[] = [];

/** The address that the environment names, else that of a server started here; nothing where none can be had. */
const serverFor = async (
  variable: string,
  start: () => Promise<DevServer | undefined>,
): Promise<Record<string, string>> => {
  const given = process.env[variable];
  if (given !== undefined) return { [variable]: given };
  const server = await start();
  if (server === undefined) return {};
  started.push(server);
  return { [variable]: server.address };
};

const adapters = async (): Promise<boolean> => {
  const docker = await hasDocker();
  say(`adapters, on Apache Kafka and ${docker ? 'real servers in containers' : 'a stand-in for MongoDB'}`);
  try {
    const env = {
      ...(await serverFor('CUNJIAN_TEST_KAFKA', () => startKafka({ dir: join(folder, 'kafka') }))),
      // A broker that the suite may kill.
      CUNJIAN_TEST_KAFKA_START: `${process.execPath} --disable-warning=ExperimentalWarning ${devServers} kafka --dir ${join(folder, 'killed')} --port ${await freePort()}`,
      ...(await serverFor('CUNJIAN_TEST_MONGODB', () =>
        docker ? startContainer('mongoDb') : startMongodbStandIn({ dir: join(folder, 'mongodb') }),
      )),
      ...(await serverFor('CUNJIAN_TEST_EVENTSTOREDB', async () =>
        docker ? startContainer('eventStoreDb') : undefined,
      )),
    };
    if (!Object.hasOwn(env, 'CUNJIAN_TEST_EVENTSTOREDB')) {
      say('no EventStoreDB, and no Docker to run one: its suite runs on the double alone, in npm test');
      return await runJest(['--testMatch=**/!(real).servers.ts'], env);
    }
    return await runJest(['--testMatch=**/*.servers.ts'], env);
  } finally {
    await Promise.all(started.map((server) => server.stop()));
  }
};

const everyJourney = async (): Promise<boolean> => {
  say('journeys, each service a process, on Kafka, a stand-in for MongoDB and a double of EventStoreDB');
  // Once for all of them: their own limits are those of a journey.
  await preparedDistributed();
  return runJest([matching(await suitesOf('{journeys,tampering}/*.spec.ts')), '--roots', 'e2e'], distributed);
};

const walk = async (): Promise<boolean> => {
  say('the walk in Chromium, each service a process');
  return runJest([matching(await suitesOf('browser/*.browser.ts')), '--roots', 'e2e'], distributed);
};

const chaos = async (): Promise<boolean> => {
  say('chaos: everything falls in its turn, under load');
  // Once for all of them: their own limits are those of a journey.
  await preparedDistributed();
  return runJest(['--testMatch=**/chaos/*.chaos.ts', '--roots', 'e2e'], distributed);
};

const parts = { adapters, everyJourney, walk, chaos };
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !Object.hasOwn(parts, name));
if (unknown.length > 0) {
  console.error(`no part is named ${unknown.join(', ')}: name ${Object.keys(parts).join(', ')}, or none for all`);
  process.exit(2);
}
let good = true;
for (const [name, part] of Object.entries(parts)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const started = performance.now();
  good = (await part()) && good;
  say(`${name} took ${Math.round((performance.now() - started) / 1_000)} s`);
}
await rm(folder, { recursive: true });
process.exit(good ? 0 : 1);
