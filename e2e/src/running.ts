import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { startStandalone, type Standalone } from '@cunjian/standalone';
import type { Config } from '@cunjian/standalone/config';
import { createActors, signIn } from './actors.ts';
import type { Deployment, RunOptions } from './deployment.ts';
import { derivedInFolder } from './derived.ts';
import { preparedData } from './prepared-data.ts';
import { testConfig } from './test-config.ts';
import { until } from './until.ts';

/** Which way `runDemo` deploys it. */
export const isDistributed = process.env['CUNJIAN_E2E'] === 'distributed';

/** All of it in this process, so that a journey can reach into it. */
export interface Running extends Deployment {
  readonly standalone: Standalone;
}

/** The whole system in this process on `dataDir`. */
export const run = async (dataDir: string, config: Partial<Config> = {}): Promise<Running> => {
  const standalone = await startStandalone({ ...testConfig(dataDir), ...config }, () => undefined);
  const { url, background, shared, services } = standalone;
  const settle = async (): Promise<void> => {
    const isLevel = async (): Promise<boolean> => {
      const head = await shared.store.head();
      const statuses = background.statuses();
      return (
        statuses.length > 0 &&
        statuses.every(({ status }) => status.behindSince === undefined && status.position >= head) &&
        (await shared.store.head()) === head
      );
    };
    await until(isLevel, () => `level with the store: ${describe(background.statuses())}`, 2);
  };
  return {
    url,
    dataDir,
    auditDir: dataDir,
    auditUrl: url,
    kept: ['--data', dataDir],
    standalone,
    events: shared.store,
    checks: ['sealing', 'processing'],
    as: createActors(url),
    anotherTab: (account) => signIn(url, account),
    settle,
    advanceHeads: async () => {
      await settle();
      await services.audit.wired.advanceHeads();
      await settle();
    },
    askWitnesses: () => services.audit.wired.askWitnesses(),
    goOnTo: async (instant) => {
      standalone.clock.set(Date.parse(instant));
      await settle();
    },
    calling: (account, office) => {
      const call = { account, office, correlationId: 'e2e' };
      return {
        registry: services.registry.wired.router.createCaller(call),
        consultation: services.consultation.wired.router.createCaller(call),
      };
    },
    restarted: async (meanwhile) => {
      await standalone.stop();
      await meanwhile(derivedInFolder(dataDir));
      return run(dataDir, config);
    },
    shutDown: () => standalone.stop(),
    stop: () => standalone.stop(),
  };
};

const describe = (statuses: ReturnType<Standalone['background']['statuses']>): string =>
  statuses
    .filter(({ status }) => status.state !== 'live')
    .map(({ service, status: { name, state, failure } }) => `${service}/${name} ${state} ${failure?.error ?? ''}`)
    .join('; ');

/** The same on a folder of its own with the demo's year in it; `stop` removes the folder. */
export const runStandaloneDemo = async (config: Partial<Config> = {}): Promise<Running> => {
  const dataDir = await preparedData();
  const running = await run(dataDir, config);
  return {
    ...running,
    stop: async () => {
      await running.stop();
      await rm(dataDir, { recursive: true });
    },
  };
};

/** The demo's year, deployed as CUNJIAN_E2E says: `distributed`, or standalone. */
export const runDemo = async (options: RunOptions = {}): Promise<Deployment> => {
  if (!isDistributed) return runStandaloneDemo(options);
  const { runDistributedDemo } = await import('./distributed.ts');
  return runDistributedDemo(options);
};

/** A folder as such a deployment leaves it, with the demo's year in it; the caller removes it. */
export const demoFolder = async (): Promise<string> => {
  if (!isDistributed) return preparedData();
  const { copyOfPrepared } = await import('./distributed.ts');
  return copyOfPrepared();
};

/** What audit keeps there. */
export const auditDirIn = (dataDir: string): string => (isDistributed ? join(dataDir, 'services', 'audit') : dataDir);

/** What such a deployment has kept in `dataDir`, running again. */
export const runOn = async (dataDir: string, options: RunOptions = {}): Promise<Deployment> => {
  if (!isDistributed) return run(dataDir, options);
  const { runDistributed } = await import('./distributed.ts');
  return runDistributed(dataDir, options);
};

/** A folder that `cunjian restore` made, running as such a deployment in `dataDir`, which is not there yet. */
export const runRestored = async (restored: string, dataDir: string): Promise<Deployment> => {
  if (!isDistributed) {
    await rename(restored, dataDir);
    return run(dataDir);
  }
  const { runDistributed } = await import('./distributed.ts');
  return runDistributed(dataDir, {}, restored);
};
