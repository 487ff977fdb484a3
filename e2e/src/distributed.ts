import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { catalogue } from '@cunjian/contracts';
import type { ConsultationRouter } from '@cunjian/consultation/api';
import { startDistributed, type Distributed, type ServiceName } from '@cunjian/dev-servers';
import type { EventReader } from '@cunjian/event-store';
import { openEventStoreDb } from '@cunjian/event-store/eventstoredb';
import type { RegistryRouter } from '@cunjian/registry/api';
import { createFileClock, setFileClock, systemClock, systemRandom } from '@cunjian/service-kit';
import { openServiceIdentity } from '@cunjian/service-kit/process';
import { createRemoteService } from '@cunjian/service-kit/remote';
import { cachedFolder } from '@cunjian/testing/cached-folder';
import { createActors, signIn } from './actors.ts';
import { shanghaiDate } from './days.ts';
import { preparedData } from './prepared-data.ts';
import type { Deployment, RunOptions } from './deployment.ts';
import { derivedOnServers } from './derived.ts';
import { until } from './until.ts';

/** What each of them keeps level with the store. */
const followers = ['registry', 'publication', 'consultation', 'audit', 'integration'] as const;

/** Types of the event by which all that has grown is shown. */
const headsAdvanced = catalogue.wireTypes(['heads-advanced']);

/** What `path` of a process answers; nothing where it does not listen. */
const answerOf = async (url: string, path: string): Promise<{ readonly ok: boolean; readonly text: string }> => {
  try {
    const response = await fetch(`${url}${path}`);
    return { ok: response.ok, text: await response.text() };
  } catch {
    return { ok: false, text: 'does not listen' };
  }
};

/** Its read models, reactions and other sinks that have not seen the event at `head`, as it says itself; where they are. */
const behind = async (url: string, head: bigint): Promise<readonly string[]> => {
  const { ok, text } = await answerOf(url, '/metrics');
  const found = [...text.matchAll(/^cunjian_processing_position\{([^}]*)\} (\S+)$/gm)];
  if (!ok || found.length === 0) return [`${url}: ${ok ? 'follows nothing yet' : text}`];
  return found.flatMap(([, name, position]) => (Number(position) < Number(head) ? [`${name} at ${position}`] : []));
};

const ready = async ({ url }: Pick<Distributed, 'url'>): Promise<void> => {
  let said = '';
  const isReady = async (): Promise<boolean> => {
    const { ok, text } = await answerOf(url, '/health/ready');
    said = text;
    return ok;
  };
  await until(isReady, () => `all services ready: ${said}`);
};

/** A folder in which everything stands and all read models are built; made once per state of the sources. */
export const preparedDistributed = (): Promise<string> =>
  cachedFolder('distributed', shanghaiDate(), async (folder) => {
    const from = await preparedData();
    const system = await startDistributed({ dir: folder, from });
    try {
      await ready(system);
    } finally {
      await system.stop();
      await rm(from, { recursive: true });
    }
  });

export interface DistributedDeployment extends Deployment {
  readonly system: Distributed;
  readonly events: EventReader;
}

/** Which all processes of a deployment take the time from. */
const clockIn = (dataDir: string): string => join(dataDir, 'clock');

/** The means of a journey, over a system that is ready. */
const deploymentOf = async (system: Distributed, dataDir: string): Promise<DistributedDeployment> => {
  const events = await openEventStoreDb({
    connectionString: system.addresses.eventStoreDb,
    clock: systemClock,
    random: systemRandom,
  });
  const settle = async (): Promise<void> => {
    let [head, late]: [bigint, readonly string[]] = [0n, []];
    const isLevel = async (): Promise<boolean> => {
      head = await events.head();
      late = (await Promise.all(followers.map((service) => behind(system.urls[service], head)))).flat();
      return late.length === 0 && (await events.head()) === head;
    };
    await until(isLevel, () => `level with the store, which is at ${head}: ${late.join('; ')}`, 2);
  };
  const isAllShown = async (): Promise<boolean> =>
    headsAdvanced.includes((await events.readEvent(await events.head()))?.type ?? '');
  const [clock, random] = [createFileClock(clockIn(dataDir)), systemRandom];
  const identity = await openServiceIdentity('gateway', system.environments.gateway, { clock, random });
  const called = (service: ServiceName) => ({ service, url: system.urls[service], identity, clock });
  const registry = createRemoteService<RegistryRouter>(called('registry'));
  const consultation = createRemoteService<ConsultationRouter>(called('consultation'));
  const shutDown = async (): Promise<void> => {
    await events.close();
    await system.stop();
  };
  return {
    url: system.url,
    dataDir,
    auditDir: join(dataDir, 'services', 'audit'),
    auditUrl: system.urls.audit,
    kept: ['--event-store', system.addresses.eventStoreDb, '--services', join(dataDir, 'services')],
    system,
    events,
    checks: followers,
    as: createActors(system.url),
    anotherTab: (account) => signIn(system.url, account),
    settle,
    advanceHeads: async () => {
      await settle();
      // Nothing has grown since: no other heads would ever be shown.
      if (await isAllShown()) return;
      const after = await events.head();
      system.processes.get('audit')?.signal('SIGUSR2');
      const advanced = () => events.readAll({ after, types: headsAdvanced, limit: 1 });
      await until(async () => (await advanced()).events.length > 0, 'the heads have advanced');
      await settle();
    },
    askWitnesses: () => Promise.resolve(),
    goOnTo: async (instant) => {
      setFileClock(clockIn(dataDir), Date.parse(instant));
      await settle();
    },
    calling: (account, office) => {
      const call = { account, office, correlationId: 'e2e' };
      return { registry: registry.createCaller(call), consultation: consultation.createCaller(call) };
    },
    restarted: async (meanwhile) => {
      await events.close();
      await Promise.all([...system.processes.values()].map((service) => service.stop()));
      try {
        await meanwhile(derivedOnServers(dataDir, system.addresses.mongoDb));
        await Promise.all([...system.processes.keys()].map((name) => system.restart(name)));
        await ready(system);
        return await deploymentOf(system, dataDir);
      } catch (error) {
        await system.stop();
        throw error;
      }
    },
    shutDown,
    stop: shutDown,
  };
};

/** What a folder keeps, each service a process, over the real clients of the servers. `from` is moved there first. */
export const runDistributed = async (
  dataDir: string,
  { pageRoot, witnesses }: RunOptions = {},
  from?: string,
): Promise<DistributedDeployment> => {
  const env = {
    ...(pageRoot === undefined ? {} : { CUNJIAN_PAGE: pageRoot }),
    ...(witnesses === undefined ? {} : { CUNJIAN_WITNESSES: witnesses.text }),
    CUNJIAN_HEADS_INTERVAL_MS: '3600000',
    CUNJIAN_WEBHOOK_NETWORKS: '127.0.0.1/32',
    CUNJIAN_TEST_CLOCK: clockIn(dataDir),
  };
  const system = await startDistributed({ dir: dataDir, env, ...(from === undefined ? {} : { from }) });
  try {
    await ready(system);
    return await deploymentOf(system, dataDir);
  } catch (error) {
    await system.stop();
    throw error;
  }
};

/** A folder with the demo's year in it; the caller removes it. */
export const copyOfPrepared = async (): Promise<string> => {
  const dataDir = await mkdtemp(join(tmpdir(), 'cunjian-e2e-'));
  await cp(await preparedDistributed(), dataDir, { recursive: true });
  return dataDir;
};

/** The same on a folder of its own with the demo's year in it; `stop` removes the folder. */
export const runDistributedDemo = async (options: RunOptions): Promise<DistributedDeployment> => {
  const dataDir = await copyOfPrepared();
  const demo = await runDistributed(dataDir, options);
  return {
    ...demo,
    stop: async () => {
      await demo.shutDown();
      await rm(dataDir, { recursive: true });
    },
  };
};
