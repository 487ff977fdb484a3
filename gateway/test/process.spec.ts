import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import { makeServiceKeys, type ServiceKeys } from '@cunjian/service-kit/process';
import { WebSocket } from 'ws';

jest.setTimeout(60_000);

let folder = '';
let keys: ServiceKeys;
const children = new Set<ChildProcess>();
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cunjian-gateway-process-'));
  keys = await makeServiceKeys(join(folder, 'keys'), ['gateway']);
});
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  await rm(folder, { recursive: true });
});

/** No service listens there: what is asked for here needs none. */
const nowhere = 'http://127.0.0.1:9';

const start = (env: Readonly<Record<string, string>> = {}) => {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', 'gateway/src/main.ts'], {
    cwd: join(import.meta.dirname, '../..'),
    env: {
      PATH: process.env['PATH'],
      CUNJIAN_PORT: '0',
      CUNJIAN_DATA: join(folder, 'data'),
      CUNJIAN_DEMO: 'on',
      CUNJIAN_SERVICE_KEY: keys.keyOf('gateway'),
      CUNJIAN_SERVICE_KEYS: keys.keys,
      CUNJIAN_REGISTRY_URL: nowhere,
      CUNJIAN_PUBLICATION_URL: nowhere,
      CUNJIAN_CONSULTATION_URL: nowhere,
      CUNJIAN_AUDIT_URL: nowhere,
      CUNJIAN_INTEGRATION_URL: nowhere,
      ...env,
    },
  });
  children.add(child);
  let said = '';
  const exited = once(child, 'close').then(([code]) => ({ code: code as number | null, said }));
  const url = new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stderr }).on('line', (line) => {
      said += `${line}\n`;
      const [, found] = /"url":"(http:[^"]+)"/.exec(line) ?? [];
      if (found !== undefined) resolve(found);
    });
    void exited.then(() => reject(new Error(said)));
  });
  url.catch(() => undefined);
  return { child, url, exited };
};

it('told to stop, says goodbye to whoever follows a log and ends', async () => {
  const { child, url, exited } = start();
  const follower = new WebSocket(`${(await url).replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
  await once(follower, 'open');
  const closed = once(follower, 'close');
  child.kill('SIGTERM');
  const [code, reason] = (await closed) as [number, Buffer];
  expect([code, String(reason)]).toEqual([1001, 'the server stops: resume from the last index']);
  expect(await exited).toMatchObject({ code: 0 });
});

it('names all that is wrong with its environment at once', async () => {
  const { exited } = start({
    NODE_ENV: 'production',
    CUNJIAN_DEMO: '',
    CUNJIAN_AUDIT_URL: 'audit:4100',
    CUNJIAN_SERVICE_KEY: join(folder, 'none.json'),
    CUNJIAN_SERVICE_KEYS: join(folder, 'none.jwks.json'),
  });
  const { code, said } = await exited;
  expect(code).toBe(1);
  expect(said).toMatch(
    /CUNJIAN_AUDIT_URL is "audit:4100"[^]*Set CUNJIAN_OIDC_ISSUER[^]*CUNJIAN_SERVICE_KEY is .*none\.json[^]*CUNJIAN_SERVICE_KEYS is .*none\.jwks\.json/,
  );
});
