import { join } from 'node:path';
import {
  createRetention,
  dataLayout,
  loadOrCreateSecret,
  type ServiceRuntime,
  type WiredService,
} from '@cunjian/service-kit';
import { createOidcRealNameIssuer } from './account/oidc-real-name-issuer.ts';
import type { RealNameIssuer } from './account/real-name-issuer.ts';
import { createApi, type RegistryRouter } from './api.ts';
import type { RegistryConfig } from './config.ts';
import { createDerivedIds } from './derived-ids.ts';
import { createDispatch } from './dispatch.ts';
import { queriesOf, type Registry } from './registry-context.ts';

export interface RegistryOptions extends Partial<RegistryConfig> {
  readonly dataDir: string;
  /** In place of the one that `realName` configures; without either, accounts are bound by activation slips alone. */
  readonly realNameIssuer?: RealNameIssuer;
}

const defaultSlipDays = 30;

/**
 * The only place where the registry is put together. The key that ids of people are derived with is made on first
 * start (`secrets/registry-person.key`, mode 0600) and belongs into every backup of the vault: with another one, the
 * same person would get another id.
 */
export const wireRegistry = async (
  runtime: ServiceRuntime,
  options: RegistryOptions,
): Promise<WiredService<RegistryRouter>> => {
  const keyFile = join(dataLayout(options.dataDir).secrets, 'registry-person.key');
  const registry: Registry = {
    runtime,
    queries: queriesOf(runtime),
    ids: createDerivedIds(await loadOrCreateSecret(keyFile, runtime.random)),
    slipDays: options.slipDays ?? defaultSlipDays,
    realNameIssuer:
      options.realNameIssuer ??
      (options.realName && createOidcRealNameIssuer({ ...options.realName, clock: runtime.clock })),
  };
  return {
    router: createApi(registry),
    dispatch: createDispatch(registry),
    run: createRetention(runtime).run,
  };
};
