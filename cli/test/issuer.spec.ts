import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { systemRandom } from '@cunjian/service-kit';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { openIssuer, type OpenedIssuer } from '../src/issuer/issuer.ts';
import { maxRequestBytes, serveIssuer } from '../src/issuer/serve-issuer.ts';
import type { Served } from '../src/serve.ts';
import { run } from './run.ts';

let dir = '';
let opened: OpenedIssuer;
let served: Served;
const open = async (name?: string): Promise<void> => {
  opened = await openIssuer({ dir, name, random: systemRandom });
  served = await serveIssuer({ opened, host: '127.0.0.1', port: 0 });
};
const close = async (): Promise<void> => {
  await served.close();
  opened.issuer.close();
};
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'cunjian-issuer-'));
  await open('town.example/issuer');
});
afterEach(async () => {
  await close();
  await rm(dir, { recursive: true });
});

const post = async (path: string, body: unknown, token = opened.token, port = served.port) => {
  const response = await fetch(`http://127.0.0.1:${port}${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  return { status: response.status, body: (await response.json()) as unknown };
};
const request = (number: number): string => Buffer.alloc(256, number).fill(0, 0, 1).toString('base64url');
const asks = (...numbers: readonly number[]) => ({
  requests: numbers.map((number) => ({ ballot: 'road', person: `p${number}`, request: request(number) })),
});

describe('cunjian issuer', () => {
  it('signs for the deployment that has its token, and for nobody else', async () => {
    const { body } = await post('/prepare', { ballot: 'road' });
    expect(body).toEqual({ key: expect.stringMatching(/^[\w-]{342}$/), vkey: opened.issuer.vkey });
    const first = await post('/issue', asks(1, 2));
    expect(first).toEqual({ status: 200, body: [expect.stringMatching(/^[\w-]{342}$/), expect.any(String)] });
    expect((await post('/issue', asks(1), 'x'.repeat(43))).status).toBe(401);
    expect((await post('/issue', asks(1), '')).status).toBe(401);
    expect(await post('/issue', asks(2))).toEqual({ status: 200, body: [(first.body as string[])[1]] });
    expect((await post('/end', { ballot: 'road' })).body).toContain('\nissued ballot road\n2\n');
    expect(await post('/issue', asks(3))).toMatchObject({ body: [{ refused: [{ code: 'issuer.ended' }] }] });
  });

  it('refuses what is no request', async () => {
    expect((await post('/prepare', {})).status).toBe(400);
    expect((await post('/issue', { requests: [{ ballot: 'road' }] })).status).toBe(400);
    expect((await post('/issue', 'nonsense')).status).toBe(400);
    expect((await post('/other', { ballot: 'road' })).status).toBe(400);
    expect((await post('/issue', 'x'.repeat(maxRequestBytes + 1))).status).toBe(413);
    expect((await fetch(`http://127.0.0.1:${served.port}/issue`)).status).toBe(405);
  });

  it('keeps key, name and token, readable to its owner alone', async () => {
    const before = { vkey: opened.issuer.vkey, token: opened.token };
    await close();
    await open();
    expect({ vkey: opened.issuer.vkey, token: opened.token }).toEqual(before);
    expect(await (await fetch(`http://127.0.0.1:${served.port}/`)).json()).toEqual({ vkey: before.vkey });
    for (const file of ['issuer.key', 'issuer.token', 'issuer.sqlite'])
      expect((await stat(join(dir, file))).mode & 0o077).toBe(0);
    await expect(openIssuer({ dir, name: 'other', random: systemRandom })).rejects.toThrow('leave out --name');
  });

  it('forgets nothing that it answered, whenever it is killed', async () => {
    const start = async () => {
      const bin = join(import.meta.dirname, '../bin/cunjian.mjs');
      const child = spawn(process.execPath, [bin, '--json', 'issuer', '--dir', join(dir, 'killed'), '--port', '0']);
      const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
      return { child, ...(JSON.parse(line) as { port: number; token: string }) };
    };
    const first = await start();
    await post('/prepare', { ballot: 'road' }, first.token, first.port);
    const answered = new Map<number, unknown>();
    const asking = Array.from({ length: 40 }, async (_, at) => {
      const answer = await post('/issue', asks(at + 1), first.token, first.port).catch(() => undefined);
      if (answer !== undefined) answered.set(at + 1, answer.body);
      if (answered.size === 10) first.child.kill('SIGKILL');
    });
    await Promise.all([...asking, once(first.child, 'exit')]);
    expect(answered.size).toBeGreaterThanOrEqual(10);
    const second = await start();
    for (const [person, body] of answered)
      expect((await post('/issue', asks(person), second.token, second.port)).body).toEqual(body);
    second.child.kill('SIGTERM');
    await once(second.child, 'exit');
  });

  it('says what it wants', async () => {
    expect((await run('issuer', '--help')).stdout).toContain('Example: cunjian issuer');
    expect((await run('issuer')).code).toBe(2);
    expect((await run('issuer', '--dir', dir, '--port', '70000')).code).toBe(2);
  });
});
