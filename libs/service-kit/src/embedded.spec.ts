import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { accessProjections } from '@cunjian/access';
import { catalogue, type RegistryEvent } from '@cunjian/contracts';
import { openSqliteEventReader } from '@cunjian/event-store/sqlite';
import { isRefused, refuse } from '@cunjian/kernel';
import type { Dispatch, Reaction } from '@cunjian/processing';
import { createFakeClock, createSeededRandom } from '@cunjian/testing';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { dataLayout } from './data-layout.ts';
import { createServiceRuntime } from './embedded.ts';
import { createLog } from './log.ts';
import { runInBackground } from './run-in-background.ts';
import type { ServiceRuntime } from './runtime.ts';
import { systemClock } from './system.ts';

const village = '330302001201';
const lines: string[] = [];
const log = createLog({ service: 'test', level: 'warn', destination: { write: (line) => void lines.push(line) } });
let dataDir = '';
let runtime: ServiceRuntime;

const bound: RegistryEvent = {
  type: 'account-bound',
  data: { account: 'account-li', person: 'li', method: 'founding', officers: [] },
};
const clerk: RegistryEvent = {
  type: 'office-given',
  data: {
    office: 'o',
    kind: 'clerk',
    body: 'committee',
    division: village,
    person: 'li',
    from: '2020-01-01',
    to: '2999-12-31',
    rules: [],
  },
};

const write = async (stream: string, event: RegistryEvent) => {
  const handled = await runtime.handle({
    stream,
    decider: { initialState: null, decide: () => [event], evolve: () => null },
    command: null,
    meta: {
      commandId: runtime.random.uuid(),
      actor: 'li',
      division: village,
      correlationId: 'c',
      audience: 'parties',
    },
  });
  if (isRefused(handled)) throw new Error('refused');
  return handled.position;
};

/** As the background thread does, for as long as `during` lasts. */
const withBackground = async (
  reactions: readonly Reaction[],
  during: (dispatched: string[]) => Promise<void>,
  answer: Awaited<ReturnType<Dispatch>> = 'done',
) => {
  const events = openSqliteEventReader({ file: dataLayout(dataDir).events });
  const stop = new AbortController();
  const dispatched: string[] = [];
  const running = runInBackground(
    { service: 'test', projections: accessProjections, reactions },
    {
      dataDir,
      deployment: 'test.example',
      events,
      catalogue,
      clock: systemClock,
      random: createSeededRandom(),
      log,
      signal: stop.signal,
      onStatus: () => undefined,
      dispatch: async ({ type }) => {
        dispatched.push(type);
        return answer;
      },
    },
  );
  try {
    await during(dispatched);
  } finally {
    stop.abort();
    await running;
    await events.close();
  }
};

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'cunjian-runtime-'));
  runtime = await createServiceRuntime({ dataDir, service: 'test', log, maxReadWaitMs: 10_000 });
});
afterEach(async () => {
  await runtime.close();
  await rm(dataDir, { recursive: true });
});

describe('a service on embedded stores', () => {
  it('knows a caller as soon as its read models have seen the events', async () => {
    await withBackground([], async () => {
      await write('account-li', bound);
      const position = await write('offices-committee', clerk);
      expect(await runtime.readGate.reached(accessProjections, position)).toBe(true);
      const caller = await runtime.resolveCaller({ account: 'account-li', office: 'o', correlationId: 'c' });
      expect(caller).toMatchObject({ person: 'li', acting: { kind: 'clerk' } });
    });
  });

  it('fails closed where nothing builds its access read models', async () => {
    await write('account-li', bound);
    expect(await runtime.resolveCaller({ account: 'account-li', correlationId: 'c' })).toMatchObject({
      refused: [{ code: 'access.not-built' }],
    });
  });

  it('tells a reader that what it asks for is not there yet, in time', async () => {
    const clock = createFakeClock();
    const other = await createServiceRuntime({ dataDir, service: 'other', shared: { ...runtime, clock } });
    const waiting = other.readGate.reached(accessProjections, 1n);
    await clock.advance(2_000);
    expect(await waiting).toBe(false);
    await other.close();
  });

  const welcome: Reaction = {
    name: 'welcome',
    events: ['account-bound'],
    react: () => [{ type: 'say-welcome', data: {} }],
  };

  it('logs a reaction that was refused with the number of the request that led to it', async () => {
    await write('account-li', bound);
    lines.length = 0;
    const logged = async (): Promise<void> => {
      while (lines.length === 0) await systemClock.sleep(5);
    };
    await withBackground([welcome], logged, refuse('account.unknown'));
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ correlationId: 'c', codes: ['account.unknown'] });
  });

  it('runs reactions, whose commands go to their dispatcher', async () => {
    await write('account-li', bound);
    await withBackground([welcome], async (dispatched) => {
      while (dispatched.length === 0) await systemClock.sleep(5);
      expect(dispatched).toEqual(['say-welcome']);
    });
  });

  it('keeps its data where nobody but its owner may look', async () => {
    expect((await stat(dataDir)).mode & 0o077).toBe(0);
    expect((await readdir(dataDir)).toSorted()).toEqual(
      expect.arrayContaining(['blobs', 'events.sqlite', 'logs', 'read-models', 'reactions', 'secrets', 'vault']),
    );
  });
});
