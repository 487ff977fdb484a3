import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nationalDivision } from '@cunjian/contracts';
import { isRefused } from '@cunjian/kernel';
import { createFakeClock, createSeededRandom } from '@cunjian/testing';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { createClockCheck, maxClockSkewMs } from './clock-check.ts';
import { createServiceRuntime } from './embedded.ts';
import { createLog } from './log.ts';
import type { ServiceRuntime } from './runtime.ts';

const writtenAt = Date.parse('2026-03-05T02:00:00.000Z');
let dataDir = '';
let runtime: ServiceRuntime;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'clock-check-'));
  const clock = createFakeClock('2026-03-05T02:00:00.000Z');
  const log = createLog({ service: 'test', level: 'silent' });
  runtime = await createServiceRuntime({ dataDir, service: 'registry', clock, random: createSeededRandom(7), log });
});
afterEach(async () => {
  await runtime.close();
  await rm(dataDir, { recursive: true });
});

const write = async () => {
  const handled = await runtime.handle({
    stream: `account-${runtime.random.uuid()}`,
    decider: {
      initialState: null,
      decide: () => [{ type: 'account-unbound' as const, data: { account: 'a', person: 'p', by: 'person' } }],
      evolve: () => null,
    },
    command: null,
    meta: {
      commandId: runtime.random.uuid(),
      ...{ actor: 'p', division: nationalDivision, correlationId: 'c', audience: 'parties' as const },
    },
  });
  if (isRefused(handled)) throw new Error('refused');
};
const clockCheck = async () => (await runtime.health.ready()).checks.find(({ name }) => name === 'clock');

it('is well with an empty store, and with one that this clock wrote', async () => {
  expect(await clockCheck()).toEqual({ name: 'clock', ok: true });
  await write();
  expect(await clockCheck()).toEqual({ name: 'clock', ok: true });
});

it('makes a process not ready whose clock is behind that of the store’s events by more than may be', async () => {
  await write();
  const behind = (ms: number) => createClockCheck({ ...runtime, clock: { now: () => writtenAt - ms } })();
  expect(await behind(maxClockSkewMs)).toMatchObject({ ok: true });
  expect(await behind(maxClockSkewMs + 1)).toMatchObject({ ok: false, detail: expect.stringContaining('61 s later') });
});

it('is well again when the clock has caught up', async () => {
  let nowMs = writtenAt - 3_600_000;
  const check = createClockCheck({ ...runtime, clock: { now: () => nowMs } });
  await write();
  expect(await check()).toMatchObject({ ok: false });
  nowMs = writtenAt - 1_800_000;
  expect(await check()).toMatchObject({ ok: false });
  nowMs = writtenAt;
  expect(await check()).toMatchObject({ ok: true });
});
