import type { z } from 'zod';
import type { Together } from '../config.ts';
import { createLog } from '../log.ts';
import { createServiceRuntime, openSharedStores } from '../embedded.ts';
import { createHealth } from '../health.ts';
import { createMetrics } from '../metrics.ts';
import { serveProcedures } from '../remote/serve-procedures.ts';
import { createRightOfWay } from '../right-of-way.ts';
import type { ServiceRuntime } from '../runtime.ts';
import type { WiredService } from '../service-module.ts';
import { systemClock, systemRandom } from '../system.ts';
import { tracingOf } from '../tracing/settings.ts';
import { startTracing } from '../tracing/start-tracing.ts';
import { waitForDeployment } from './deployment-name.ts';
import { listen } from './http.ts';
import { lockFolder } from './lock-folder.ts';
import { runProcess, type Running } from './run-process.ts';
import { openServiceIdentity } from './service-keys.ts';
import { readServiceSettings, wantedOf, type ServiceSettings } from './service-settings.ts';
import { createStarting } from './starting.ts';
import { startLoops } from './start-loops.ts';

export interface ServiceDefinition<Settings extends z.ZodObject> {
  readonly service: string;
  /** Variables beyond those of every service. */
  readonly settings: Settings;
  readonly together?: readonly Together[];
  /** URL of the module whose `background` runs in the process's background thread. */
  readonly background: string;
  /** The services that may call this one. */
  readonly callers: readonly string[];
  readonly wire: (
    runtime: ServiceRuntime,
    settings: ServiceSettings & z.output<Settings>,
    /** The deployment's name. */
    deployment: string,
  ) => WiredService | Promise<WiredService>;
  /** The one service that founds the deployment does; the others wait. Gives its name. */
  readonly found?: (runtime: ServiceRuntime, settings: ServiceSettings & z.output<Settings>) => Promise<string>;
}

/** One service in a process of its own: its `main.ts` calls this and nothing else. */
export const runService = <Settings extends z.ZodObject>(definition: ServiceDefinition<Settings>): Promise<void> =>
  runProcess(
    () => startService(definition, process.env),
    () => wantedOf(process.env),
  );

const startService = async <Settings extends z.ZodObject>(
  definition: ServiceDefinition<Settings>,
  env: NodeJS.ProcessEnv,
): Promise<Running> => {
  const { service } = definition;
  const settings = readServiceSettings(service, definition.settings, env, definition);
  const { CUNJIAN_DATA: dataDir, CUNJIAN_LOG: logLevel } = settings;
  const engines = { eventStoreDb: settings.CUNJIAN_EVENTSTOREDB, mongoDb: settings.CUNJIAN_MONGODB };
  const log = createLog({ process: service, level: logLevel });
  const traced = tracingOf(settings, service);
  const tracing = traced && (await startTracing(traced, log));
  const identity = await openServiceIdentity(service, settings, { clock: systemClock, random: systemRandom });
  const release = await lockFolder(dataDir);
  const operations = { health: createHealth(), metrics: createMetrics(), rightOfWay: createRightOfWay() };
  const { CUNJIAN_PORT: port, CUNJIAN_HOST: host, CUNJIAN_BLOBS: blobFolder } = settings;
  const http = await listen({ ...operations, clock: systemClock, log, port, host });
  log.info({ url: http.localUrl }, `${service} starts`);
  const starting = createStarting({ health: operations.health, log, clock: systemClock });
  const shared = await starting.untilThere('opening the event store', () =>
    openSharedStores({ ...operations, dataDir, engines, blobFolder, log }),
  );
  const runtime = await starting.untilThere('opening the read models', () =>
    createServiceRuntime({ dataDir, service, shared, engines }),
  );
  const { found } = definition;
  const deployment = await (found === undefined
    ? starting.untilThere('waiting until the registry has founded the deployment', () =>
        waitForDeployment(shared, systemClock),
      )
    : starting.untilThere('founding the deployment', () => found(runtime, settings)));
  const wired = await definition.wire(runtime, settings, deployment);
  const loops = startLoops([[service, wired]], {
    modules: [definition.background],
    ...{ shared, dataDir, engines, deployment, logLevel, tracing: traced },
  });
  http.mount(serveProcedures({ router: wired.router, identity, callers: definition.callers, log }));
  starting.done();
  log.info({ url: http.localUrl, deployment }, `${service} is listening`);
  return {
    log,
    failed: loops.failed,
    stop: async () => {
      await http.close();
      await loops.stop();
      await wired.close?.();
      await runtime.close();
      await shared.close();
      await tracing?.stop();
      release();
    },
  };
};
