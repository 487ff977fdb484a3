import './mend-kafkajs.ts';
import kafkajs, { type Admin, type KafkaConfig, type LogEntry, type Producer } from 'kafkajs';
import type { Clock } from '@cunjian/kernel';
import type { Log } from '@cunjian/service-kit';
import type { Publisher } from '../publisher.ts';
import type { Topic } from '../topics.ts';
import { ensureTopics } from './ensure-topics.ts';
import { roundsOf } from './rounds.ts';

// Its CommonJS module hides its names from ESM.
const { Kafka, logLevel, Partitioners } = kafkajs;

const connectionTimeoutMs = 10_000;
const requestTimeoutMs = 30_000;
/** Its own way to end a connection waits for answers that may never come. */
const maxCloseMs = 5_000;

export interface KafkaPublisherOptions {
  /** `host:port` of some of them. */
  readonly brokers: readonly string[];
  readonly tls: boolean;
  readonly signIn: { readonly user: string; readonly password: string } | undefined;
  readonly topics: readonly Topic[];
  /** How many brokers keep each message. */
  readonly replication: number;
  readonly clock: Pick<Clock, 'sleep'>;
  readonly log: Pick<Log, 'warn'>;
}

/** kafkajs 2.2.4; what its settings avoid is in docs/adr/0016. */
export const createKafkaPublisher = (options: KafkaPublisherOptions): Publisher => {
  const { topics, replication, clock, log } = options;
  const partitions = new Map(topics.map((topic) => [topic.name, topic.partitions]));
  const kafka = new Kafka(configOf(options));
  let producer: Producer | undefined;
  let told = '';

  const partitionsOf = (topic: string): number => {
    const count = partitions.get(topic);
    if (count === undefined) throw new Error(`no topic is declared as ${topic}`);
    return count;
  };
  const check = async (): Promise<void> => {
    const admin = kafka.admin();
    try {
      await admin.connect();
      const differences = await ensureTopics(admin, topics, replication);
      if (differences.fatal.length > 0) throw new Error(differences.fatal.join('; '));
      // Once, not after every outage.
      if (differences.told.join() !== told) log.warn({ differences: differences.told }, 'topics are not as declared');
      told = differences.told.join();
    } finally {
      await disconnect(admin, clock);
    }
  };
  const close = async (): Promise<void> => {
    const last = producer;
    producer = undefined;
    if (last !== undefined) await disconnect(last, clock);
  };

  return {
    open: async () => {
      // Anew after every error: a producer whose connection broke may never come back.
      await close();
      await check();
      const next = kafka.producer({
        allowAutoTopicCreation: false,
        idempotent: false,
        maxInFlightRequests: 1,
        createPartitioner: Partitioners.DefaultPartitioner,
        // Its own repetition forgets messages when a partition moves to a broker that has answered already.
        retry: { retries: 0 },
      });
      await next.connect();
      producer = next;
    },
    send: async (messages) => {
      if (producer === undefined) throw new Error('the publisher is not open');
      for (const round of roundsOf(messages, partitionsOf))
        await producer.sendBatch({
          acks: -1,
          timeout: requestTimeoutMs,
          topicMessages: [...round].map(([topic, records]) => ({ topic, messages: [...records] })),
        });
    },
    close,
  };
};

const disconnect = async (client: Pick<Admin | Producer, 'disconnect'>, clock: Pick<Clock, 'sleep'>): Promise<void> => {
  const done = new AbortController();
  const ended = client
    .disconnect()
    .catch(() => undefined)
    .finally(() => done.abort());
  await Promise.race([ended, clock.sleep(maxCloseMs, done.signal)]);
};

const configOf = ({ brokers, tls, signIn, log }: KafkaPublisherOptions): KafkaConfig => ({
  clientId: 'cunjian-relay',
  brokers: [...brokers],
  ssl: tls,
  ...(signIn === undefined
    ? {}
    : { sasl: { mechanism: 'scram-sha-512', username: signIn.user, password: signIn.password } }),
  connectionTimeout: connectionTimeoutMs,
  authenticationTimeout: connectionTimeoutMs,
  requestTimeout: requestTimeoutMs,
  // `runSink` repeats, for as long as it takes, and says so in health; here a few for the connection alone.
  retry: { retries: 2 },
  logLevel: logLevel.WARN,
  logCreator:
    () =>
    ({ namespace, log: { message, ...details } }: LogEntry) =>
      log.warn({ namespace, error: details['error'] as unknown }, `kafkajs: ${message}`),
});
