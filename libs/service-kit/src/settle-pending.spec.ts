import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isRefused, refuse } from '@cunjian/kernel';
import { digestOf, keepIfNamed, pendingOn, type VaultEntry } from '@cunjian/personal-data';
import { createFakeClock, createSeededRandom } from '@cunjian/testing';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createServiceRuntime } from './embedded.ts';
import { createLog } from './log.ts';
import type { ServiceRuntime } from './runtime.ts';
import { maxPendingMs, settlePending } from './settle-pending.ts';

const division = '330302001201';
let dataDir = '';
let runtime: ServiceRuntime;
let clock: ReturnType<typeof createFakeClock>;
const open = async () => {
  const log = createLog({ service: 'test', level: 'silent' });
  runtime = await createServiceRuntime({ dataDir, service: 'registry', clock, random: createSeededRandom(7), log });
};
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'pending-'));
  clock = createFakeClock('2026-03-05T02:00:00.000Z');
  await open();
});
afterEach(async () => {
  await runtime.close();
  await rm(dataDir, { recursive: true });
});

const killed = new Error('killed');
const fates = ['appended', 'refused', 'killed before the append', 'killed after the append'] as const;
type Fate = (typeof fates)[number];

let minted = 0;
const valueOn = (stream: string): VaultEntry => {
  const salt = runtime.random.bytes(32);
  const value = `村民${++minted}`;
  const entry = {
    digest: digestOf(salt, value),
    salt,
    value,
    kind: 'name',
    division,
    recordedOn: '2026-03-05',
  } as const;
  const [pending] = pendingOn([entry], { stream, since: new Date(clock.now()).toISOString() });
  return pending ?? entry;
};

const append = (stream: string, { digest }: VaultEntry) =>
  runtime.handle({
    stream,
    decider: {
      initialState: 0,
      decide: () => [
        {
          type: 'residency-recorded',
          data: { person: stream, division, kind: 'registered', household: '1', name: digest, from: '2026-03-05' },
        },
      ],
      evolve: (n: number) => n + 1,
    },
    command: null,
    meta: { commandId: runtime.random.uuid(), actor: 'p', correlationId: 'c', division, audience: 'committee' },
  });

/** One command, which ends as said. */
const run = async (fate: Fate, stream: string, entry: VaultEntry): Promise<void> => {
  const vault =
    fate === 'killed after the append'
      ? { put: runtime.vault.put, confirm: async () => Promise.reject(killed) }
      : runtime.vault;
  const done = await keepIfNamed(vault, [entry], async () => {
    if (fate === 'refused') return refuse('x');
    if (fate === 'killed before the append') throw killed;
    return append(stream, entry);
  }).catch((error: unknown) => {
    if (error !== killed) throw error;
    return undefined;
  });
  if (done !== undefined && isRefused(done) && fate !== 'refused') throw new Error(JSON.stringify(done));
};

const isThere = async ({ digest }: VaultEntry) => (await runtime.vault.get([digest])).has(digest);

describe('a value whose command', () => {
  it.each([
    ['appended', true],
    ['refused', false],
    ['killed before the append', false],
    ['killed after the append', true],
  ] as const)('%s: is kept %s', async (fate, kept) => {
    const entry = valueOn('residency-1');
    await run(fate, 'residency-1', entry);
    await runtime.close();
    await open();
    expect(await settlePending(runtime)).toBe(0);
    expect(await isThere(entry)).toBe(true);
    await clock.advance(maxPendingMs);
    expect(await settlePending(runtime)).toBe(kept ? 0 : 1);
    expect(await isThere(entry)).toBe(kept);
    expect(await runtime.vault.pending({ before: '2030-01-01T00:00:00.000Z', limit: 10 })).toEqual([]);
  });

  it('is sent again after it was refused: the value is kept', async () => {
    const entry = valueOn('residency-1');
    await run('refused', 'residency-1', entry);
    await clock.advance(maxPendingMs);
    await settlePending(runtime);
    const [again = entry] = pendingOn([entry], { stream: 'residency-1', since: new Date(clock.now()).toISOString() });
    await run('killed after the append', 'residency-1', again);
    await clock.advance(maxPendingMs);
    expect(await settlePending(runtime)).toBe(0);
    expect(await isThere(entry)).toBe(true);
  });
});

it('loses no value that an event names and keeps no other, whatever befell the commands and in whatever order', async () => {
  const commands = fc.array(
    fc.record({ fate: fc.constantFrom(...fates), stream: fc.integer({ min: 0, max: 3 }), sweep: fc.boolean() }),
    { maxLength: 12 },
  );
  await fc.assert(
    fc.asyncProperty(commands, async (all) => {
      const named: VaultEntry[] = [];
      const others: VaultEntry[] = [];
      for (const { fate, stream, sweep } of all) {
        const entry = valueOn(`residency-${stream}`);
        await run(fate, `residency-${stream}`, entry);
        (fate === 'appended' || fate === 'killed after the append' ? named : others).push(entry);
        if (sweep) await clock.advance(maxPendingMs / 2);
        if (sweep) await settlePending(runtime);
        for (const one of named) expect(await isThere(one)).toBe(true);
      }
      await clock.advance(maxPendingMs);
      await settlePending(runtime);
      for (const one of named) expect(await isThere(one)).toBe(true);
      for (const one of others) expect(await isThere(one)).toBe(false);
    }),
    { numRuns: 20 },
  );
}, 60_000);
