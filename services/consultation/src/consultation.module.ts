import { createRetention, type ServiceRuntime, type WiredService } from '@cunjian/service-kit';
import { ruleBook as statutoryRules, type RuleBook } from '@cunjian/statutes';
import { createApi, type ConsultationRouter } from './api.ts';
import { readModelsOf, type Consultation } from './consultation-context.ts';
import { createDispatch } from './dispatch.ts';
import type { RegistryPort } from './registry-port.ts';
import type { SecretRooms } from './secret/secret-rooms.ts';

export interface ConsultationOptions {
  readonly runtime: ServiceRuntime;
  readonly registry: RegistryPort;
  /** By default the rules that come with the product; a deployment with charters hands in its own. */
  readonly ruleBook?: RuleBook;
  /** Without them no ballot is cast secretly online. */
  readonly secret?: SecretRooms;
}

/** The only place where this service is put together. */
export const wireConsultation = ({
  runtime,
  registry,
  ruleBook = statutoryRules,
  secret,
}: ConsultationOptions): WiredService<ConsultationRouter> => {
  const consultation: Consultation = { runtime, models: readModelsOf(runtime.readModels), ruleBook, registry, secret };
  const retention = createRetention(runtime);
  return {
    router: createApi(consultation),
    dispatch: createDispatch(consultation),
    run: retention.run,
    ...(secret === undefined ? {} : { close: secret.close }),
  };
};
