import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { getPriority, tmpdir } from 'node:os';
import { join } from 'node:path';
import { nationalDivision } from '@cunjian/contracts';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { createServiceRuntime, openSharedStores } from '../embedded.ts';
import { createLog } from '../log.ts';
import type { SharedStores } from '../runtime.ts';
import { systemClock } from '../system.ts';
import { startBackground } from './start-background.ts';

/** A service with one read model of nothing. */
const module = `data:text/javascript,${encodeURIComponent(`
  export const background = {
    service: 'sample',
    projections: [{ name: 'nothing', version: 1, events: [], indexes: [], keys: () => [], evolve: () => undefined }],
    reactions: [],
  };
`)}`;

/** One whose relay finds no broker. */
const relaying = `data:text/javascript,${encodeURIComponent(`
  const away = async () => { throw new Error('connect ECONNREFUSED 127.0.0.1:9092'); };
  export const background = {
    service: 'relaying',
    projections: [],
    reactions: [],
    openSinks: async () => [{ name: 'relay', version: 1, serves: true, open: away, take: away }],
  };
`)}`;

let folder = '';
let shared: SharedStores;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cunjian-background-'));
  shared = await openSharedStores({ dataDir: join(folder, 'main'), log: createLog({ level: 'silent' }) });
});
afterEach(async () => {
  await shared.close();
  await rm(folder, { recursive: true });
});

/** Looks until the process is as ready as it should be; the test's own limit ends it where it never is. */
const untilReady = async (wanted: (ready: boolean, detail: string) => boolean): Promise<void> => {
  for (;;) {
    const { ok, checks } = await shared.health.ready();
    if (wanted(ok, JSON.stringify(checks))) return;
    await systemClock.sleep(20);
  }
};

it('starts the thread again when it has failed, and says so until it works', async () => {
  const dataDir = join(folder, 'other');
  const background = startBackground({
    shared,
    modules: [module],
    dispatchers: new Map(),
    dataDir,
    deployment: 'cunjian.test',
    logLevel: 'silent',
  });
  await untilReady((_, detail) => detail.includes('the background thread failed'));

  const mended = await openSharedStores({ dataDir, log: createLog({ level: 'silent' }) });
  await untilReady((ok) => ok);
  expect(new Set(background.statuses().map(({ service }) => service))).toEqual(new Set(['sample']));
  await background.stop();
  await mended.close();
});

it('starts no thread again once it is told to stop', async () => {
  const dataDir = join(folder, 'other');
  const waiting = Promise.withResolvers<void>();
  const sleep = (_ms: number, signal?: AbortSignal): Promise<void> =>
    new Promise((resolve) => {
      signal?.addEventListener('abort', () => resolve());
      waiting.resolve();
    });
  const background = startBackground({
    shared: { ...shared, clock: { ...shared.clock, sleep } },
    modules: [module],
    dispatchers: new Map(),
    dataDir,
    deployment: 'cunjian.test',
    logLevel: 'silent',
  });
  await waiting.promise;
  const mended = await openSharedStores({ dataDir, log: createLog({ level: 'silent' }) });
  await background.stop();
  expect(background.statuses()).toEqual([]);
  await mended.close();
});

it('stays ready while what hands on to others fails, and names it', async () => {
  const background = startBackground({
    shared,
    modules: [module, relaying],
    dispatchers: new Map(),
    dataDir: join(folder, 'main'),
    deployment: 'cunjian.test',
    logLevel: 'silent',
  });
  await untilReady((ok, detail) => ok && detail.includes('relaying/relay failed'));
  const { checks } = await shared.health.ready();
  expect(checks.find(({ name }) => name === 'processing')).toEqual({
    ...{ name: 'processing', ok: false, serves: true },
    detail: 'relaying/relay failed: relay: connect ECONNREFUSED …',
  });
  await background.stop();
});

/** One whose reaction wants something done about every account. */
const reacting = `data:text/javascript,${encodeURIComponent(`
  export const background = {
    service: 'reacting',
    projections: [],
    reactions: [{ name: 'welcome', events: ['account-unbound'], react: () => [{ type: 'say-welcome', data: {} }] }],
  };
`)}`;

/** An event that the reactions of these services want. */
const unbindAccount = async () => {
  const runtime = await createServiceRuntime({ dataDir: join(folder, 'main'), service: 'reacting', shared });
  await runtime.handle({
    stream: 'account-a',
    decider: {
      initialState: null,
      decide: () => [{ type: 'account-unbound' as const, data: { account: 'a', person: 'p', by: 'person' } }],
      evolve: () => null,
    },
    command: null,
    meta: {
      commandId: shared.random.uuid(),
      ...{ actor: 'p', division: nationalDivision, correlationId: 'the-request', audience: 'parties' as const },
    },
  });
  return runtime;
};

it('logs a reaction that failed with the number of the request that led to it', async () => {
  const failed = Promise.withResolvers<object>();
  const log = createLog({
    level: 'error',
    destination: { write: (line) => failed.resolve(JSON.parse(line) as object) },
  });
  const runtime = await unbindAccount();
  const background = startBackground({
    shared: { ...shared, log },
    modules: [reacting],
    dispatchers: new Map([['reacting', () => Promise.reject(new Error('no ink'))]]),
    dataDir: join(folder, 'main'),
    deployment: 'cunjian.test',
    logLevel: 'silent',
  });
  expect(await failed.promise).toMatchObject({ correlationId: 'the-request', command: 'say-welcome' });
  await background.stop();
  await runtime.close();
});

/** One that wants something done at the beginning of 2026. */
const due = `data:text/javascript,${encodeURIComponent(`
  export const background = {
    service: 'due',
    projections: [],
    reactions: [{
      name: 'new-year',
      events: ['account-unbound'],
      deadlines: () => ({ set: [{ key: 'new-year', at: '2026-01-01T00:00:00Z' }] }),
      onDeadline: () => [{ type: 'ring', data: {} }],
    }],
  };
`)}`;

it('carries out what is due no earlier than by its own clock, which may be behind that of the thread', async () => {
  let now = Date.parse('2025-12-31T23:59:59.990Z');
  const [early, rung] = [Promise.withResolvers<object>(), Promise.withResolvers<number>()];
  const log = createLog({
    level: 'error',
    destination: { write: (line) => early.resolve(JSON.parse(line) as object) },
  });
  const runtime = await unbindAccount();
  const clock = { ...shared.clock, now: () => now };
  const ring = async () => {
    rung.resolve(now);
    return 'done' as const;
  };
  const background = startBackground({
    shared: { ...shared, log, clock },
    modules: [due],
    dispatchers: new Map([['due', ring]]),
    dataDir: join(folder, 'main'),
    deployment: 'cunjian.test',
    logLevel: 'silent',
  });
  expect(await early.promise).toMatchObject({ command: 'ring', err: { message: expect.stringContaining('not yet') } });
  now = Date.parse('2026-01-01T00:00:00Z');
  expect(await rung.promise).toBe(now);
  await background.stop();
  await runtime.close();
});

const onLinux = process.platform === 'linux' ? it : it.skip;
onLinux('gives way to the threads that answer requests', async () => {
  const background = startBackground({
    shared,
    modules: [module],
    dispatchers: new Map(),
    dataDir: join(folder, 'main'),
    deployment: 'cunjian.test',
    logLevel: 'silent',
  });
  await untilReady((ok) => ok);
  const threads = (await readdir('/proc/self/task')).map(Number);
  const lower = threads.filter((thread) => getPriority(thread) > getPriority(process.pid));
  await background.stop();
  expect(lower).toHaveLength(1);
});
