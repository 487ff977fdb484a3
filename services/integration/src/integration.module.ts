import type { ServiceRuntime, WiredService } from '@cunjian/service-kit';
import { createApi, type IntegrationRouter } from './api.ts';

export const wireIntegration = (runtime: ServiceRuntime): WiredService<IntegrationRouter> => ({
  router: createApi(runtime),
});
