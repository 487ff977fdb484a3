/**
 * kill -9 at random moments under 50 concurrent writers: kill-9/run.ts [--rounds 20] [--seed <number>].
 * After each round the deployment starts on what is left and everything that was acknowledged must be there; after the
 * last one its read models are deleted and must come back the same.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { preparedData } from '../src/prepared-data.ts';
import { run } from '../src/running.ts';
import { answersOf, checkReceipts, checkReseal, checkStore, deleteDerived } from './checks.ts';
import { keepWriting, type Acknowledged } from './writers.ts';

const callers = 50;
/** From the first acknowledged write to the kill. */
const minLifeMs = 0;
const maxLifeMs = 2_000;

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '20' }, seed: { type: 'string' } } });
const rounds = Number(values.rounds);
const seed = Number(values.seed ?? Date.now() % 1_000_000);
console.log(`kill -9: ${rounds} rounds, seed ${seed}`);

/** A small generator (mulberry32), so that a run can be repeated. */
let state = seed;
const random = (): number => {
  state = (state + 0x6d2b79f5) | 0;
  let t = Math.imul(state ^ (state >>> 15), 1 | state);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
};

const failures: string[] = [];
const fail = (what: string): void => {
  failures.push(what);
  console.log(`  WRONG: ${what}`);
};

const startChild = async (dataDir: string): Promise<{ child: ChildProcess; url: string }> => {
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', join(import.meta.dirname, 'child.ts'), dataDir],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const [first] = (await once(child.stdout ?? child, 'data')) as [Buffer];
  return { child, url: first.toString().trim() };
};

/** Writes until the process is killed; answers what was acknowledged meanwhile. */
const writeAndKill = async (dataDir: string): Promise<readonly Acknowledged[]> => {
  const { child, url } = await startChild(dataDir);
  const acknowledged: Acknowledged[] = [];
  const stop = new AbortController();
  const first = Promise.withResolvers<void>();
  const writing = keepWriting(url, callers, stop.signal, (done) => {
    acknowledged.push(done);
    first.resolve();
  });
  // A slow machine gets its chance too: the moment is drawn from when writes go through.
  await Promise.race([first.promise, writing]);
  await new Promise((resolve) => setTimeout(resolve, minLifeMs + random() * (maxLifeMs - minLifeMs)));
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
  stop.abort();
  await writing;
  return acknowledged;
};

const dataDir = await preparedData();
const all: Acknowledged[] = [];
try {
  for (let round = 1; round <= rounds; round++) {
    const acknowledged = await writeAndKill(dataDir);
    all.push(...acknowledged);
    const running = await run(dataDir);
    await running.settle();
    await checkStore(running, all, fail);
    await checkReceipts(running, acknowledged, fail);
    await running.stop();
    const checkpoints = await checkReseal(dataDir, fail);
    console.log(
      `  round ${round}: ${acknowledged.length} acknowledged, ${all.length} in all, ${checkpoints} signed heads`,
    );
  }
  const before = await run(dataDir);
  await before.settle();
  const kept = await answersOf(before);
  await before.stop();
  await deleteDerived(dataDir);
  const after = await run(dataDir);
  await after.settle();
  if ((await answersOf(after)) !== kept) fail('read models rebuilt from zero answer otherwise');
  await checkReceipts(after, all, fail);
  await after.stop();
} finally {
  await rm(dataDir, { recursive: true, force: true });
}
if (all.length === 0) fail('nothing was acknowledged: the rounds were too short');
console.log(
  failures.length === 0 ? `kept: all ${all.length} acknowledged writes` : `${failures.length} things are wrong`,
);
process.exit(failures.length === 0 ? 0 : 1);
