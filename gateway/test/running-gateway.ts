import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { wireAudit } from '@cunjian/audit/audit.module';
import { background as auditBackground } from '@cunjian/audit/background';
import { catalogue, nationalDivision } from '@cunjian/contracts';
import { openSqliteEventReader } from '@cunjian/event-store/sqlite';
import { background as consultationBackground } from '@cunjian/consultation/background';
import { wireConsultation } from '@cunjian/consultation/consultation.module';
import { openSecretRooms } from '@cunjian/consultation/secret/secret-rooms';
import { registryPort } from '@cunjian/consultation/registry-port';
import { background as integrationBackground } from '@cunjian/integration/background';
import { wireIntegration } from '@cunjian/integration/integration.module';
import { background as publicationBackground } from '@cunjian/publication/background';
import { wirePublication } from '@cunjian/publication/publication.module';
import { background as registryBackground } from '@cunjian/registry/background';
import { deploymentDecider } from '@cunjian/registry/deployment/decide';
import { wireRegistry } from '@cunjian/registry/registry.module';
import {
  createLog,
  createServiceRuntime,
  type ServiceRuntime,
  dataLayout,
  openSharedStores,
  runInBackground,
  systemRandom,
  type BackgroundService,
  type WiredService,
} from '@cunjian/service-kit';
import { createTurnedClock } from '@cunjian/testing';
import { createGateway, type GatewayOptions } from '../src/gateway.ts';

export const deployment = 'cunjian.test';

const backgroundServices: readonly BackgroundService[] = [
  registryBackground,
  publicationBackground,
  consultationBackground,
  auditBackground,
  integrationBackground,
];

export type Overrides = Partial<
  Pick<GatewayOptions, 'signIn' | 'pageRoot' | 'production' | 'publicUrl' | 'trustedProxies' | 'uploadQuota'>
> & {
  /** How long a query waits for what `atLeast` asks for. */
  readonly maxReadWaitMs?: number;
};
type RegistryOptions = Parameters<typeof wireRegistry>[1];

type Runtimes = Readonly<Record<'registry' | 'publication' | 'consultation' | 'audit' | 'integration', ServiceRuntime>>;

const wireAll = async (runtimes: Runtimes, dataDir: string, registry: Omit<RegistryOptions, 'dataDir'>) => {
  const registryService = await wireRegistry(runtimes.registry, { dataDir, ...registry });
  return {
    registry: registryService,
    publication: wirePublication({ runtime: runtimes.publication }),
    consultation: wireConsultation({
      runtime: runtimes.consultation,
      secret: await openSecretRooms({
        ...{ runtime: runtimes.consultation, dataDir, deployment, second: { kind: 'demo' } },
      }),
      registry: registryPort(registryService.router),
    }),
    audit: await wireAudit(runtimes.audit, { dataDir, deployment, headsIntervalMs: 3_600_000 }),
    integration: await wireIntegration(runtimes.integration, {
      dataDir,
      deployment,
      webhookNetworks: ['127.0.0.1/32'],
    }),
  };
};

/** The gateway on real services with embedded stores, listening on a free port of loopback. */
export const startGateway = async (
  { maxReadWaitMs = 10_000, ...overrides }: Overrides = {},
  registry: Omit<RegistryOptions, 'dataDir'> = {},
) => {
  const dataDir = await mkdtemp(join(tmpdir(), 'cunjian-gateway-'));
  // eslint-disable-next-line no-restricted-syntax -- the issuer's own library reads the machine's clock
  const clock = createTurnedClock(() => Date.now());
  const lines: string[] = [];
  const log = createLog({ service: 'test', level: 'warn', destination: { write: (line) => void lines.push(line) } });
  const shared = await openSharedStores({ dataDir, clock, log });
  const open = (service: string) => createServiceRuntime({ dataDir, service, shared, maxReadWaitMs });
  const runtimes = {
    registry: await open('registry'),
    publication: await open('publication'),
    consultation: await open('consultation'),
    audit: await open('audit'),
    integration: await open('integration'),
  };
  await found(runtimes.registry.handle);
  const wired = await wireAll(runtimes, dataDir, registry);
  const stopping = new AbortController();
  const integration = wired.integration.run?.(stopping.signal);
  const events = openSqliteEventReader({ file: dataLayout(dataDir).events });
  const background = backgroundServices.map((service) =>
    runInBackground(service, {
      ...{ dataDir, deployment, events, catalogue, clock, random: systemRandom, log, signal: stopping.signal },
      dispatch: dispatcherOf(wired[service.service as keyof typeof wired]),
      onStatus: ({ name, state, failure }) => {
        if (state === 'failed') process.stderr.write(`${name}: ${failure?.error ?? ''}\n`);
      },
    }),
  );

  const { server, url } = await listening();
  const services = {
    registry: wired.registry.router,
    publication: wired.publication.router,
    consultation: wired.consultation.router,
    audit: wired.audit.router,
    integration: wired.integration.router,
  };
  const closeAll = async (gateway?: { close(): Promise<void> }): Promise<void> => {
    server.closeAllConnections();
    server.close();
    stopping.abort();
    await Promise.all(background);
    await gateway?.close();
    await integration;
    await wired.integration.close?.();
    await wired.audit.close?.();
    await wired.consultation.close?.();
    await events.close();
    for (const runtime of Object.values(runtimes)) await runtime.close();
    await shared.close();
    await rm(dataDir, { recursive: true, force: true });
  };
  const gateway = await createGateway({
    services,
    ...{ blobs: shared.blobs, clock, random: systemRandom, log, dataDir, publicUrl: url, signIn: { kind: 'demo' } },
    production: false,
    ...overrides,
  }).catch(async (error: unknown) => {
    // What stands before it must not keep the tests' process alive.
    await closeAll();
    throw error;
  });
  server.on('request', gateway.app);
  server.on('upgrade', gateway.upgrade);
  return {
    url,
    clock,
    gateway,
    services,
    shared,
    dataDir,
    /** What was logged at level warn and above. */
    logged: lines,
    advanceHeads: wired.audit.advanceHeads,
    close: () => closeAll(gateway),
  };
};
export type RunningGateway = Awaited<ReturnType<typeof startGateway>>;

const listening = async () => {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
};

const dispatcherOf = ({ dispatch }: WiredService) =>
  dispatch ??
  (async () => {
    throw new Error('it has no reactions');
  });

const found = (handle: Awaited<ReturnType<typeof createServiceRuntime>>['handle']) =>
  handle({
    stream: 'deployment',
    decider: deploymentDecider,
    command: { name: deployment, operatorAccounts: ['operator', 'operator2'] },
    meta: {
      commandId: systemRandom.uuid(),
      ...{ actor: 'system:founding', division: nationalDivision, correlationId: 'founding', audience: 'public' },
    },
  });
