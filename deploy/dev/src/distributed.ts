import { makeServiceKeys, type ServiceKeyFiles } from '@cunjian/service-kit/process';
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { startEventStoreDbDouble } from './eventstoredb-double.ts';
import { startKafka } from './kafka.ts';
import { startMongodbStandIn } from './mongodb-stand-in.ts';
import { issuerToken, startSecondIssuer } from './second-issuer.ts';
import { freePort, run, startServer, type DevServer } from './server-process.ts';

const root = resolve(import.meta.dirname, '../../..');
const services = ['registry', 'publication', 'consultation', 'audit', 'integration'] as const;
export type ServiceName = (typeof services)[number] | 'gateway';
const names: readonly ServiceName[] = [...services, 'gateway'];
const mains: Readonly<Record<ServiceName, string>> = {
  registry: 'services/registry/src/main.ts',
  publication: 'services/publication/src/main.ts',
  consultation: 'services/consultation/src/main.ts',
  audit: 'services/audit/src/main.ts',
  integration: 'services/integration/src/main.ts',
  gateway: 'gateway/src/main.ts',
};

/** Addresses of servers that are there already; the others are started. */
export interface GivenServers {
  readonly eventStoreDb?: string | undefined;
  readonly mongoDb?: string | undefined;
  readonly kafka?: string | undefined;
}
type ServerName = keyof GivenServers | 'issuer';

export interface DistributedOptions {
  /** Everything is kept below it, and is there at the next start. */
  readonly dir: string;
  readonly given?: GivenServers;
  /** A standalone data folder to move here; by default one that the demo fills. */
  readonly from?: string;
  /** The gateway's; by default a free one. */
  readonly port?: number;
  readonly report?: (line: string) => void;
  readonly env?: Readonly<Record<string, string>>;
}

export interface Distributed {
  /** Of the gateway: the page. */
  readonly url: string;
  readonly addresses: Required<{ readonly [Name in keyof GivenServers]: string }>;
  /** What a service was started with. */
  readonly environments: Readonly<Record<ServiceName, Environment>>;
  /** Where a service listens. */
  readonly urls: Readonly<Record<ServiceName, string>>;
  readonly processes: ReadonlyMap<ServiceName, DevServer>;
  readonly servers: ReadonlyMap<ServerName, DevServer>;
  /** Starts a service, or a server that was started here, which was stopped or killed, on the port it had. */
  restart(name: ServiceName | ServerName): Promise<void>;
  stop(): Promise<void>;
}

type Environment = Readonly<Record<string, string>> & ServiceKeyFiles;

/** Every service in a process of its own, with demo data, on real Kafka and on stand-ins for the other two servers. */
export const startDistributed = async (options: DistributedOptions): Promise<Distributed> => {
  const { dir, given = {}, report = () => undefined } = options;
  const folder = resolve(dir);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const servers = new Map<ServerName, DevServer>();
  const processes = new Map<ServiceName, DevServer>();
  let stopping = false;
  const stop = async (): Promise<void> => {
    stopping = true;
    for (const started of [processes, servers])
      await Promise.all([...started.values()].map((server: DevServer) => server.stop()));
  };
  const watched = (name: string, server: DevServer): DevServer => {
    void server.ended.then((how) => {
      // Ctrl-C goes to all processes of a terminal at once.
      if (!stopping) report(`${name} ended by itself (${how}): see ${join(folder, 'logs')}`);
    });
    return server;
  };
  try {
    const starters = await serverStarters(folder, given, options.env);
    const addressOf = async ([name, { start, says }]: readonly [string, Starter]) => {
      const known = given[name as keyof GivenServers];
      if (known !== undefined) return [name, known] as const;
      report(says);
      const server = watched(name, await start());
      servers.set(name as ServerName, server);
      return [name, server.address] as const;
    };
    const addresses = Object.fromEntries(await Promise.all(Object.entries(starters).map(addressOf)));
    await prepareData(folder, options.from, addresses['eventStoreDb'] ?? '', report);
    const environments = await environmentsOf(folder, addresses, options);
    const startService = async (name: ServiceName): Promise<void> => {
      report(`starting ${name}`);
      const logFile = join(folder, 'logs', `${name}.log`);
      processes.set(name, watched(name, await startProcess(name, environments[name], logFile)));
    };
    await Promise.all(names.map(startService));
    const urls = Object.fromEntries(names.map((name) => [name, urlOf(environments[name])]));
    return {
      url: urlOf(environments.gateway),
      addresses: addresses as Distributed['addresses'],
      environments,
      urls: urls as Distributed['urls'],
      processes,
      servers,
      restart: async (name) => {
        const server = starters[name as ServerName];
        if (server === undefined) await startService(name as ServiceName);
        else servers.set(name as ServerName, watched(name, await server.start()));
      },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
};

interface Starter {
  readonly start: () => Promise<DevServer>;
  readonly says: string;
}

const issuerFolder = 'second-issuer';

/** Each keeps its port over restarts, as a server does. */
const serverStarters = async (
  folder: string,
  given: GivenServers,
  env: DistributedOptions['env'],
): Promise<Record<ServerName, Starter>> => {
  const at = async (name: ServerName, subfolder: string) => ({
    dir: join(folder, subfolder),
    port: given[name as keyof GivenServers] === undefined ? await freePort() : 0,
  });
  const [events, kafka, documents, issuer] = [
    await at('eventStoreDb', 'eventstoredb-double'),
    await at('kafka', 'kafka'),
    await at('mongoDb', 'mongodb-stand-in'),
    await at('issuer', issuerFolder),
  ];
  return {
    eventStoreDb: {
      start: () => startEventStoreDbDouble(events),
      says: 'starting a double of EventStoreDB (a stand-in: it is no database)',
    },
    mongoDb: { start: () => startMongodbStandIn(documents), says: 'starting a stand-in for MongoDB (no transactions)' },
    kafka: { start: () => startKafka(kafka), says: 'starting Apache Kafka' },
    issuer: {
      start: () => startSecondIssuer({ ...issuer, env }),
      says: 'starting a second issuer of tokens, for secret ballots',
    },
  } satisfies Record<ServerName, Starter>;
};

/** The demo's year is made by the standalone deployment, which then moves, as any deployment would. */
const prepareData = async (
  folder: string,
  from: string | undefined,
  eventStoreDb: string,
  report: (line: string) => void,
): Promise<void> => {
  const into = join(folder, 'services');
  if (existsSync(into)) return;
  const standalone = from ?? join(folder, 'standalone');
  if (from === undefined && !existsSync(join(standalone, 'demo-complete'))) {
    report('filling a standalone deployment with the demo');
    const filling = await startServer({
      command: process.execPath,
      args: ['--disable-warning=ExperimentalWarning', 'deploy/standalone/src/main.ts'],
      cwd: root,
      env: { ...inherited(), CUNJIAN_DATA: standalone, CUNJIAN_PORT: '0', CUNJIAN_LOG: 'error' },
      address: '',
      ready: /is ready: /,
    });
    await filling.stop();
  }
  report('moving it to the event store');
  await run(process.execPath, [
    ...['--disable-warning=ExperimentalWarning', join(root, 'cli/bin/cunjian.mjs')],
    ...['migrate', '--from', standalone, '--to', eventStoreDb, '--into', into],
  ]);
};

/** Compiled code is kept from start to start: a third of a process's start. */
const inherited = (): Readonly<Record<string, string>> => ({
  PATH: process.env['PATH'] ?? '',
  NODE_COMPILE_CACHE: join(root, 'node_modules/.cache/compiled'),
});
const host = '127.0.0.1';
const urlOf = ({ CUNJIAN_PORT: port }: Readonly<Record<string, string>>): string => `http://${host}:${port}`;

const environmentsOf = async (
  folder: string,
  addresses: Record<string, string>,
  { env, port }: DistributedOptions,
): Promise<Record<ServiceName, Environment>> => {
  const keys = await makeServiceKeys(join(folder, 'keys'), names);
  const made: [ServiceName, Environment][] = [];
  for (const name of names)
    made.push([
      name,
      {
        ...inherited(),
        CUNJIAN_PORT: String(name === 'gateway' && port !== undefined ? port : await freePort()),
        CUNJIAN_DATA: join(folder, 'services', name),
        CUNJIAN_BLOBS: join(folder, 'services', 'blobs'),
        CUNJIAN_SERVICE_KEY: keys.keyOf(name),
        CUNJIAN_SERVICE_KEYS: keys.keys,
        CUNJIAN_EVENTSTOREDB: addresses['eventStoreDb'] ?? '',
        CUNJIAN_MONGODB: addresses['mongoDb'] ?? '',
        CUNJIAN_KAFKA: addresses['kafka'] ?? '',
        CUNJIAN_KAFKA_REPLICATION: '1',
        CUNJIAN_LOG: 'warn',
        ...env,
      },
    ]);
  const environments = Object.fromEntries(made) as Record<ServiceName, Environment>;
  const behind = Object.fromEntries(
    services.map((name) => [`CUNJIAN_${name.toUpperCase()}_URL`, urlOf(environments[name])]),
  );
  return {
    ...environments,
    consultation: {
      ...environments.consultation,
      ...behind,
      CUNJIAN_ISSUER_URL: addresses['issuer'] ?? '',
      CUNJIAN_ISSUER_TOKEN: await issuerToken(join(folder, issuerFolder)),
      CUNJIAN_ISSUER_HANDS: '演示：第二签发方在同一台机器上 · Demo: the second issuer is on the same machine',
    },
    integration: { ...environments.integration, ...behind },
    gateway: { ...environments.gateway, ...behind, CUNJIAN_DEMO: 'on' },
  };
};

const startProcess = (name: ServiceName, env: Environment, logFile: string): Promise<DevServer> =>
  startServer({
    command: process.execPath,
    args: ['--disable-warning=ExperimentalWarning', mains[name]],
    cwd: root,
    env,
    address: urlOf(env),
    // Warnings alone are logged: that it serves is asked for.
    ready: `${urlOf(env)}/health/started`,
    logFile,
  });
