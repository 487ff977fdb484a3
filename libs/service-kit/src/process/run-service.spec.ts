import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { startEventStoreDbDouble } from '@cunjian/testing/eventstoredb-double';
import { afterEach, beforeEach, expect, it, jest } from '@jest/globals';
import { systemClock } from '../system.ts';
import { makeServiceKeys } from './make-service-keys.ts';

jest.setTimeout(60_000);

let folder = '';
const children = new Set<ChildProcess>();
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cunjian-run-service-'));
});
afterEach(async () => {
  for (const child of children) child.kill('SIGKILL');
  await rm(folder, { recursive: true });
});

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await once(server.close(), 'close');
  return port;
};

/** A service that is wired only once the registry has founded the deployment. */
const program = `
  import { runService } from ${JSON.stringify(import.meta.resolve('./run-service.ts'))};
  import { z } from 'zod';
  await runService({
    service: 'audit',
    settings: z.object({}),
    background: 'data:text/javascript,',
    callers: [],
    wire: () => { throw new Error('nobody has founded it'); },
  });
`;

const start = async (eventStoreDb: string) => {
  const keys = await makeServiceKeys(join(folder, 'keys'), ['audit']);
  const options = ['--disable-warning=ExperimentalWarning', '--input-type=module', '-e', program];
  const child = spawn(process.execPath, options, {
    cwd: import.meta.dirname,
    env: {
      PATH: process.env['PATH'],
      CUNJIAN_PORT: '0',
      CUNJIAN_DATA: join(folder, 'data'),
      CUNJIAN_EVENTSTOREDB: eventStoreDb,
      CUNJIAN_SERVICE_KEY: keys.keyOf('audit'),
      CUNJIAN_SERVICE_KEYS: keys.keys,
    },
  });
  children.add(child);
  const lines: string[] = [];
  const exited = once(child, 'close').then(([code]) => code as number | null);
  const url = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stderr }).on('line', (line) => {
      lines.push(line);
      const [, found] = /"url":"(http:[^"]+)"/.exec(line) ?? [];
      if (found !== undefined) resolve(found);
    });
    void exited.then(() => reject(new Error(lines.join('\n'))));
  });
  return { child, url, exited, lines };
};

const detailOfStart = async (url: string): Promise<readonly [number, string]> => {
  const response = await fetch(`${url}/health/ready`);
  const { checks } = (await response.json()) as { checks: { name: string; detail?: string }[] };
  return [response.status, checks.find(({ name }) => name === 'start')?.detail ?? ''];
};

/** Looks until the start has come so far; the test's own limit ends it where it never does. */
const until = async (url: string, wanted: string): Promise<readonly [number, string]> => {
  for (;;) {
    const [status, detail] = await detailOfStart(url);
    if (detail.startsWith(wanted)) return [status, detail];
    await systemClock.sleep(20);
  }
};

it('answers while what it needs is away, says what it waits for, and goes on when that is there', async () => {
  const port = await freePort();
  const { child, url, exited, lines } = await start(`esdb://admin:hunter2@127.0.0.1:${port}?tls=false`);

  const [status, detail] = await until(url, 'opening the event store: ');
  expect([status, detail]).toEqual([503, expect.stringContaining('event store: it does not answer')]);
  expect(detail).not.toContain('127.0.0.1');
  expect((await fetch(`${url}/health/live`)).status).toBe(200);
  expect((await fetch(`${url}/health/started`)).status).toBe(503);

  const double = await startEventStoreDbDouble({
    ...{ folder: join(folder, 'events'), port, clock: systemClock, nodeEnv: 'test' },
  });
  expect((await until(url, 'waiting until the registry'))[0]).toBe(503);

  child.kill('SIGTERM');
  expect(await exited).toBe(0);
  await double.stop();
  for (const line of lines) expect(JSON.parse(line)).toMatchObject({ process: 'audit' });
  expect(lines.join()).not.toContain('hunter2');
});
