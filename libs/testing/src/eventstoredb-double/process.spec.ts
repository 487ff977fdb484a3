import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { anEvent } from '@cunjian/event-store/contract-suite';
import { openEventStoreDb } from '@cunjian/event-store/eventstoredb';
import { isRefused } from '@cunjian/kernel';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createSeededRandom } from '../seeded-random.ts';
import { machineClock } from './machine-clock.ts';

const main = fileURLToPath(new URL('./main.ts', import.meta.url));

const run = (parameters: readonly string[], environment: Readonly<Record<string, string>> = {}) => {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', main, ...parameters], {
    env: { ...process.env, NODE_ENV: 'test', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => (errors += chunk));
  const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, errors }));
  const firstLine = once(createInterface({ input: child.stdout }), 'line').then(([line]) => String(line));
  return { child, ended, firstLine };
};

describe('the double as a process', () => {
  let folder: string;
  beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'cunjian-eventstoredb-double-'))));
  afterAll(async () => rm(folder, { recursive: true }));

  it('says in one line what it is and where, and has after kill -9 what it acknowledged', async () => {
    const written: string[] = [];
    for (const round of [1, 2]) {
      const { child, ended, firstLine } = run(['--port', '0', '--dir', join(folder, 'data')]);
      const line = await firstLine;
      expect(line).toMatch(/^ready: EventStoreDB double \(no database\) at esdb:\/\/127\.0\.0\.1:\d+\?tls=false$/);
      const store = await openEventStoreDb({
        connectionString: line.split(' ').at(-1) ?? '',
        clock: machineClock,
        random: createSeededRandom(round),
      });
      expect((await store.readAll({ limit: 100 })).events.map(({ id }) => id)).toEqual(written);
      for (let i = 0; i < 5; i++) {
        const event = anEvent();
        expect(isRefused(await store.append(`killed-${round}-${i}`, 'none', [event]))).toBe(false);
        written.push(event.id);
      }
      await store.close();
      child.kill(round === 1 ? 'SIGKILL' : 'SIGTERM');
      expect((await ended).code).toBe(round === 1 ? null : 0);
    }
  });

  it('says how it is started where it was told nonsense, and does not start in production', async () => {
    for (const parameters of [[], ['--port', '0'], ['--port', 'x', '--dir', folder], ['--nonsense']])
      expect(await run(parameters).ended).toEqual({ code: 1, errors: expect.stringMatching(/^usage: node .*--port/) });
    expect(await run(['--port', '0', '--dir', folder], { NODE_ENV: 'production' }).ended).toEqual({
      code: 1,
      errors: expect.stringContaining('is no database: run EventStoreDB or KurrentDB in production'),
    });
  });
});
