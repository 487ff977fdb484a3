import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { ballotHashOf, openCastReceipt } from '@cunjian/secret-ballot';
import { createSeededRandom } from '@cunjian/testing';
import { verifierOf } from '@cunjian/tlog';
import type { BoxedBallot } from '../src/box/ballot-box.ts';
import { mintToken } from './mint-token.ts';
import { seal, type SecretVote } from './secret-vote.ts';
import { openVoteInFolder } from './vote-in-folder.ts';

/** A village's worth; `e2e/casting` casts a hundred thousand. */
const voters = Number(process.env['CUNJIAN_TEST_VOTERS'] ?? 400);
const connections = 100;

let dataDir = '';
const running: ChildProcess[] = [];
const agent = new Agent({ keepAlive: true, maxSockets: connections });
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'cunjian-cast-'));
});
afterEach(async () => {
  for (const child of running.splice(0)) child.kill('SIGKILL');
  agent.destroy();
  await rm(dataDir, { recursive: true, force: true });
});

/** The opening of a ballot in a data folder, and every voter's ballot, sealed. */
const prepare = async (): Promise<{ readonly vote: SecretVote; readonly texts: readonly string[] }> => {
  const random = createSeededRandom(8);
  const persons = Array.from({ length: voters }, (_, voter) => `person-${voter}`);
  const vote = await openVoteInFolder(dataDir, persons);
  const texts: string[] = [];
  for (const person of persons) {
    const own = mintToken(dataDir, vote, person);
    texts.push(await seal({ random }, vote.setting, own, 'for'));
  }
  return { vote, texts };
};

const start = async (): Promise<{ readonly child: ChildProcess; readonly port: number }> => {
  const module = join(import.meta.dirname, 'cast-process.ts');
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', module, dataDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  running.push(child);
  const [port] = (await once(createInterface(child.stdout), 'line')) as [string];
  return { child, port: Number(port) };
};

/** What was answered; undefined where the process was gone. */
const ask = (port: number, path: string, body?: string): Promise<unknown> =>
  new Promise((resolve) => {
    const options = { port, path: `/${path}`, agent, method: body === undefined ? 'GET' : 'POST' };
    const sent = request(options, (response) => {
      let text = '';
      response.on('data', (chunk) => (text += String(chunk)));
      response.on('end', () => resolve(response.complete ? JSON.parse(text) : undefined));
      response.on('error', () => resolve(undefined));
    });
    sent.on('error', () => resolve(undefined));
    sent.end(body);
  });

it('loses no ballot that has its receipt when it is killed, while all cast at once', async () => {
  const { vote, texts } = await prepare();
  const first = await start();
  const receipts = new Map<string, string>();
  const casts = texts.map(async (text) => {
    const receipt = await ask(first.port, vote.ballot, text);
    if (typeof receipt !== 'string') return;
    receipts.set(text, receipt);
    if (receipts.size === Math.floor(voters / 3)) first.child.kill('SIGKILL');
  });
  await Promise.all([...casts, once(first.child, 'exit')]);
  expect(receipts.size).toBeGreaterThanOrEqual(Math.floor(voters / 3));
  expect(receipts.size).toBeLessThan(voters);

  const second = await start();
  const boxed = async () => (await ask(second.port, vote.ballot)) as readonly BoxedBallot[];
  const kept = new Set((await boxed()).map(({ text }) => text));
  expect([...receipts.keys()].filter((text) => !kept.has(text))).toEqual([]);

  // Who has no receipt casts the same again, and all are told so at once.
  const again = await Promise.all(texts.map((text) => ask(second.port, vote.ballot, text)));
  const verifier = verifierOf(vote.opened.issuers[0]?.vkey ?? '');
  for (const [at, text] of texts.entries()) {
    const receipt = String(again[at]);
    expect(openCastReceipt(receipt, verifier)?.ballotHash).toBe(await ballotHashOf(text));
    expect(receipts.get(text) ?? receipt).toBe(receipt);
  }
  expect((await boxed()).map(({ text }) => text).toSorted()).toEqual([...texts].sort());
}, 120_000);
