import { createProcedures } from '@cunjian/service-kit';
import { feedRouter } from './api/feed.ts';
import { webhooksRouter } from './api/webhooks.ts';
import type { Integration } from './integration-context.ts';

/** The service's procedures. */
export const createApi = (integration: Integration) => {
  const { resolveCaller, readGate } = integration.runtime;
  const procedures = createProcedures(resolveCaller, readGate);
  return procedures.router({
    webhooks: webhooksRouter(integration, procedures),
    feed: feedRouter(integration, procedures),
  });
};
export type IntegrationRouter = ReturnType<typeof createApi>;
