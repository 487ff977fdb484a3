import type { ServiceRuntime, WiredService } from '@cunjian/service-kit';
import { createApi, type IntegrationRouter } from './api.ts';
import type { IntegrationConfig } from './config.ts';

export const wireIntegration = (
  runtime: ServiceRuntime,
  _config: IntegrationConfig,
): WiredService<IntegrationRouter> => ({
  router: createApi(runtime),
});
