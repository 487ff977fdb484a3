import { randomUUID } from 'node:crypto';
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startDistributed, type Distributed } from '@cunjian/dev-servers';
import kafkajs from 'kafkajs';
import { prepareDeployment, startDeployment } from './deployment.ts';
import { createGraphqlClient, type As, type GraphqlClient } from './graphql-client.ts';
import { perSecond, takeTurns, withCallers, withFolder, type Bench, type Figure } from './harness.ts';
import { percentile } from './load.ts';
import { enter, readDisclosure } from './standalone-load.ts';

const connections = 16;
const readsARound = 1_500;
const rounds = 5;
/** Of the end-to-end figure, one after the other. */
const singles = 200;
const pauseMs = 100;
const pollMs = 200;
const maxReadyMs = 600_000;
const body = '330324108207-vc';
const change = `mutation ($input: ChangeBodyInput!) { changeBody(input: $input) { userErrors { code message } } }`;

const untilReady = async (client: GraphqlClient): Promise<void> => {
  const end = performance.now() + maxReadyMs;
  for (;;) {
    const said = await client.get('/health/ready').then(
      () => undefined,
      (error: unknown) => String(error),
    );
    if (said === undefined) return;
    if (performance.now() > end) throw new Error(`the services are not ready: ${said}`);
    await sleep(pollMs);
  }
};

/** Both answer the same question of the same data, in turns. */
const measureReads = async (distributed: GraphqlClient, standalone: GraphqlClient): Promise<Figure> => {
  const round = async (client: GraphqlClient) => {
    const villager = await enter(client, 'villager');
    return () =>
      perSecond(readsARound, () => withCallers(connections, readsARound, () => readDisclosure(client, villager)));
  };
  const speeds = await takeTurns(rounds, {
    distributed: await round(distributed),
    standalone: await round(standalone),
  });
  return {
    what: `a disclosure through the gateway, each service a process, ${connections} connections`,
    value: speeds.distributed,
    unit: '/s',
    better: 'more',
    reference: { name: 'the same standalone', value: speeds.standalone },
    wanted: { atLeast: 0.5 },
  };
};

/** A public event in the village's log; when it was acknowledged. */
const changeBody = async (client: GraphqlClient, operator: As, board: string): Promise<number> => {
  const input = { commandId: randomUUID(), body, noticeBoards: [board] };
  const { changeBody: answer } = await client.ask<{ changeBody: { userErrors: unknown[] } }>(
    change,
    { input },
    operator,
  );
  if (answer.userErrors.length > 0) throw new Error(JSON.stringify(answer.userErrors));
  return performance.now();
};

/** Milliseconds from each acknowledgement to the arrival of its event at a consumer of Kafka. */
const measureArrivals = async (client: GraphqlClient, kafka: string): Promise<Figure> => {
  const arrivals = new Map<string, PromiseWithResolvers<number>>();
  const consumer = new kafkajs.Kafka({ brokers: [kafka], logLevel: 0 }).consumer({ groupId: randomUUID() });
  const joined = new Promise((resolve) => consumer.on(consumer.events.GROUP_JOIN, resolve));
  await consumer.connect();
  await consumer.subscribe({ topics: ['cunjian.registry.v1'] });
  await consumer.run({
    eachMessage: async ({ message }) => {
      const [board = ''] = /bench-[0-9a-f-]{36}/.exec(message.value?.toString() ?? '') ?? [];
      arrivals.get(board)?.resolve(performance.now());
    },
  });
  await joined;
  const operator = await enter(client, 'operator');
  const took: number[] = [];
  for (let i = 0; i < singles; i++) {
    const board = `bench-${randomUUID()}`;
    const arrival = Promise.withResolvers<number>();
    arrivals.set(board, arrival);
    const acknowledged = await changeBody(client, operator, board);
    // The answer has a way to go too: the event may be there before it.
    took.push(Math.max(0, (await arrival.promise) - acknowledged));
    await sleep(pauseMs);
  }
  await consumer.disconnect();
  return {
    what: 'command acknowledged to a consumer of Kafka, across processes, one village, idle: p99',
    value: percentile(took, 0.99),
    unit: 'ms',
    better: 'less',
    wanted: { atMost: 2_000 },
    note: `p50 ${Math.round(percentile(took, 0.5))} ms`,
  };
};

const measure = async (system: Distributed, folder: string): Promise<readonly Figure[]> => {
  const client = createGraphqlClient(Number(new URL(system.url).port), connections);
  try {
    await untilReady(client);
    const arrivals = await measureArrivals(client, system.addresses.kafka);
    // What the distributed deployment was moved from.
    const standaloneData = join(folder, 'reference');
    await cp(join(folder, 'distributed', 'standalone'), standaloneData, { recursive: true });
    const standalone = await startDeployment(standaloneData);
    try {
      await standalone.untilReady(maxReadyMs);
      return [arrivals, await measureReads(client, standalone.client)];
    } finally {
      await standalone.stop();
    }
  } finally {
    client.close();
  }
};

export const distributedBench: Bench = {
  name: 'distributed',
  run: () =>
    withFolder(async (folder) => {
      prepareDeployment();
      const env = { CUNJIAN_HEADS_INTERVAL_MS: '3600000' };
      const system = await startDistributed({ dir: join(folder, 'distributed'), env, report: console.error });
      try {
        return await measure(system, folder);
      } finally {
        await system.stop();
      }
    }),
};
