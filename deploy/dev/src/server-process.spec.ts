import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { startServer } from './server-process.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cunjian-server-process-'));
});
afterEach(() => rm(folder, { recursive: true }));

const logged = () => join(folder, 'logs', 'sample.log');
const options = (program: string) => ({
  command: process.execPath,
  args: ['-e', program],
  address: '',
  ready: /ready/,
});

it('keeps what a server prints, after its start too, and tells how it ended by itself', async () => {
  const program = `
    process.on('SIGUSR2', () => { console.error('out of ink'); process.exitCode = 3; clearInterval(alive); });
    const alive = setInterval(() => undefined, 1_000);
    console.log('ready');
  `;
  const server = await startServer({ ...options(program), logFile: logged() });
  server.signal('SIGUSR2');
  expect(await server.ended).toBe('3');
  expect(await readFile(logged(), 'utf8')).toMatch(/ready\n[^]*out of ink\n/);
});

it('says nothing of a server that was told to end', async () => {
  const server = await startServer(options(`console.log('ready'); setInterval(() => undefined, 1_000);`));
  await server.stop();
  expect(await Promise.race([server.ended, Promise.resolve('told')])).toBe('told');
});
