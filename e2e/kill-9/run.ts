/**
 * `node e2e/kill-9/run.ts [--rounds 20] [--seed <n>] [--writers 50]`: the process is killed at random moments while
 * people write, and everything that anybody was told must hold after each start.
 */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openSqliteEventReader } from '@cunjian/event-store/sqlite';
import { seededInteger } from '@cunjian/standalone/demo/seeded';
import { createActors, type Actor } from '../src/actors.ts';
import { startChild } from '../src/child.ts';
import { preparedData } from '../src/prepared-data.ts';
import { checkEvents, checkReadModels, checkReceipts, checkRoots } from './checks.ts';
import { createWriter } from './writers.ts';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '20' },
    writers: { type: 'string', default: '50' },
    seed: { type: 'string', default: String(Date.now()) },
  },
});
const rounds = Number(values.rounds);
/** From the first acknowledgement to the kill, so that slow machines get their chance too. */
const maxLifeMs = 2_000;
const maxSealMs = 60_000;

const writers = Array.from({ length: Number(values.writers) }, (_, n) => createWriter(n));
const dataDir = await preparedData();

/** Everybody writes, until the process is killed in the middle of it. */
const writeAndKill = async (lifeMs: number): Promise<void> => {
  const child = await startChild(dataDir);
  const as = createActors(child.url);
  const people = new Map<string, Actor>();
  for (const account of new Set(writers.map((writer) => writer.account))) people.set(account, await as(account));
  const killed = new AbortController();
  const first = Promise.withResolvers<void>();
  const writing = writers.map(async (writer) =>
    writer.write(people.get(writer.account) as Actor, killed.signal, first.resolve),
  );
  await Promise.race([first.promise, ...writing]);
  await new Promise((resolve) => setTimeout(resolve, lifeMs));
  killed.abort();
  await child.kill();
  const failed = (await Promise.allSettled(writing)).find((result) => result.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
};

/** Until what was written before the crash is sealed. */
const untilSealed = async (url: string): Promise<void> => {
  const until = performance.now() + maxSealMs;
  for (;;) {
    const metrics = await (await fetch(`${url}/metrics`)).text();
    const lags = [...metrics.matchAll(/^cunjian_processing_lag_seconds\{.*\} (\S+)$/gm)].map(([, lag]) => Number(lag));
    const { ok } = (await (await fetch(`${url}/health/ready`)).json()) as { ok: boolean };
    if (ok && lags.length > 0 && lags.every((lag) => lag === 0)) return;
    if (performance.now() > until) throw new Error(`not level after ${maxSealMs} ms:\n${metrics}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
};

const check = async (): Promise<number> => {
  const child = await startChild(dataDir);
  try {
    await untilSealed(child.url);
    const reader = openSqliteEventReader({ file: join(dataDir, 'events.sqlite') });
    const events = await checkEvents(reader, writers);
    await reader.close();
    await checkReceipts(child.url, await createActors(child.url)('auditor'), writers);
    return events;
  } finally {
    await child.stop();
  }
};

console.log(`${rounds} rounds of ${writers.length} writers, seed ${values.seed}`);
try {
  let known = 0;
  for (let round = 1; round <= rounds; round++) {
    const lifeMs = seededInteger(`kill-9 ${values.seed} ${round}`, 0, maxLifeMs);
    await writeAndKill(lifeMs);
    const unanswered = writers.filter(({ waiting }) => waiting).length;
    const events = await check();
    await checkReadModels(dataDir);
    await checkRoots(dataDir);
    const acknowledged = writers.reduce((sum, writer) => sum + writer.acknowledged.length, 0);
    if (acknowledged === known) throw new Error('nothing was acknowledged: nothing was tried');
    known = acknowledged;
    console.log(
      `round ${round} of ${rounds}: killed after ${lifeMs} ms; ${acknowledged} acknowledged so far, ${unanswered} unanswered, ${events} events: all kept`,
    );
  }
  await rm(dataDir, { recursive: true });
} catch (error) {
  console.error(`failed with seed ${values.seed}; the data folder is kept at ${dataDir}`);
  console.error(error);
  process.exit(1);
}
