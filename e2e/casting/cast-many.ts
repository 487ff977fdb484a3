/**
 * Casts secret ballots with all their cryptography at `POST /ballot-box`, and kills what takes them in the middle:
 * `node e2e/casting/cast-many.ts --voters 100000`. Ends with 1 where a ballot that has its receipt is lost.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { ballotHashOf, openCastReceipt } from '@cunjian/secret-ballot';
import { verifierOf } from '@cunjian/tlog';
import type { SecretVote } from '../../services/consultation/test/secret-vote.ts';
import { openVoteInFolder } from '../../services/consultation/test/vote-in-folder.ts';
import type { SealWork } from './seal-worker.ts';

const connections = 200;
const workers = 2;
/** Of so many receipts one is opened: a signature in JavaScript takes longer than the cast. */
const receiptsPerCheck = 100;

const { values } = parseArgs({ options: { voters: { type: 'string', default: '500' } } });
const voters = Number(values.voters);
if (!Number.isSafeInteger(voters) || voters < 2) throw new RangeError('--voters: two at least');
const say = (line: string): void => void process.stdout.write(`${line}\n`);
const seconds = (since: number): string => ((performance.now() - since) / 1_000).toFixed(0);
const cpuSeconds = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000_000;
};

const sealAll = async (dataDir: string, { opened }: SecretVote, persons: readonly string[]): Promise<string[]> => {
  const texts: string[] = [];
  const share = Math.ceil(persons.length / workers);
  await Promise.all(
    Array.from({ length: workers }, async (_, at) => {
      const work: SealWork = { dataDir, opened, persons: persons.slice(at * share, (at + 1) * share) };
      const worker = new Worker(new URL('./seal-worker.ts', import.meta.url), { workerData: work });
      worker.on('message', (some: readonly string[]) => texts.push(...some));
      await once(worker, 'exit');
    }),
  );
  return texts;
};

interface Box {
  readonly child: ChildProcess;
  readonly port: number;
}

const startBox = async (dataDir: string): Promise<Box> => {
  const module = join(import.meta.dirname, 'box-process.ts');
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', module, dataDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [port] = (await once(createInterface(child.stdout), 'line')) as [string];
  return { child, port: Number(port) };
};

const agent = new Agent({ keepAlive: true, maxSockets: connections });

/** What was answered; undefined where the process was gone. */
const ask = (port: number, path: string, body?: object): Promise<unknown> =>
  new Promise((resolve) => {
    const text = body === undefined ? undefined : JSON.stringify(body);
    const headers = { 'content-type': 'application/json' };
    const sent = request({ port, path, agent, headers, method: text === undefined ? 'GET' : 'POST' }, (response) => {
      let answer = '';
      response.on('data', (chunk) => (answer += String(chunk)));
      response.on('end', () => resolve(response.complete ? JSON.parse(answer) : undefined));
      response.on('error', () => resolve(undefined));
    });
    sent.on('error', () => resolve(undefined));
    sent.end(text);
  });

/** All of them, so many at once; `onReceipt` is told how many there are, and whether to go on it answers. */
const castAll = async (
  { port }: Box,
  ballot: string,
  texts: readonly string[],
  receipts: Map<string, string>,
  mayGoOn: () => Promise<boolean>,
): Promise<void> => {
  let next = 0;
  const voter = async (): Promise<void> => {
    for (let text = texts[next++]; text !== undefined; text = texts[next++]) {
      if (receipts.has(text)) continue;
      const answer = (await ask(port, '/ballot-box', { ballot, text })) as { readonly receipt?: string } | undefined;
      if (answer?.receipt !== undefined) receipts.set(text, answer.receipt);
      else if (answer !== undefined) throw new Error(JSON.stringify(answer));
      if (!(await mayGoOn())) return;
    }
  };
  await Promise.all(Array.from({ length: connections }, voter));
};

const checkReceipts = async (receipts: ReadonlyMap<string, string>, { opened }: SecretVote): Promise<void> => {
  const verifier = verifierOf(opened.issuers[0]?.vkey ?? '');
  let at = 0;
  for (const [text, receipt] of receipts)
    if (at++ % receiptsPerCheck === 0 && openCastReceipt(receipt, verifier)?.ballotHash !== (await ballotHashOf(text)))
      throw new Error('a receipt names another ballot');
};

const lostOf = async ({ port }: Box, receipts: ReadonlyMap<string, string>): Promise<number> => {
  const held = new Set((await ask(port, '/held')) as readonly string[]);
  let lost = 0;
  for (const text of receipts.keys()) if (!held.has(await ballotHashOf(text))) lost++;
  say(`in the box: ${held.size}; with a receipt: ${receipts.size}; lost: ${lost}`);
  return lost;
};

const run = async (dataDir: string): Promise<number> => {
  const persons = Array.from({ length: voters }, (_, voter) => `person-${voter}`);
  const vote = await openVoteInFolder(dataDir, persons);
  const sealing = performance.now();
  const texts = await sealAll(dataDir, vote, persons);
  say(`sealed: ${texts.length} in ${seconds(sealing)} s, processor ${cpuSeconds().toFixed(0)} s`);

  const receipts = new Map<string, string>();
  const first = await startBox(dataDir);
  const casting = performance.now();
  let killed: Promise<unknown> | undefined;
  let used = 0;
  await castAll(first, vote.ballot, texts, receipts, async () => {
    if (receipts.size < voters / 2) return true;
    killed ??= ask(first.port, '/usage').then((usage) => {
      used = Number(usage);
      first.child.kill('SIGKILL');
    });
    await killed;
    return false;
  });
  if (first.child.exitCode === null && first.child.signalCode === null) await once(first.child, 'exit');
  say(`killed after ${receipts.size} receipts, ${seconds(casting)} s`);

  const second = await startBox(dataDir);
  let lost = await lostOf(second, receipts);
  const rest = performance.now();
  const before = receipts.size;
  await castAll(second, vote.ballot, texts, receipts, async () => true);
  say(`the other ${receipts.size - before} in ${seconds(rest)} s`);
  const usage = used + Number(await ask(second.port, '/usage'));
  lost += await lostOf(second, receipts);
  second.child.kill('SIGKILL');
  await checkReceipts(receipts, vote);
  say(`processor of what took them: ${usage.toFixed(0)} s, ${((usage * 1_000) / voters).toFixed(2)} ms a ballot`);
  say(`processor of the voters: ${cpuSeconds().toFixed(0)} s`);
  return lost + voters - receipts.size;
};

const dataDir = await mkdtemp(join(tmpdir(), 'cunjian-casting-'));
try {
  const missing = await run(dataDir);
  process.exitCode = missing === 0 ? 0 : 1;
} finally {
  agent.destroy();
  await rm(dataDir, { recursive: true, force: true });
}
