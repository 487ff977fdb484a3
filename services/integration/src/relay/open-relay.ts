import type { EventReader } from '@cunjian/event-store';
import type { BackgroundContext, OpenedSink } from '@cunjian/service-kit';
import { openReadModelStore } from '@cunjian/service-kit/engines';
import type { IntegrationConfig } from '../config.ts';
import { createRelay } from './relay.ts';
import { topics } from './topics.ts';

/** Undefined where the deployment has no Kafka. `reader` gives sealed events alone. */
export const openRelay = async (
  context: BackgroundContext,
  config: IntegrationConfig,
  reader: EventReader,
): Promise<OpenedSink | undefined> => {
  const { CUNJIAN_KAFKA: brokers, CUNJIAN_KAFKA_USER: user, CUNJIAN_KAFKA_PASSWORD: password } = config;
  if (brokers === undefined) return undefined;
  // Loaded by deployments that have one.
  const { createKafkaPublisher } = await import('./kafka/kafka-publisher.ts');
  const publisher = createKafkaPublisher({
    brokers: brokers.split(','),
    tls: config.CUNJIAN_KAFKA_TLS === 'on',
    signIn: user === undefined || password === undefined ? undefined : { user, password },
    topics,
    replication: config.CUNJIAN_KAFKA_REPLICATION,
    clock: context.clock,
    log: context.log,
  });
  // A store of its own: each has one writer, and that of the read models is another.
  const store = await openReadModelStore(context, 'integration-relay');
  const relay = createRelay({ deployment: context.deployment, publisher, store });
  return {
    ...relay,
    reader,
    close: async () => {
      await relay.close();
      await store.close();
    },
  };
};
