import { serviceModule, type ServiceRuntime, type WiredService } from '@cunjian/service-kit';
import type { DynamicModule } from '@nestjs/common';
import type { RealNameIssuer } from './account/real-name-issuer.ts';
import { createApi, type RegistryRouter } from './api.ts';
import { createDerivedIds } from './derived-ids.ts';
import { createDispatch } from './dispatch.ts';
import { queriesOf } from './registry-context.ts';

export interface RegistryOptions {
  /** At least 32 random bytes, kept as long as the data: ids of people are derived with it (`config.ts`, `personKeyPath`). */
  readonly personKey: Uint8Array;
  readonly realNameIssuer?: RealNameIssuer;
}

/** The only place where the registry is put together. */
export const wireRegistry = (runtime: ServiceRuntime, options: RegistryOptions): WiredService<RegistryRouter> => {
  const registry = {
    runtime,
    queries: queriesOf(runtime),
    ids: createDerivedIds(options.personKey),
    realNameIssuer: options.realNameIssuer,
  };
  return { router: createApi(registry), dispatch: createDispatch(registry) };
};

export const registryModule = (runtime: ServiceRuntime, options: RegistryOptions): DynamicModule =>
  serviceModule('registry', () => wireRegistry(runtime, options));
