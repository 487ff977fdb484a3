/** On a real broker; see deploy/dev/README.md. */
import { createHash, randomUUID } from 'node:crypto';
import { afterAll, describe, expect, it } from '@jest/globals';
import kafkajs from 'kafkajs';
import type { EventReader, EventStore } from '@cunjian/event-store';
import { runSink, type SinkStatus } from '@cunjian/processing';
import { openSqliteReadModelStore } from '@cunjian/read-model/sqlite';
import { createLog, systemClock } from '@cunjian/service-kit';
import { createMemoryEventStore } from '@cunjian/testing';
import { follow } from '../examples/consumer-sample.ts';
import { createKafkaPublisher } from '../src/relay/kafka/kafka-publisher.ts';
import type { Message, Publisher } from '../src/relay/publisher.ts';
import { createRelay } from '../src/relay/relay.ts';
import { topics } from '../src/relay/topics.ts';
import { startBroker, type Broker } from './broker.ts';
import { consume, entriesOf, expectEntry, logOf } from './consumed.ts';
import { followRecipe } from './kcat-recipe.ts';
import { readTopic } from './kcat.ts';
import { append, history, villages } from './some-events.ts';

const address = process.env['CUNJIAN_TEST_KAFKA'];
/** `node deploy/dev/src/main.ts kafka --dir <folder> --port <port>`: a broker that the tests may kill. */
const startCommand = process.env['CUNJIAN_TEST_KAFKA_START'];
const log = createLog({ level: 'silent' });
const maxTestMs = 600_000;

const publisherTo = (broker: string, declared = topics) =>
  createKafkaPublisher({
    brokers: broker.split(','),
    ...{ tls: false, signIn: undefined, topics: declared, replication: 1, clock: systemClock, log },
  });

/** Counts the events that are read and not acknowledged by the broker: those that a relay between the two holds. */
const countHeld = (reader: EventReader, publisher: Publisher) => {
  let [held, most] = [0, 0];
  const read = <Read extends { readonly events: readonly unknown[] }>(batch: Read): Read => {
    held += batch.events.length;
    most = Math.max(most, held);
    return batch;
  };
  return {
    most: () => most,
    reader: {
      ...reader,
      readAll: async (query) => read(await reader.readAll(query)),
      follow: async function* (query) {
        for await (const batch of reader.follow(query)) yield read(batch);
      },
    } satisfies EventReader,
    publisher: {
      ...publisher,
      // What was held is let go of and read again.
      open: () => {
        held = 0;
        return publisher.open();
      },
      send: async (messages) => {
        await publisher.send(messages);
        held -= messages.length;
      },
    } satisfies Publisher,
  };
};

/** A deployment with a relay at work, of which only its own messages are seen. */
const start = (broker: string, store: EventStore, deployment: string, to = publisherTo(broker)) => {
  const readModels = openSqliteReadModelStore(':memory:');
  const { reader, publisher, most } = countHeld(store, to);
  const relay = createRelay({ deployment, publisher, store: readModels });
  const stopping = new AbortController();
  const failures: string[] = [];
  const onStatus = ({ failure }: SinkStatus): void => void (failure === undefined || failures.push(failure.error));
  const running = runSink({ reader, sink: relay, clock: systemClock, signal: stopping.signal, onStatus });
  return {
    failures,
    mostHeld: most,
    /** Until the relay has committed all that the store holds. */
    level: async () => {
      const head = await store.head();
      while (((await readModels.checkpoint('relay').catch(() => 0n)) ?? 0n) < head) await systemClock.sleep(50);
    },
    stop: async () => {
      stopping.abort();
      await running;
      await relay.close();
      await readModels.close();
    },
  };
};

const receivedOf = async (broker: string, deployment: string): Promise<Message[]> => {
  const all = [];
  for (const { name } of topics) all.push(...(await readTopic(broker, name)));
  return all.filter((message) => logOf(message).startsWith(`${deployment}/`));
};

/** Lets the sample for integrators read until it has taken the events of `store`; gives how often it took one, and missed any. */
const sample = async (broker: string, store: EventStore, deployment: string) => {
  const consumer = new kafkajs.Kafka({ brokers: broker.split(','), logLevel: 0 }).consumer({ groupId: randomUUID() });
  const { events } = await store.readAll({ limit: 1_000 });
  const awaited = new Set(events.map(({ id }) => id));
  let [taken, gaps] = [0, 0];
  await consumer.connect();
  await consumer.subscribe({ topics: topics.map(({ name }) => name), fromBeginning: true });
  await new Promise<void>((resolve, reject) => {
    const take = async ({ id }: { readonly id: string }): Promise<void> => {
      if (events.some((event) => event.id === id)) taken++;
      if (awaited.delete(id) && awaited.size === 0) resolve();
    };
    const fill = async (log: string): Promise<void> => void (gaps += log.startsWith(`${deployment}/`) ? 1 : 0);
    follow(consumer, { take, fill, last: new Map() }).catch(reject);
  });
  await consumer.disconnect();
  return { taken, gaps };
};

if (address === undefined) {
  console.log('skipped: the relay on a broker (set CUNJIAN_TEST_KAFKA)');
  it('needs a broker', () => expect(address).toBeUndefined());
} else
  describe('the relay on a real broker', () => {
    it(
      'delivers each division in order and whole, and what kcat prints hashes to the entries of the logs',
      async () => {
        const deployment = `cunjian.test-${randomUUID()}`;
        const store = createMemoryEventStore();
        await append(store, history(700));
        const relay = start(address, store, deployment);
        await relay.level();
        await append(store, history(50));
        await relay.level();
        await relay.stop();
        const received = await receivedOf(address, deployment);
        expect(consume(received)).toHaveLength(750);
        const entries = await entriesOf(store, deployment);
        for (const message of received) expectEntry(message, entries);
        // Of topics made a moment ago a broker may say that it does not lead them yet: the relay asks again, and nothing is lost.
        expect(relay.failures.filter((failure) => !failure.includes('is not the leader'))).toEqual([]);
      },
      maxTestMs,
    );

    it(
      'is told by repeats alone when two of them run',
      async () => {
        const deployment = `cunjian.test-${randomUUID()}`;
        const store = createMemoryEventStore();
        await append(store, history(300));
        const relays = [start(address, store, deployment), start(address, store, deployment)];
        for (const relay of relays) await relay.level();
        await append(store, history(60));
        for (const relay of relays) await relay.level();
        for (const relay of relays) await relay.stop();
        const received = await receivedOf(address, deployment);
        expect(received.length).toBeGreaterThan(360);
        expect(consume(received)).toHaveLength(360);
        expect(await sample(address, store, deployment)).toEqual({ taken: 360, gaps: 0 });
      },
      maxTestMs,
    );

    it(
      'is understood by the recipe of docs/events, where the first message has no salt',
      async () => {
        const deployment = `cunjian.test-${randomUUID()}`;
        const topic = `cunjian.test-${randomUUID()}.v1`;
        const [division] = villages;
        const store = createMemoryEventStore();
        await append(store, [{ division, audience: 'committee' }, { division }]);
        const publisher = publisherTo(address, [{ name: topic, partitions: 1, config: {} }]);
        const send: Publisher['send'] = (messages) => publisher.send(messages.map((one) => ({ ...one, topic })));
        const relay = start(address, store, deployment, { ...publisher, send });
        await relay.level();
        await relay.stop();
        const lines = await followRecipe(address, topic);
        expect(lines).toContain(`  "log": "${deployment}/division/${division}",`);
        const entry = (await entriesOf(store, deployment)).get(`${deployment}/division/${division} 1`) ?? '';
        const { commitment } = JSON.parse(entry) as { commitment: string };
        const leaf = createHash('sha256').update(`\0${entry}`).digest('base64');
        expect(lines.slice(-3)).toEqual([commitment, commitment, leaf]);
      },
      maxTestMs,
    );

    it('refuses a topic of other partitions than declared', async () => {
      const name = `cunjian.test-${randomUUID()}.v1`;
      const declared = { name, partitions: 2, config: {} };
      const first = publisherTo(address, [declared]);
      await first.open();
      await first.close();
      const other = publisherTo(address, [{ ...declared, partitions: 3 }]);
      await expect(other.open()).rejects.toThrow(`topic ${name} has 2 partitions instead of 3`);
      await other.close();
      const admin = new kafkajs.Kafka({ brokers: address.split(',') }).admin();
      await admin.connect();
      await admin.deleteTopics({ topics: [name] });
      await admin.disconnect();
    });
  });

if (startCommand === undefined) {
  console.log('skipped: the relay while its broker is killed (set CUNJIAN_TEST_KAFKA_START)');
  it('needs a broker that it may kill', () => expect(startCommand).toBeUndefined());
} else
  describe('the relay while its broker is killed', () => {
    let broker: Broker | undefined;
    afterAll(async () => broker?.kill());

    it(
      'goes on by itself, with every chain whole',
      async () => {
        const deployment = `cunjian.test-${randomUUID()}`;
        const store = createMemoryEventStore();
        broker = await startBroker(startCommand);
        const relay = start(broker.address, store, deployment);
        const stopAppending = new AbortController();
        let appended = 0;
        const appending = (async () => {
          while (!stopAppending.signal.aborted) {
            await append(store, history(20));
            appended += 20;
            await systemClock.sleep(200);
          }
        })();
        for (let round = 0; round < 3; round++) {
          const failedBefore = relay.failures.length;
          await systemClock.sleep(500);
          await broker.kill();
          // More than it may hold.
          await append(store, history(1_000));
          appended += 1_000;
          while (relay.failures.length === failedBefore) await systemClock.sleep(50);
          broker = await startBroker(startCommand);
        }
        stopAppending.abort();
        await appending;
        await relay.level();
        await relay.stop();
        // A batch on its way and one in hand.
        expect(relay.mostHeld()).toBeLessThanOrEqual(500);
        const received = await receivedOf(broker.address, deployment);
        expect(consume(received)).toHaveLength(appended);
        const entries = await entriesOf(store, deployment);
        expect(entries.size).toBe(appended);
        for (const message of received) expectEntry(message, entries);
      },
      maxTestMs,
    );
  });
