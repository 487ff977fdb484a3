import { join, resolve } from 'node:path';
import { signInOf } from '@cunjian/gateway/config';
import { createGateway, type Gateway } from '@cunjian/gateway/gateway';
import { securityHeaders } from '@cunjian/gateway/http/security';
import {
  createLog,
  createServiceRuntime,
  createSharedClock,
  openSharedStores,
  type SharedClock,
  type SharedStores,
} from '@cunjian/service-kit';
import { foundDeployment } from '@cunjian/registry/deployment/found';
import { listen, startLoops } from '@cunjian/service-kit/process';
import { decideDemo, type Config } from './config.ts';
import { takeDataFolder, type DataFolder } from './data-folder.ts';
import { demoFoundedAt, runDemo } from './demo/run-demo.ts';
import type { Report, RunningSystem } from './running-system.ts';
import { backgroundModules, closeServices, listServices, openServices } from './services.ts';

const builtPage = join(resolve(import.meta.dirname, '../../..'), 'web', 'dist');

export interface Standalone extends RunningSystem {
  /** Where browsers find the page. */
  readonly url: string;
  readonly deployment: string;
  readonly demo: boolean;
  readonly folder: DataFolder;
  readonly gateway: Gateway;
  /** The time of all its threads. */
  readonly clock: SharedClock;
  /** Resolves with the error of a service's loop that ended by one; the process should end then. */
  readonly failed: Promise<unknown>;
  /** Finishes what is under way, then closes everything. */
  stop(): Promise<void>;
}

/** The whole system in this process, on embedded stores. Throws a `ConfigError` where the operator has to decide. */
export const startStandalone = async (config: Config, report: Report): Promise<Standalone> => {
  const folder = await takeDataFolder(config.dataDir);
  try {
    return await startIn(folder, config, report);
  } catch (error) {
    folder.release();
    throw error;
  }
};

const startIn = async (folder: DataFolder, config: Config, report: Report): Promise<Standalone> => {
  const demo = decideDemo(config, folder);
  const signIn = signInOf(config, demo);
  const { dataDir } = folder;
  const { logLevel, headsIntervalMs, witnesses, registry, webhookNetworks } = config;
  const secondIssuer = config.secondIssuer ?? (demo ? ({ kind: 'demo' } as const) : undefined);
  report(`opening the data folder ${dataDir}`);
  const clock = createSharedClock();
  const fillWithDemo = demo && !folder.demoComplete;
  if (fillWithDemo) clock.set(demoFoundedAt);
  const shared = await openSharedStores({ dataDir, clock, log: createLog({ process: 'standalone', level: logLevel }) });
  const deployment = await found(shared, dataDir, config);
  if (demo) folder.markAsDemo();
  const services = await openServices({
    ...{ dataDir, deployment, headsIntervalMs, witnesses, registry, webhookNetworks, secondIssuer, shared },
  });
  const wired = listServices(services).map(([name, service]) => [name, service.wired] as const);
  const {
    background,
    failed,
    stop: stopLoops,
  } = startLoops(wired, {
    modules: backgroundModules,
    shared,
    dataDir,
    deployment,
    logLevel,
    clockCell: clock.cell,
  });
  if (fillWithDemo) {
    await runDemo({ services, shared, background }, clock, report);
    folder.markDemoComplete();
  }

  const { port, host } = config;
  const http = await listen({ ...shared, port, host, services: wired, first: securityHeaders(config.url ?? '') });
  const url = config.url ?? http.localUrl;
  const gateway = await createGateway({
    ...shared,
    services: {
      registry: services.registry.wired.router,
      publication: services.publication.wired.router,
      consultation: services.consultation.wired.router,
      audit: services.audit.wired.router,
      integration: services.integration.wired.router,
    },
    dataDir,
    publicUrl: url,
    signIn,
    production: config.production,
    pageRoot: resolve(config.pageRoot ?? builtPage),
    trustedProxies: config.trustedProxies,
    uploadQuota: config.uploadQuota,
  });
  http.mount(gateway.app);
  http.server.on('upgrade', gateway.upgrade);
  const stop = async (): Promise<void> => {
    gateway.closeSockets();
    await http.close();
    await gateway.close();
    await stopLoops();
    await closeServices(services);
    await shared.close();
    folder.release();
  };
  return { url, deployment, demo, folder, services, shared, background, gateway, clock, failed, stop };
};

/** Founding needs a handler, and has to come before anything else is wired. */
const found = async (shared: SharedStores, dataDir: string, config: Config): Promise<string> => {
  const runtime = await createServiceRuntime({ dataDir, service: 'registry', shared });
  try {
    return await foundDeployment(runtime, config);
  } finally {
    await runtime.close();
  }
};
