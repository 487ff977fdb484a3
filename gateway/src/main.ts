/** The gateway in a process of its own: the one that browsers and integrators reach. It opens no event store and no read model. */
import { join, resolve } from 'node:path';
import type { AuditRouter } from '@cunjian/audit/api';
import type { ConsultationRouter } from '@cunjian/consultation/api';
import { openFileSystemBlobStore } from '@cunjian/blob-store';
import type { IntegrationRouter } from '@cunjian/integration/api';
import type { PublicationRouter } from '@cunjian/publication/api';
import type { RegistryRouter } from '@cunjian/registry/api';
import { createHealth, createLog, createMetrics, systemClock, systemRandom } from '@cunjian/service-kit';
import {
  listen,
  lockFolder,
  openServiceIdentity,
  readServiceSettings,
  runProcess,
  wantedOf,
  type Running,
} from '@cunjian/service-kit/process';
import { createRemoteService, type RemoteServiceOptions } from '@cunjian/service-kit/remote';
import { startTracing, tracedRequests, tracingOf } from '@cunjian/service-kit/tracing';
import { z } from 'zod';
import { gatewayConfigOf, gatewaySettings, oidcVariables, signInContradictions, signInOf } from './config.ts';
import { createGateway } from './gateway.ts';
import { securityHeaders } from './http/security.ts';
import { serviceReadiness } from './http/service-readiness.ts';

const serviceUrl = (service: string) =>
  z.url({ protocol: /^https?$/ }).describe(`Set where ${service} listens, like http://${service}:4100.`);

const settings = z.object({
  ...gatewaySettings.shape,
  CUNJIAN_DEMO: z.enum(['on', 'off']).default('off').describe('Set it to on for demo accounts without passwords.'),
  CUNJIAN_REGISTRY_URL: serviceUrl('registry'),
  CUNJIAN_PUBLICATION_URL: serviceUrl('publication'),
  CUNJIAN_CONSULTATION_URL: serviceUrl('consultation'),
  CUNJIAN_AUDIT_URL: serviceUrl('audit'),
  CUNJIAN_INTEGRATION_URL: serviceUrl('integration'),
  NODE_ENV: z.string().optional(),
});

const builtPage = join(resolve(import.meta.dirname, '../..'), 'web', 'dist');

/** Everything that calls services; the page's files do not. */
const tracedRoutes = ['graphql', 'log', 'upload', 'attachments', 'export'];

const start = async (): Promise<Running> => {
  const given = readServiceSettings('gateway', settings, process.env, {
    together: [oidcVariables],
    contradictions: signInContradictions(process.env, 'off'),
  });
  const { CUNJIAN_DATA: dataDir, CUNJIAN_LOG: level, CUNJIAN_PORT: port, CUNJIAN_HOST: host } = given;
  const config = gatewayConfigOf(given);
  const [clock, random, log] = [systemClock, systemRandom, createLog({ process: 'gateway', level })];
  const traced = tracingOf(given, 'gateway');
  const tracing = traced && (await startTracing(traced, log));
  const identity = await openServiceIdentity('gateway', given, { clock, random });
  const release = await lockFolder(dataDir);
  const health = createHealth();
  const first = securityHeaders(config.url ?? '');
  const http = await listen({ health, metrics: createMetrics(), clock, log, port, host, first });

  const remote = (service: string, url: string): RemoteServiceOptions => {
    const options = { service, url, identity, clock };
    // The gateway is of use where the services behind it are.
    health.register(service, () => serviceReadiness(url));
    return options;
  };
  const gateway = await createGateway({
    services: {
      registry: createRemoteService<RegistryRouter>(remote('registry', given.CUNJIAN_REGISTRY_URL)),
      publication: createRemoteService<PublicationRouter>(remote('publication', given.CUNJIAN_PUBLICATION_URL)),
      consultation: createRemoteService<ConsultationRouter>(remote('consultation', given.CUNJIAN_CONSULTATION_URL)),
      audit: createRemoteService<AuditRouter>(remote('audit', given.CUNJIAN_AUDIT_URL)),
      integration: createRemoteService<IntegrationRouter>(remote('integration', given.CUNJIAN_INTEGRATION_URL)),
    },
    blobs: await openFileSystemBlobStore({ folder: given.CUNJIAN_BLOBS ?? join(dataDir, 'blobs'), random }),
    ...{ clock, random, log, dataDir },
    publicUrl: config.url ?? http.localUrl,
    signIn: signInOf(config, given.CUNJIAN_DEMO === 'on'),
    production: given.NODE_ENV === 'production',
    pageRoot: resolve(config.pageRoot ?? builtPage),
    trustedProxies: config.trustedProxies,
    uploadQuota: config.uploadQuota,
  });
  http.mount(tracedRequests({ handler: gateway.app, random, routes: tracedRoutes }));
  http.server.on('upgrade', gateway.upgrade);
  log.info({ url: http.localUrl }, 'gateway is listening');
  return {
    log,
    failed: new Promise(() => undefined),
    stop: async () => {
      gateway.closeSockets();
      await http.close();
      await gateway.close();
      await tracing?.stop();
      release();
    },
  };
};

await runProcess(start, () => wantedOf(process.env));
