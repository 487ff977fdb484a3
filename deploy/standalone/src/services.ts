import { wireConsultation } from '@cunjian/consultation/consultation.module';
import { registryPort } from '@cunjian/consultation/registry-port';
import { openSecretRooms, type SecondIssuer } from '@cunjian/consultation/secret/secret-rooms';
import { wireAudit } from '@cunjian/audit/audit.module';
import type { WitnessPolicy } from '@cunjian/audit/witnesses/witness-policy';
import { wireIntegration } from '@cunjian/integration/integration.module';
import { wirePublication } from '@cunjian/publication/publication.module';
import type { RegistryConfig } from '@cunjian/registry/config';
import { wireRegistry } from '@cunjian/registry/registry.module';
import { createServiceRuntime, type ServiceRuntime, type SharedStores, type WiredService } from '@cunjian/service-kit';

export interface RunningService<Wired extends WiredService = WiredService> {
  readonly runtime: ServiceRuntime;
  readonly wired: Wired;
}

export interface ServicesOptions {
  readonly dataDir: string;
  readonly deployment: string;
  readonly headsIntervalMs: number;
  readonly witnesses: WitnessPolicy;
  readonly registry: RegistryConfig;
  /** Beside the public ones, where webhooks may be delivered to. */
  readonly webhookNetworks: readonly string[];
  readonly secondIssuer: SecondIssuer | undefined;
  readonly shared: SharedStores;
}

/** Opens each service on the shared stores and wires it. The gateway calls their routers in process. */
export const openServices = async (options: ServicesOptions) => {
  const { dataDir, deployment, headsIntervalMs, witnesses, registry, webhookNetworks, secondIssuer, shared } = options;
  const open = async <Wired extends WiredService>(
    service: string,
    wire: (runtime: ServiceRuntime) => Wired | Promise<Wired>,
  ): Promise<RunningService<Wired>> => {
    const runtime = await createServiceRuntime({ dataDir, service, shared });
    return { runtime, wired: await wire(runtime) };
  };
  const registryService = await open('registry', (runtime) => wireRegistry(runtime, { dataDir, ...registry }));
  return {
    registry: registryService,
    publication: await open('publication', (runtime) => wirePublication({ runtime })),
    consultation: await open('consultation', async (runtime) =>
      wireConsultation({
        runtime,
        registry: registryPort(registryService.wired.router),
        secret: await openSecretRooms({ runtime, dataDir, deployment, second: secondIssuer }),
      }),
    ),
    audit: await open('audit', (runtime) => wireAudit(runtime, { dataDir, deployment, headsIntervalMs, witnesses })),
    integration: await open('integration', (runtime) =>
      wireIntegration(runtime, { dataDir, deployment, webhookNetworks }),
    ),
  };
};

/** What of each runs in the background thread. */
export const backgroundModules: readonly string[] = [
  'registry',
  'publication',
  'consultation',
  'audit',
  'integration',
].map((service) => import.meta.resolve(`@cunjian/${service}/background`));

export type Services = Awaited<ReturnType<typeof openServices>>;

export const listServices = (services: Services): readonly (readonly [string, RunningService])[] =>
  Object.entries(services);

export const closeServices = async (services: Services): Promise<void> => {
  for (const [, { runtime, wired }] of listServices(services)) {
    await wired.close?.();
    await runtime.close();
  }
};
