import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { startDeployment, type Deployment } from './deployment.ts';
import type { As, GraphqlClient } from './graphql-client.ts';
import { withFolder, type Bench, type Figure } from './harness.ts';
import { closedLoop, openLoop, percentile } from './load.ts';
import { eventsPerQuarter, writeHistory } from './village-history.ts';

const history = 1_000_000;
const callers = 50;
const commands = 5_000;
const idleProbes = 10;
const probeEveryMs = 2_000;
const readEveryMs = 20;
const maxReadMs = 30_000;
const maxCatchUpMs = 900_000;
const maxSealMs = 120_000;
const village = '330324108207';
const body = `${village}-vc`;

const draft = `mutation ($input: DraftNoticeInput!) { draftNotice(input: $input) {
  position receipt { note } userErrors { code message } } }`;
const page = `query ($id: ID!) { disclosure(id: $id) { id title status objectionWindowOpen body { name } division { name }
  current { version publishedAt totals { opening receipts payments closing } accounts { account opening closing
    lines { id date voucher summary receipt payment payee } } } steps { step done } postings { place } } }`;

const enter = async (client: GraphqlClient, account: string): Promise<As> => {
  const { token } = JSON.parse(await client.postForm('/sign-in/demo-token', { account })) as { token: string };
  const query = '{ viewer { offices { id } } }';
  const { viewer } = await client.ask<{ viewer: { offices: { id: string }[] } }>(query, {}, { token });
  return { token, ...(viewer.offices[0] && { office: viewer.offices[0].id }) };
};

/** A clerk drafts a notice and is given the receipt for it. */
const draftNotice = async (client: GraphqlClient, clerk: As): Promise<void> => {
  const content = { title: '关于召开村民代表会议的通知', text: '定于本周五晚七点在文化礼堂召开村民代表会议。' };
  const input = { commandId: randomUUID(), body, content };
  const { draftNotice: answer } = await client.ask<{
    draftNotice: { receipt: { note: string } | null; userErrors: unknown[] };
  }>(draft, { input }, clerk);
  if (answer.receipt === null) throw new Error(`no receipt: ${JSON.stringify(answer.userErrors)}`);
};

const sealed = async (client: GraphqlClient, clerk: As): Promise<number> =>
  Number((await client.get(`/log/division/${village}/checkpoint`, clerk)).split('\n')[1]);

/** Milliseconds until the village's log has `size` entries. */
const untilSealed = async (client: GraphqlClient, clerk: As, size: number): Promise<number> => {
  const start = performance.now();
  while ((await sealed(client, clerk)) < size) {
    if (performance.now() - start > maxSealMs) throw new Error('an event is not in its log');
    await sleep(10);
  }
  return performance.now() - start;
};

/** How long one event after another takes from its receipt into the log, until `isOver`, at most. */
const slowestSeal = async (client: GraphqlClient, clerk: As, isOver: (probe: number) => boolean): Promise<number> => {
  let slowest = 0;
  for (let probe = 0; !isOver(probe); probe++) {
    const before = await sealed(client, clerk);
    await draftNotice(client, clerk);
    slowest = Math.max(slowest, await untilSealed(client, clerk, before + 1));
    await sleep(probeEveryMs / 10);
  }
  return slowest;
};

const measureCommands = async (client: GraphqlClient, clerk: As): Promise<Figure[]> => {
  await closedLoop(callers, commands / 5, () => draftNotice(client, clerk));
  const before = await sealed(client, clerk);
  let acknowledged = 0;
  let isOver = false;
  const watch = async () => {
    let slowest = 0;
    while (!isOver) {
      // Those under way may come before it.
      const size = before + acknowledged + callers;
      if (acknowledged + callers > commands) break;
      slowest = Math.max(slowest, await untilSealed(client, clerk, size));
    }
    return slowest;
  };
  const watching = watch();
  const { times, perSecond } = await closedLoop(callers, commands, async () => {
    await draftNotice(client, clerk);
    acknowledged++;
  });
  isOver = true;
  const slowest = Math.max(await watching, await untilSealed(client, clerk, before + commands));
  const what = `command to receipt through the gateway, ${callers} connections`;
  return [
    { what, value: perSecond, unit: 'commands/s' },
    { what: `${what}: p50`, value: percentile(times, 0.5), unit: 'ms' },
    { what: `${what}: p99`, value: percentile(times, 0.99), unit: 'ms' },
    {
      what: 'an event is in its log, under these commands, at most after',
      value: slowest / 1_000,
      unit: 's',
      wanted: { atMost: 60 },
    },
  ];
};

/** What a villager sees of a disclosure, once every 20 ms. */
const reading = (client: GraphqlClient, villager: As, isOver: () => boolean) =>
  openLoop(readEveryMs, maxReadMs, isOver, () => client.ask(page, { id: `disclosure-${body}-2026Q1` }, villager));

/** Lets the next start build all read models anew beside the live ones, as a release that raises their versions does; but for those of access. */
const raiseVersions = (dataDir: string): void => {
  const folder = join(dataDir, 'read-models');
  for (const service of ['registry', 'publication']) {
    const db = new DatabaseSync(join(folder, `${service}.sqlite`));
    db.exec("UPDATE model SET version = 0 WHERE name NOT LIKE 'access-%'");
    db.close();
  }
};

interface Idle {
  readonly figures: readonly Figure[];
  readonly p99: number;
}

const measureIdle = async ({ client }: Deployment): Promise<Idle> => {
  const clerk = await enter(client, 'clerk');
  const villager = await enter(client, 'villager');
  await reading(client, villager, () => false);
  const p99 = percentile(await reading(client, villager, () => false), 0.99);
  const idle = await slowestSeal(client, clerk, (probe) => probe >= idleProbes);
  const what = 'an event is in its log, idle, at most after';
  return {
    p99,
    figures: [
      { what, value: idle / 1_000, unit: 's', wanted: { atMost: 1 } },
      ...(await measureCommands(client, clerk)),
    ],
  };
};

const measureProjecting = async (deployment: Deployment, idleP99: number): Promise<Figure[]> => {
  const { client } = deployment;
  const clerk = await enter(client, 'clerk');
  const villager = await enter(client, 'villager');
  let isOver = false;
  const projected = deployment.untilReady(maxCatchUpMs).finally(() => (isOver = true));
  const [times, slowest, projectedMs] = await Promise.all([
    reading(client, villager, () => isOver),
    slowestSeal(client, clerk, () => isOver),
    projected,
  ]);
  const reference = { name: 'the same idle', value: idleP99 };
  return [
    {
      what: 'gateway p99 while 1,000,000 events are being projected',
      value: percentile(times, 0.99),
      unit: 'ms',
      reference,
      wanted: { atMost: 2 },
      note: `${times.length} reads of a disclosure at 50 a second; projected in ${Math.round(projectedMs / 1_000)} s`,
    },
    {
      what: 'an event is in its log, while they are being projected, at most after',
      value: slowest / 1_000,
      unit: 's',
      wanted: { atMost: 60 },
    },
  ];
};

export const standaloneBench: Bench = {
  name: 'standalone',
  run: () =>
    withFolder(async (folder) => {
      const running = async <T>(use: (deployment: Deployment) => Promise<T>): Promise<T> => {
        const deployment = await startDeployment(folder);
        try {
          return await use(deployment);
        } finally {
          await deployment.stop();
        }
      };
      await running((deployment) => deployment.untilReady(maxCatchUpMs));
      writeHistory(join(folder, 'events.sqlite'), Math.ceil(history / eventsPerQuarter));
      const { caughtUpMs, idle } = await running(async (deployment) => {
        const caughtUpMs = await deployment.untilReady(maxCatchUpMs);
        return { caughtUpMs, idle: await measureIdle(deployment) };
      });
      raiseVersions(folder);
      return running(async (deployment) => {
        const projecting = await measureProjecting(deployment, idle.p99);
        await measureCommands(deployment.client, await enter(deployment.client, 'clerk'));
        const { now, peak } = deployment.residentMiB();
        return [
          ...idle.figures,
          ...projecting,
          {
            what: 'catching up with 1,000,000 events in one thread: all read models, reactions and the sealer',
            value: (history * 1_000) / caughtUpMs,
            unit: 'events/s',
          },
          {
            what: 'memory of the standalone process after all this, resident',
            value: now,
            unit: 'MiB',
            wanted: { atMost: 400 },
            note: `at most ${Math.round(peak)} MiB`,
          },
        ];
      });
    }),
};
