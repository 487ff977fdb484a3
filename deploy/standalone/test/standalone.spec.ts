import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';

jest.setTimeout(60_000);
const root = resolve(import.meta.dirname, '../../..');

interface Started {
  readonly child: ChildProcess;
  readonly output: () => string;
  /** The page's address, once it is ready; undefined where the process ended before. */
  readonly ready: Promise<string | undefined>;
  readonly exited: Promise<number | null>;
}

let dataDir = '';
const children = new Set<ChildProcess>();

const issuer = {
  CUNJIAN_OIDC_ISSUER: 'https://issuer.test',
  CUNJIAN_OIDC_CLIENT_ID: 'cunjian',
  CUNJIAN_OIDC_CLIENT_SECRET: 'never used here',
  CUNJIAN_OIDC_AUDIENCE: 'urn:cunjian:api',
};

const start = (env: Record<string, string> = {}): Started => {
  const child = spawn(process.execPath, ['deploy/standalone/src/main.ts'], {
    cwd: root,
    env: {
      PATH: process.env['PATH'],
      CUNJIAN_DATA: dataDir,
      CUNJIAN_PORT: '0',
      CUNJIAN_DEMO: 'off',
      ...issuer,
      ...env,
    },
  });
  children.add(child);
  let output = '';
  const exited = once(child, 'exit').then(([code]) => code as number | null);
  const ready = new Promise<string | undefined>((resolve) => {
    const take = (chunk: Buffer): void => {
      output += chunk.toString();
      const [, url] = /ready: (\S+)/.exec(output) ?? [];
      if (url !== undefined) resolve(url);
    };
    child.stdout?.on('data', take);
    child.stderr?.on('data', take);
    void exited.then(() => resolve(undefined));
  });
  return { child, output: () => output, ready, exited };
};

const stop = async ({ child, exited }: Started, signal: 'SIGTERM' | 'SIGKILL'): Promise<number | null> => {
  child.kill(signal);
  return exited;
};

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'cunjian-standalone-'));
});
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  await rm(dataDir, { recursive: true });
});

describe('the standalone process', () => {
  it('starts on an empty folder, answers, keeps others out, and stops when told to', async () => {
    const started = start({ CUNJIAN_ORIGIN: 'cunjian.test' });
    const url = await started.ready;
    expect(started.output()).toContain('(cunjian.test) is ready');
    const ready = await fetch(`${url}/health/ready`);
    expect([ready.status, await ready.json()]).toMatchObject([200, { ok: true }]);
    expect((await fetch(`${url}/health/live`)).status).toBe(200);
    const asked = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ __typename }' }),
    });
    expect(await asked.json()).toEqual({ data: { __typename: 'Query' } });
    expect(await (await fetch(`${url}/metrics`)).text()).toContain('cunjian_processing_lag_seconds{service="audit"');

    const second = start();
    expect(await second.exited).toBe(1);
    expect(second.output()).toContain(`another process works on ${dataDir}`);

    expect(await stop(started, 'SIGTERM')).toBe(0);
  });

  it('keeps the name it was founded with, and refuses another', async () => {
    const other = start({ CUNJIAN_ORIGIN: 'other.test' });
    expect(await other.exited).toBe(1);
    expect(other.output()).toContain('was founded as "cunjian.test"');
    const same = start();
    expect(await same.ready).toBeDefined();
    expect(same.output()).toContain('(cunjian.test) is ready');
    await stop(same, 'SIGKILL');
  });

  it('starts again after it was killed, and rebuilds read models that were deleted', async () => {
    await rm(join(dataDir, 'read-models'), { recursive: true });
    const started = start();
    const url = await started.ready;
    expect((await fetch(`${url}/health/ready`)).status).toBe(200);
    expect(await stop(started, 'SIGTERM')).toBe(0);
  });

  it('does not start where nobody could sign in', async () => {
    const started = start({
      CUNJIAN_OIDC_ISSUER: '',
      CUNJIAN_OIDC_CLIENT_ID: '',
      CUNJIAN_OIDC_CLIENT_SECRET: '',
      CUNJIAN_OIDC_AUDIENCE: '',
    });
    expect(await started.exited).toBe(1);
    expect(started.output()).toContain('Set CUNJIAN_OIDC_ISSUER');
  });

  it('says all that is wrong with its environment', async () => {
    const started = start({ CUNJIAN_PORT: 'http', CUNJIAN_DEMO: 'perhaps' });
    expect(await started.exited).toBe(1);
    expect(started.output()).toMatch(/CUNJIAN_PORT is "http"[^]*CUNJIAN_DEMO is "perhaps"/);
  });
});
