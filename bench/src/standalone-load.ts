import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { As, GraphqlClient } from './graphql-client.ts';
import type { Figure } from './harness.ts';
import { closedLoop, openLoop, percentile } from './load.ts';

const callers = 50;
const commands = 5_000;
const probeEveryMs = 200;
const readEveryMs = 20;
const maxSealMs = 120_000;
const village = '330324108207';
const body = `${village}-vc`;

const draft = `mutation ($input: DraftNoticeInput!) { draftNotice(input: $input) {
  position receipt { note } userErrors { code message } } }`;
const page = `query ($id: ID!) { disclosure(id: $id) { id title status objectionWindowOpen body { name } division { name }
  current { version publishedAt totals { opening receipts payments closing } accounts { account opening closing
    lines { id date voucher summary receipt payment payee } } } steps { step done } postings { place } } }`;

/** Signs a demo account in, for the first of its offices. */
export const enter = async (client: GraphqlClient, account: string): Promise<As> => {
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
export const slowestSeal = async (
  client: GraphqlClient,
  clerk: As,
  isOver: (probe: number) => boolean,
): Promise<number> => {
  let slowest = 0;
  for (let probe = 0; !isOver(probe); probe++) {
    const before = await sealed(client, clerk);
    await draftNotice(client, clerk);
    slowest = Math.max(slowest, await untilSealed(client, clerk, before + 1));
    await sleep(probeEveryMs);
  }
  return slowest;
};

export const measureCommands = async (client: GraphqlClient, clerk: As): Promise<Figure[]> => {
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
    { what, value: perSecond, unit: 'commands/s', better: 'more' },
    { what: `${what}: p50`, value: percentile(times, 0.5), unit: 'ms', better: 'less' },
    { what: `${what}: p99`, value: percentile(times, 0.99), unit: 'ms', better: 'less' },
    {
      what: 'an event is in its log, under these commands, at most after',
      value: slowest / 1_000,
      unit: 's',
      better: 'less',
      wanted: { atMost: 60 },
    },
  ];
};

/** What a villager sees of a disclosure. */
export const readDisclosure = (client: GraphqlClient, villager: As): Promise<unknown> =>
  client.ask(page, { id: `disclosure-${body}-2026Q1` }, villager);

/** The same, once every 20 ms until `isOver` or for `maxMs`: the milliseconds of each. */
export const reading = (client: GraphqlClient, villager: As, maxMs: number, isOver: () => boolean = () => false) =>
  openLoop(readEveryMs, maxMs, isOver, () => readDisclosure(client, villager));
