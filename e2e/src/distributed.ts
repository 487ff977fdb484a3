import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startDistributed, type Distributed } from '@cunjian/dev-servers';
import { openEventStoreDb } from '@cunjian/event-store/eventstoredb';
import { systemClock, systemRandom } from '@cunjian/service-kit';
import { createActors, signIn } from './actors.ts';
import { cachedOnce, preparedData } from './prepared-data.ts';
import type { Deployment } from './running.ts';

const lookEveryMs = 50;
const maxSettleMs = 300_000;
/** What each of them keeps level with the store. */
const followers = ['registry', 'publication', 'consultation', 'audit', 'integration'] as const;

const until = async (done: () => Promise<boolean>, what: string): Promise<void> => {
  const end = performance.now() + maxSettleMs;
  while (!(await done())) {
    if (performance.now() > end) throw new Error(`${what} after ${maxSettleMs} ms`);
    await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
  }
};

/** How far each read model, reaction and other sink of a service is, as it says itself. */
const positionsOf = async (url: string): Promise<readonly number[]> => {
  const text = await (await fetch(`${url}/metrics`)).text();
  return [...text.matchAll(/^cunjian_processing_position\{[^}]*\} (\S+)$/gm)].map(([, position]) => Number(position));
};

const isReady = async (url: string): Promise<boolean> => (await fetch(`${url}/health/ready`)).ok;

/** A folder in which everything stands and all read models are built; made once per state of the sources. */
const prepared = (): Promise<string> =>
  cachedOnce('distributed', async (folder) => {
    const from = await preparedData();
    const system = await startDistributed({ dir: folder, from });
    await until(() => isReady(system.url), 'the services are not ready');
    await system.stop();
    await rm(from, { recursive: true });
  });

/** Every service a process of its own, over the real clients of the servers, on a folder of its own with the demo's year. */
export const runDistributedDemo = async ({
  pageRoot,
}: {
  readonly pageRoot?: string | undefined;
}): Promise<Deployment & { readonly system: Distributed }> => {
  const dataDir = await mkdtemp(join(tmpdir(), 'cunjian-e2e-'));
  await cp(await prepared(), dataDir, { recursive: true });
  const env = {
    ...(pageRoot === undefined ? {} : { CUNJIAN_PAGE: pageRoot }),
    CUNJIAN_HEADS_INTERVAL_MS: '3600000',
    CUNJIAN_WEBHOOK_NETWORKS: '127.0.0.1/32',
  };
  const system = await startDistributed({ dir: dataDir, env });
  const events = await openEventStoreDb({
    connectionString: system.addresses.eventStoreDb,
    clock: systemClock,
    random: systemRandom,
  });
  const isLevel = async (): Promise<boolean> => {
    const head = await events.head();
    const positions = await Promise.all(followers.map((service) => positionsOf(system.urls[service])));
    return (
      positions.every((ofService) => ofService.length > 0 && ofService.every((position) => position >= Number(head))) &&
      (await events.head()) === head
    );
  };
  const settle = async (): Promise<void> => {
    for (let quiet = 0; quiet < 2; quiet++) await until(isLevel, 'not level');
  };
  await until(() => isReady(system.url), 'the services are not ready');
  const shownHeads = async (): Promise<string> => (await fetch(`${system.url}/log/heads/checkpoint`)).text();
  return {
    url: system.url,
    dataDir,
    system,
    events,
    checks: followers,
    as: createActors(system.url),
    anotherTab: (account) => signIn(system.url, account),
    settle,
    advanceHeads: async () => {
      await settle();
      const before = await shownHeads();
      system.processes.get('audit')?.signal('SIGUSR2');
      await until(async () => (await shownHeads()) !== before, 'no new heads');
      await settle();
    },
    stop: async () => {
      await events.close();
      await system.stop();
      await rm(dataDir, { recursive: true });
    },
  };
};
