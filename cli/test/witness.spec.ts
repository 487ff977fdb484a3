import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemRandom } from '@cunjian/service-kit';
import {
  appendLeaves,
  createSigner,
  emptyTree,
  formatAddCheckpoint,
  formatVkey,
  openCheckpoint,
  readTree,
  signCheckpoint,
  tilePath,
  verifierOf,
} from '@cunjian/tlog';
import { createNodeHasher } from '@cunjian/tlog/node';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { burstRequests, createRequestRate, requestsPerSecond } from '../src/witness/request-rate.ts';
import type { Served } from '../src/serve.ts';
import { maxRequestBytes, serveWitness } from '../src/witness/serve-witness.ts';
import { openWitness, type Witness } from '../src/witness/witness.ts';
import { run } from './run.ts';

const hasher = createNodeHasher();
const origin = 'village.example/heads';
const log = createSigner({ name: origin, secret: new Uint8Array(32).fill(1) });
const logVkey = formatVkey(log);
const start = Date.parse('2026-04-01T00:00:00Z');
/** Time that stands still until a test says otherwise. */
const clock = { at: start, now: () => clock.at, sleep: async () => undefined };

/** A log whose entries are `<word> <n>`: two words, two histories. */
const history = (word: string, size: number) => {
  const leaves = Array.from({ length: size }, (_, n) => hasher.leaf(Buffer.from(`${word} ${n}`)));
  const { root, tiles } = appendLeaves(emptyTree, leaves, hasher);
  const files = new Map(tiles.map((tile) => [tilePath(tile), tile.bytes]));
  return { head: { size, root }, read: (path: string) => files.get(path) };
};
const checkpointOf = (word: string, size: number, signer = log): string =>
  signCheckpoint({ origin: signer.name, ...history(word, size).head }, signer);
const requestOf = async (from: number, to: number, word = 'true', signer = log): Promise<string> => {
  const { head, read } = history(word, to);
  const proof = from > to ? [] : await (await readTree(read, head, hasher)).consistencyProof(from);
  return formatAddCheckpoint({ oldSize: from, proof, checkpoint: checkpointOf(word, to, signer) });
};

let dir = '';
let witness: Witness;
let served: Served;
const said: string[] = [];
const open = async (logs: readonly string[] = [logVkey]): Promise<void> => {
  witness = await openWitness({
    ...{ dir, name: undefined, logs, clock, random: systemRandom },
    say: (text) => said.push(text),
  });
  served = await serveWitness({ witness, host: '127.0.0.1', port: 0, clock });
};
const close = async (): Promise<void> => {
  await served.close();
  witness.close();
};
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'cunjian-witness-'));
  await open();
});
afterEach(async () => {
  await close();
  await rm(dir, { recursive: true });
});

const post = async (body: string | Uint8Array, port = served.port) => {
  const response = await fetch(`http://127.0.0.1:${port}/add-checkpoint`, { method: 'POST', body });
  return { status: response.status, type: response.headers.get('content-type'), body: await response.text() };
};
const verified = (note: string, vkey = witness.vkey) =>
  openCheckpoint(note, { log: [verifierOf(logVkey)], witnesses: [verifierOf(vkey)] }).cosignatures;

describe('a witness', () => {
  it('200: cosigns what extends what it has cosigned, with the time', async () => {
    for (const [from, to] of [
      [0, 3],
      [3, 3],
      [3, 300],
    ] as const) {
      const { status, body } = await post(await requestOf(from, to));
      expect(status).toBe(200);
      expect(verified(checkpointOf('true', to) + body)).toEqual([
        { name: expect.any(String), timestamp: start / 1_000 },
      ]);
    }
  });

  it('400: for what is no request, and for an old size above the new one', async () => {
    for (const body of ['', 'old 0\n', (await requestOf(0, 3)).replace('old 0', 'old 00'), await requestOf(4, 3)])
      expect((await post(body)).status).toBe(400);
    expect((await post(Buffer.from([0xff, 0xfe]))).status).toBe(400);
  });

  it('403: where no key that it was given signed', async () => {
    const other = createSigner({ name: origin, secret: new Uint8Array(32).fill(9) });
    expect((await post(await requestOf(0, 3, 'true', other))).status).toBe(403);
  });

  it('404: for a log that it does not look after, and any other path', async () => {
    const other = createSigner({ name: 'other.example/heads', secret: new Uint8Array(32).fill(1) });
    expect((await post(await requestOf(0, 3, 'true', other))).status).toBe(404);
    expect((await fetch(`http://127.0.0.1:${served.port}/elsewhere`)).status).toBe(404);
  });

  it('405 and 413: for another method, and for more than a request can have', async () => {
    expect((await fetch(`http://127.0.0.1:${served.port}/add-checkpoint`)).status).toBe(405);
    expect((await post('x'.repeat(maxRequestBytes + 1))).status).toBe(413);
  });

  it('409: with the size that it has', async () => {
    await post(await requestOf(0, 5));
    expect(await post(await requestOf(0, 7))).toEqual({ status: 409, type: 'text/x.tlog.size', body: '5\n' });
    expect(await post(await requestOf(0, 3))).toMatchObject({ status: 409, body: '5\n' });
  });

  it('409: for another tree of the same size, and keeps both signed checkpoints', async () => {
    await post(await requestOf(0, 5));
    expect(await post(await requestOf(5, 5, 'forged'))).toEqual({ status: 409, type: 'text/x.tlog.size', body: '5\n' });
    const [file = ''] = await readdir(join(dir, 'evidence'));
    const evidence = await readFile(join(dir, 'evidence', file), 'utf8');
    expect(evidence).toContain(checkpointOf('true', 5));
    expect(evidence).toContain(checkpointOf('forged', 5));
    expect(said.at(-1)).toContain('two trees of 5 entries');
  });

  it('422: for a tree that does not extend the one before', async () => {
    await post(await requestOf(0, 5));
    expect((await post(await requestOf(5, 9, 'forged'))).status).toBe(422);
    expect((await post((await requestOf(5, 9)).replace(/\n.{44}\n/, '\n'))).status).toBe(422);
    expect((await post(await requestOf(5, 9))).status).toBe(200);
  });

  it('429: to who asks without end, until some time has passed', async () => {
    const body = await requestOf(0, 3);
    for (let n = 0; n < burstRequests; n++) expect((await post(body)).status).not.toBe(429);
    expect((await post(body)).status).toBe(429);
    clock.at += 1_000;
    expect((await post(body)).status).not.toBe(429);
    clock.at = start;
  });

  it('answers requests about one log one after the other: of many that grow one tree, one is taken', async () => {
    const bodies = await Promise.all([1, 2, 3, 4, 5, 6, 7, 8].map((size) => requestOf(0, size)));
    const statuses = (await Promise.all(bodies.map((body) => post(body)))).map(({ status }) => status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(1);
    expect(statuses.filter((status) => status === 409)).toHaveLength(7);
  });

  it('is one with another process on its folder: neither forgets what the other cosigned', async () => {
    const other = await openWitness({
      ...{ dir, name: undefined, logs: [logVkey], clock, random: systemRandom },
      say: () => undefined,
    });
    await post(await requestOf(0, 3));
    expect(other.addCheckpoint(Buffer.from(await requestOf(0, 5)))).toMatchObject({ status: 409, size: 3 });
    expect(other.vkey).toBe(witness.vkey);
    other.close();
  });

  it('tells people its key and what it has cosigned', async () => {
    await post(await requestOf(0, 5));
    const page = await (await fetch(`http://127.0.0.1:${served.port}/`)).text();
    expect(page.split('\n')[0]).toBe(witness.vkey);
    expect(page).toContain(`${origin}: 5 ${Buffer.from(history('true', 5).head.root).toString('base64')}`);
  });

  it('keeps its key to itself, and its key and memory across a restart', async () => {
    await post(await requestOf(0, 5));
    const { vkey } = witness;
    for (const file of ['witness.key', 'witness.sqlite']) expect((await stat(join(dir, file))).mode & 0o077).toBe(0);
    await close();
    await open();
    expect(witness.vkey).toBe(vkey);
    expect(await post(await requestOf(0, 7))).toMatchObject({ status: 409, body: '5\n' });
  });

  it('takes several keys of a log, and a log whose key has another name', async () => {
    const next = createSigner({ name: origin, secret: new Uint8Array(32).fill(2) });
    const sum = createSigner({ name: 'sum.example', secret: new Uint8Array(32).fill(3) });
    await close();
    await open([logVkey, formatVkey(next), `go.sum database tree ${formatVkey(sum)}`]);
    expect((await post(await requestOf(0, 3))).status).toBe(200);
    expect((await post(await requestOf(3, 4, 'true', next))).status).toBe(200);
    expect(witness.describe()).toContain('go.sum database tree: nothing cosigned yet');
  });
});

describe('the rate of requests', () => {
  it('is per address, and refills', () => {
    const now = { at: 0 };
    const mayAsk = createRequestRate({ now: () => now.at, sleep: async () => undefined });
    const asked = (address: string, times: number) => Array.from({ length: times }, () => mayAsk(address));
    expect(asked('a', burstRequests + 1).filter(Boolean)).toHaveLength(burstRequests);
    expect(mayAsk('b')).toBe(true);
    now.at += 1_000;
    expect(asked('a', requestsPerSecond + 1).filter(Boolean)).toHaveLength(requestsPerSecond);
  });
});

describe('cunjian witness', () => {
  const bin = join(import.meta.dirname, '../bin/cunjian.mjs');
  const startProgram = async (folder: string): Promise<{ child: ChildProcess; port: number; vkey: string }> => {
    const args = ['--json', 'witness', '--dir', folder, '--name', 'w.example', '--log', logVkey, '--port', '0'];
    const child = spawn(process.execPath, [bin, ...args], { stdio: ['ignore', 'pipe', 'ignore'] });
    const [line] = (await once(child.stdout, 'data')) as [Buffer];
    return { child, ...(JSON.parse(line.toString()) as { port: number; vkey: string }) };
  };

  it('has what it cosigned on disk before it answers: it is killed, and knows it', async () => {
    const folder = join(dir, 'killed');
    const first = await startProgram(folder);
    const { status, body } = await post(await requestOf(0, 5), first.port);
    first.child.kill('SIGKILL');
    await once(first.child, 'exit');
    expect(status).toBe(200);
    expect(verified(checkpointOf('true', 5) + body, first.vkey)).toHaveLength(1);
    const second = await startProgram(folder);
    expect(second.vkey).toBe(first.vkey);
    expect(await post(await requestOf(0, 7, 'forged'), second.port)).toMatchObject({ status: 409, body: '5\n' });
    second.child.kill('SIGTERM');
    expect(await once(second.child, 'exit')).toEqual([0, null]);
  });

  it('refuses what is no key and another name than it has', async () => {
    expect(await run('witness', '--dir', join(dir, 'x'), '--log', 'nonsense')).toMatchObject({ code: 1, stdout: '' });
    expect((await run('witness', '--dir', join(dir, 'x'))).code).toBe(2);
    expect((await run('witness', '--dir', join(dir, 'x'), '--log', logVkey, '--port', 'many')).code).toBe(2);
    await writeFile(join(dir, 'witness.name'), 'w.example\n');
    const renamed = await run('witness', '--dir', dir, '--log', logVkey, '--name', 'v.example', '--port', '0');
    expect(renamed).toMatchObject({ code: 1, stderr: expect.stringContaining('w.example') });
    expect(spawnSync(process.execPath, [bin, 'witness', '--help'], { encoding: 'utf8' }).stdout).toContain('Example');
  });
});
