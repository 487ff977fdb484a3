import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { digestOf, type VaultEntry } from '@cunjian/personal-data';
import { createFakeClock, createSeededRandom } from '@cunjian/testing';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { createServiceRuntime } from './embedded.ts';
import { createLog } from './log.ts';
import { createRetention } from './retention.ts';
import type { ServiceRuntime } from './runtime.ts';

const villages = ['330302001201', '330302001202'] as const;
let dataDir = '';
let runtime: ServiceRuntime;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'retention-'));
  const clock = createFakeClock('2026-03-05T02:00:00.000Z');
  const log = createLog({ service: 'test', level: 'silent' });
  runtime = await createServiceRuntime({ dataDir, service: 'publication', clock, random: createSeededRandom(7), log });
});
afterEach(async () => {
  await runtime.close();
  await rm(dataDir, { recursive: true });
});

/** A payee, who is kept for thirty years. */
const payee = (division: string, recordedOn: string): VaultEntry => {
  const salt = runtime.random.bytes(32);
  return { digest: digestOf(salt, '王五'), salt, value: '王五', kind: 'name-in-accounts', division, recordedOn };
};
const written = async () =>
  (await runtime.store.readAll({ limit: 100 })).events.map((stored) => {
    const { name, data, partitionkey, actor } = runtime.catalogue.decode(stored);
    return { name, data, partitionkey, actor };
  });
const states = async (entries: readonly VaultEntry[]) => {
  const found = await runtime.vault.get(entries.map(({ digest }) => digest));
  return entries.map(({ digest }) => found.get(digest)?.state);
};

it('erases what is due, an event for each division first, and leaves the rest', async () => {
  const due = villages.map((division) => payee(division, '1996-03-05'));
  const young = payee(villages[0], '1996-03-06');
  await runtime.vault.put([...due, young]);
  const { runOnce } = createRetention(runtime);
  expect(await runOnce()).toBe(2);
  expect(await states([...due, young])).toEqual(['erased', 'erased', 'kept']);
  const events = await written();
  expect(events).toEqual(
    expect.arrayContaining(
      due.map(({ digest, division }) => ({
        name: 'value-erased',
        data: { digests: [digest], reason: 'retention' },
        partitionkey: division,
        actor: 'system:publication-retention',
      })),
    ),
  );
  expect(await runOnce()).toBe(0);
  expect(await written()).toHaveLength(2);
});

it('erases what an event named already where the process died before the vault was told', async () => {
  const due = payee(villages[0], '1990-01-01');
  await runtime.vault.put([due]);
  const dying = { ...runtime.vault, erase: async () => Promise.reject(new Error('killed')) };
  await expect(createRetention({ ...runtime, vault: dying }).runOnce()).rejects.toThrow('killed');
  expect(await states([due])).toEqual(['kept']);
  expect(await createRetention(runtime).runOnce()).toBe(1);
  expect(await states([due])).toEqual(['erased']);
  expect(await written()).toHaveLength(1);
});

it('erases nothing that the store did not take', async () => {
  const due = payee(villages[0], '1990-01-01');
  await runtime.vault.put([due]);
  const full = { ...runtime, handle: async () => ({ refused: [{ code: 'store.full', params: {} }] }) as const };
  await expect(createRetention(full).runOnce()).rejects.toThrow('store.full');
  expect(await states([due])).toEqual(['kept']);
});

it('forgets what officials read three years ago', async () => {
  const read = (at: string) => ({
    ...({ reader: 'p-clerk', office: 'o', division: villages[0], action: 'read', purpose: 'list', at } as const),
    subjects: [{ subject: 'p-li', kinds: ['name'] as const }],
  });
  await runtime.readRecord.record(read('2023-03-05T01:59:59.999Z'));
  await runtime.readRecord.record(read('2023-03-05T02:00:00.000Z'));
  await createRetention(runtime).runOnce();
  const left = await runtime.readRecord.ofSubject('p-li', { limit: 10 });
  expect(left.map(({ at }) => at)).toEqual(['2023-03-05T02:00:00.000Z']);
});

it('goes on after a failure, until it is stopped', async () => {
  const stopping = new AbortController();
  let runs = 0;
  const clock = {
    ...runtime.clock,
    sleep: async () => {
      runs++;
      if (runs === 2) stopping.abort();
    },
  };
  const vault = {
    ...runtime.vault,
    due: async () => Promise.reject(new Error('locked')),
  };
  await createRetention({ ...runtime, clock, vault }).run(stopping.signal);
  expect(runs).toBe(2);
});
