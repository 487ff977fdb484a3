import type { Health, Metrics } from '@cunjian/service-kit';
import type { Express } from 'express';

/** What a load balancer, an operator and Prometheus ask. */
export const mountOperations = (express: Express, health: Health, metrics: Metrics): void => {
  express.get('/health/live', (_request, response) => {
    response.send({ ok: true });
  });
  express.get('/health/ready', async (_request, response) => {
    const ready = await health.ready();
    response.status(ready.ok ? 200 : 503).send(ready);
  });
  express.get('/metrics', async (_request, response) => {
    response.type(metrics.contentType).send(await metrics.metrics());
  });
};
