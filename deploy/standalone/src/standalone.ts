import 'reflect-metadata';
import type { AddressInfo } from 'node:net';
import {
  createServiceRuntime,
  createLog,
  openSharedStores,
  serviceModule,
  type SharedStores,
} from '@cunjian/service-kit';
import type { Express } from 'express';
import { NestFactory } from '@nestjs/core';
import { ExpressAdapter, type NestExpressApplication } from '@nestjs/platform-express';
import { decideDemo, type Config } from './config.ts';
import { takeDataFolder, type DataFolder } from './data-folder.ts';
import { foundDeployment } from './founding.ts';
import { mountOperations } from './http.ts';
import { closeServices, listServices, openServices, type Services } from './services.ts';
import { startBackground, type Background } from './start-background.ts';

/** One line of what the start is doing, for the person who waits. */
export type Report = (line: string) => void;

export interface Standalone {
  /** Where the page is. */
  readonly url: string;
  readonly deployment: string;
  readonly demo: boolean;
  readonly services: Services;
  readonly shared: SharedStores;
  readonly background: Background;
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
  const { dataDir } = folder;
  const { logLevel, headsIntervalMs } = config;
  report(`opening the data folder ${dataDir}`);
  const shared = await openSharedStores({ dataDir, log: createLog({ service: 'standalone', level: logLevel }) });
  const deployment = await found(shared, dataDir, config);
  if (demo) folder.markAsDemo();
  const services = await openServices({ dataDir, deployment, headsIntervalMs, shared });
  const list = listServices(services);

  const dispatchers = new Map(
    list.flatMap(([name, { wired }]) => (wired.dispatch === undefined ? [] : [[name, wired.dispatch] as const])),
  );
  const background = startBackground({ shared, dispatchers, dataDir, deployment, logLevel });
  const stopping = new AbortController();
  const failed = new Promise<unknown>((resolve) => {
    for (const [, { wired }] of list) wired.run?.(stopping.signal).catch(resolve);
  });

  const app = await createApp(services, shared);
  await app.listen(config.port, config.host);
  const { port } = app.getHttpServer().address() as AddressInfo;
  const url = config.url ?? `http://${config.host === '0.0.0.0' ? '127.0.0.1' : config.host}:${port}`;
  return {
    url,
    deployment,
    demo,
    services,
    shared,
    background,
    failed,
    stop: async () => {
      stopping.abort();
      await app.close();
      await background.stop();
      await closeServices(services);
      await shared.close();
      folder.release();
    },
  };
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

// eslint-disable-next-line @typescript-eslint/no-extraneous-class -- Nest tells modules apart by their class
class RootModule {}

const createApp = async (services: Services, shared: SharedStores): Promise<NestExpressApplication> => {
  const imports = listServices(services).map(([name, { wired }]) => serviceModule(name, () => wired));
  const app = await NestFactory.create<NestExpressApplication>({ module: RootModule, imports }, new ExpressAdapter(), {
    bodyParser: false,
    logger: false,
  });
  app.disable('x-powered-by');
  mountOperations(app.getHttpAdapter().getInstance() as Express, shared.health, shared.metrics);
  return app;
};
