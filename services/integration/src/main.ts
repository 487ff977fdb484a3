/** Integration in a process of its own. It holds no signing key. */
import { runService } from '@cunjian/service-kit/process';
import { integrationSettings } from './config.ts';
import { wireIntegration } from './integration.module.ts';

await runService({
  service: 'integration',
  settings: integrationSettings,
  together: [{ names: ['CUNJIAN_KAFKA_USER', 'CUNJIAN_KAFKA_PASSWORD'], purpose: 'to sign in to Kafka' }],
  background: import.meta.resolve('./background.ts'),
  callers: ['gateway'],
  wire: (runtime, settings, deployment) =>
    wireIntegration(runtime, {
      dataDir: settings.CUNJIAN_DATA,
      engines: { eventStoreDb: settings.CUNJIAN_EVENTSTOREDB, mongoDb: settings.CUNJIAN_MONGODB },
      deployment,
      webhookNetworks: settings.CUNJIAN_WEBHOOK_NETWORKS,
    }),
});
