import { randomBytes, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createSealer } from '@cunjian/audit/sealing/sealer';
import { catalogue, encodeEnvelope } from '@cunjian/contracts';
import type { EventReader, EventStore, EventToAppend } from '@cunjian/event-store';
import { openSqliteEventStore } from '@cunjian/event-store/sqlite';
import { createKafkaPublisher } from '@cunjian/integration/relay/kafka/kafka-publisher';
import type { Message, Publisher } from '@cunjian/integration/relay/publisher';
import { createRelay } from '@cunjian/integration/relay/relay';
import { topics } from '@cunjian/integration/relay/topics';
import { createSealedReader } from '@cunjian/integration/sealed-reader';
import { runSink } from '@cunjian/processing';
import { openSqliteReadModelStore } from '@cunjian/read-model/sqlite';
import { createLog, systemClock } from '@cunjian/service-kit';
import kafkajs from 'kafkajs';
import { perSecond, takeTurns, withCallers, withFolder, type Bench, type Figure } from './harness.ts';

/** A real broker, such as that of deploy/dev. */
export const kafkaAddress = process.env['CUNJIAN_TEST_KAFKA'];

const total = 100_000;
const villages = 500;
/** Each takes a minute or more: what lasts is that the broker puts every batch on its disk. */
const rounds = 1;
/** Of the end-to-end figure, one after the other. */
const singles = 200;
const pauseMs = 100;
const type = catalogue.wireType('notice-published');
const digest = 'n4bQgYhMfWWaL-qgxVrQFaO_TxsrC4Is0V1sFbDwCgg';

/** Public, about 800 bytes. */
const notice = (division: string): EventToAppend & { readonly stream: string } => {
  const id = randomUUID();
  const stream = `notice-${id}`;
  const bytes = encodeEnvelope({
    ...{ specversion: '1.0', id, source: 'publication', type, subject: stream, sequence: '0', audience: 'public' },
    ...{ time: '2026-04-03T08:00:00.000Z', datacontenttype: 'application/json', partitionkey: division },
    ...{ actor: 'p-7f3a1c9e5b2d4086', correlationid: randomUUID(), causationid: randomUUID(), body: `${division}-vc` },
    data: {
      ...{
        notice: stream,
        division,
        body: `${division}-vc`,
        column: 'notices',
        version: 1,
        title: digest,
        text: digest,
      },
      attachments: [{ name: digest, mediaType: 'image/jpeg', bytes: 81_920, sha256: 'b5bb9d80'.repeat(8) }],
    },
  });
  return { id, type, stream, bytes: new Uint8Array(bytes), salt: new Uint8Array(randomBytes(32)) };
};

const publisherTo = (address: string): Publisher =>
  createKafkaPublisher({
    brokers: address.split(','),
    ...{ tls: false, signIn: undefined, topics, replication: 1 },
    ...{ clock: systemClock, log: createLog({ level: 'silent' }) },
  });

/** Relays all that the store holds; gives the batches that it sent. */
const relayAll = async (reader: EventReader, publisher: Publisher, folder: string): Promise<Message[][]> => {
  const batches: Message[][] = [];
  const readModels = openSqliteReadModelStore(join(folder, `relay-${randomUUID()}.sqlite`));
  const recorded: Publisher = {
    ...publisher,
    send: (messages) => {
      batches.push([...messages]);
      return publisher.send(messages);
    },
  };
  const relay = createRelay({ deployment: `bench-${randomUUID()}`, publisher: recorded, store: readModels });
  const done = new AbortController();
  await runSink({
    ...{ reader: createSealedReader(reader, { position: () => reader.head() }, systemClock), sink: relay },
    ...{ clock: systemClock, signal: done.signal },
    onStatus: ({ state, failure }) => {
      if (failure !== undefined) throw new Error(failure.error);
      if (state === 'live') done.abort();
    },
  });
  await relay.close();
  await readModels.close();
  return batches;
};

/** The same bytes in batches of the same size, by kafkajs as it comes. */
const sendBare = async (address: string, batches: readonly (readonly Message[])[]): Promise<void> => {
  const producer = new kafkajs.Kafka({ brokers: address.split(','), logLevel: 0 }).producer({
    createPartitioner: kafkajs.Partitioners.DefaultPartitioner,
  });
  await producer.connect();
  for (const batch of batches)
    await producer.sendBatch({
      acks: -1,
      topicMessages: [...Map.groupBy(batch, ({ topic }) => topic)].map(([topic, messages]) => ({
        topic,
        messages: messages.map(({ key, value, headers }) => ({
          key,
          value: Buffer.from(value.buffer, value.byteOffset, value.byteLength),
          headers,
        })),
      })),
    });
  await producer.disconnect();
};

const throughput = (address: string): Promise<Figure> =>
  withFolder(async (folder) => {
    const store = await openSqliteEventStore({ file: join(folder, 'events.sqlite') });
    await withCallers(1_000, total, async (i) => {
      const { stream, ...event } = notice(String(330_302_001_200 + (i % villages)));
      await store.append(stream, 'none', [event]);
    });
    const batches = await relayAll(store, publisherTo(address), folder);
    const { relayed, bare } = await takeTurns(rounds, {
      relayed: () => perSecond(total, () => relayAll(store, publisherTo(address), folder)),
      bare: () => perSecond(total, () => sendBare(address, batches)),
    });
    await store.close();
    return {
      what: `relaying ${total.toLocaleString('en')} events to Kafka, acks of all`,
      value: relayed,
      unit: 'events/s',
      better: 'more',
      reference: { name: 'kafkajs, the same bytes and batches', value: bare },
      wanted: { atLeast: 0.6 },
    };
  });

/** Milliseconds from the answer of each append to its arrival at a consumer. */
const measureArrivals = async (address: string, store: EventStore): Promise<number[]> => {
  const arrivals = new Map<string, number>();
  const waiting = new Map<string, () => void>();
  const kafka = new kafkajs.Kafka({ brokers: address.split(','), logLevel: 0 });
  const consumer = kafka.consumer({ groupId: randomUUID() });
  const joined = new Promise((resolve) => consumer.on(consumer.events.GROUP_JOIN, resolve));
  await consumer.connect();
  await consumer.subscribe({ topics: ['cunjian.publication.v1'] });
  await consumer.run({
    eachMessage: async ({ message }) => {
      const { id } = JSON.parse(message.value?.toString() ?? '') as { id: string };
      arrivals.set(id, performance.now());
      waiting.get(id)?.();
    },
  });
  await joined;
  const took: number[] = [];
  for (let i = 0; i < singles; i++) {
    const { stream, ...event } = notice('330302001201');
    const arrived = new Promise<void>((resolve) => waiting.set(event.id, resolve));
    await store.append(stream, 'none', [event]);
    const acknowledged = performance.now();
    await arrived;
    took.push((arrivals.get(event.id) ?? acknowledged) - acknowledged);
    await sleep(pauseMs);
  }
  await consumer.disconnect();
  return took.sort((a, b) => a - b);
};

const endToEnd = (address: string): Promise<Figure> =>
  withFolder(async (folder) => {
    const store = await openSqliteEventStore({ file: join(folder, 'events.sqlite') });
    const deployment = `bench-${randomUUID()}`;
    const sealer = createSealer({ file: join(folder, 'logs.sqlite'), deployment });
    const readModels = openSqliteReadModelStore(join(folder, 'relay.sqlite'));
    const relay = createRelay({ deployment, publisher: publisherTo(address), store: readModels });
    let sealed = 0n;
    const reader = createSealedReader(store, { position: async () => sealed }, systemClock);
    const done = new AbortController();
    const loop = { clock: systemClock, signal: done.signal };
    const running = [
      runSink({ ...loop, reader: store, sink: sealer, onStatus: ({ position }) => (sealed = position) }),
      runSink({ ...loop, reader, sink: relay }),
    ];
    const took = await measureArrivals(address, store);
    done.abort();
    await Promise.all(running);
    await relay.close();
    await readModels.close();
    sealer.close();
    await store.close();
    const at = (share: number): number => took[Math.ceil(took.length * share) - 1] ?? Infinity;
    return {
      what: 'acknowledged to a consumer of Kafka, one village, idle: p99',
      value: at(0.99),
      unit: 'ms',
      better: 'less',
      wanted: { atMost: 2_000 },
      note: `p50 ${Math.round(at(0.5))} ms`,
    };
  });

export const relayingBench = (address: string): Bench => ({
  name: 'relaying',
  run: async () => [await throughput(address), await endToEnd(address)],
});
