import type { AuditRouter } from '@cunjian/audit/api';
import type { ConsultationRouter } from '@cunjian/consultation/api';
import type { IntegrationRouter } from '@cunjian/integration/api';
import type { PublicationRouter } from '@cunjian/publication/api';
import type { RegistryRouter } from '@cunjian/registry/api';

/** The routers themselves where the services run in this process; across processes, clients of the same form. */
export interface Services {
  readonly registry: Pick<RegistryRouter, 'createCaller'>;
  readonly publication: Pick<PublicationRouter, 'createCaller'>;
  readonly consultation: Pick<ConsultationRouter, 'createCaller'>;
  readonly audit: Pick<AuditRouter, 'createCaller'>;
  readonly integration: Pick<IntegrationRouter, 'createCaller'>;
}

/** The services, called in the name of whoever sent the request. */
export type Callers = { readonly [Name in keyof Services]: ReturnType<Services[Name]['createCaller']> };

export const callersOf = (services: Services, call: Parameters<RegistryRouter['createCaller']>[0]): Callers => ({
  registry: services.registry.createCaller(call),
  publication: services.publication.createCaller(call),
  consultation: services.consultation.createCaller(call),
  audit: services.audit.createCaller(call),
  integration: services.integration.createCaller(call),
});
