import { join } from 'node:path';
import {
  Counter,
  dataLayout,
  loadOrCreateSecret,
  type Engines,
  type ServiceRuntime,
  type WiredService,
} from '@cunjian/service-kit';
import { openReadModelReader, openReadModelStore } from '@cunjian/service-kit/engines';
import { createApi, type IntegrationRouter } from './api.ts';
import { createAddressPolicy, type Network } from './delivery/address-policy.ts';
import { openDeliveryStore, type Attempt } from './delivery/delivery-store.ts';
import type { Disabling } from './delivery/deliver-to.ts';
import { createHttpSender, type Send } from './delivery/http-sender.ts';
import { openReplayRequests } from './delivery/replay-requests.ts';
import { createDeliveries } from './delivery/run-deliveries.ts';
import { createWebhookSecrets } from './delivery/secrets.ts';
import { readPlaces } from './feed/places.ts';
import { createSealedTail } from './feed/sealed-tail.ts';
import { placesStore } from './feed/places-store.ts';
import { webhookQueries, type WebhookQueries } from './projections/webhooks.ts';
import { webhookDecider, webhookStream } from './webhook/decide.ts';

export interface IntegrationOptions {
  readonly dataDir: string;
  readonly engines?: Engines | undefined;
  /** The deployment's name. */
  readonly deployment: string;
  /** Networks that are not public and may be delivered to. */
  readonly webhookNetworks?: readonly Network[];
  /** By default over HTTP. */
  readonly send?: Send;
}

/** The only place where this service is put together. The key of all webhooks' secrets is made at the first start. */
export const wireIntegration = async (
  runtime: ServiceRuntime,
  options: IntegrationOptions,
): Promise<WiredService<IntegrationRouter>> => {
  const { dataDir, engines, deployment, webhookNetworks = [] } = options;
  const { clock, random, store, catalogue, readModels, resolveCaller, log } = runtime;
  const ports = { dataDir, engines, clock, random };
  const key = await loadOrCreateSecret(join(dataLayout(dataDir).secrets, 'integration-webhooks.key'), random);
  const placesReader = await openReadModelReader(ports, placesStore, runtime.health);
  const kept = await openReadModelStore(ports, 'integration-deliveries', 'reactions');
  const deliveryStore = await openDeliveryStore(kept);
  const places = readPlaces(placesReader, clock);
  const webhooks = webhookQueries(readModels);
  const policy = createAddressPolicy(webhookNetworks);
  const secrets = createWebhookSecrets(key);
  const onError = (error: unknown): void => log.error({ err: error }, 'what was sealed could not be read');
  const tail = createSealedTail({ reader: store, places, clock, onError });
  const deliveries = createDeliveries({
    ...{ readModels, catalogue, deployment, tail, places, secrets, clock, random, log, resolveCaller },
    store: deliveryStore,
    requests: await openReplayRequests(kept),
    readEvent: store.readEvent,
    send: options.send ?? createHttpSender({ policy, clock }),
    enabled: webhooks.enabled,
    disable: createDisable(runtime, webhooks),
    onAttempt: countAttempts(runtime),
  });
  return {
    router: createApi({ runtime, deployment, places, webhooks, deliveries, deliveryStore, secrets, policy }),
    run: async (signal) => {
      await Promise.all([tail.run(signal), deliveries.run(signal)]);
    },
    close: async () => {
      await placesReader.close();
      await deliveryStore.close();
    },
  };
};

const createDisable =
  ({ handle, random }: ServiceRuntime, webhooks: WebhookQueries) =>
  async (webhook: string, disabling: Disabling): Promise<void> => {
    const document = await webhooks.one(webhook);
    if (document === undefined) return;
    const actor = 'system:webhook-deliveries';
    await handle({
      stream: webhookStream(webhook),
      decider: webhookDecider,
      command: { kind: 'disable', ...disabling },
      meta: {
        commandId: random.uuid(),
        actor,
        office: document.office,
        division: document.division,
        correlationId: webhook,
        audience: 'parties',
      },
    });
  };

const countAttempts = ({ metrics }: ServiceRuntime) => {
  const attempts = new Counter({
    name: 'cunjian_webhook_attempts_total',
    help: 'Attempts to deliver to webhooks, by outcome.',
    labelNames: ['outcome'],
    registers: [metrics],
  });
  return ({ outcome }: Attempt): void => attempts.inc({ outcome });
};
