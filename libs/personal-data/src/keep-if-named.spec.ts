import { expect, it } from '@jest/globals';
import { refuse, type Refused } from '@cunjian/kernel';
import { digestOf } from './digest.ts';
import { keepIfNamed, pendingOn } from './keep-if-named.ts';
import type { VaultEntry } from './vault.ts';

const salt = new Uint8Array(32);
const entry = (value: string): VaultEntry => ({
  digest: digestOf(salt, value),
  salt,
  value,
  kind: 'name',
  division: '330304001200',
  recordedOn: '2026-03-05',
});
const [a, b] = [entry('张三'), entry('李四')];

const recording = (full?: Refused) => {
  const did: string[] = [];
  const vault = {
    put: async (entries: readonly VaultEntry[]) => (did.push(`put ${entries.length}`), full),
    confirm: async (digests: readonly string[]) => void did.push(`confirm ${digests.join()}`),
  };
  return { vault, did };
};

it('puts before it runs, and confirms what the events name', async () => {
  const { vault, did } = recording();
  const handled = { events: [{ data: { record: { name: a.digest }, other: 'x' } }] };
  expect(await keepIfNamed(vault, [a, b], async () => (did.push('run'), handled))).toBe(handled);
  expect(did).toEqual(['put 2', 'run', `confirm ${a.digest}`]);
});

it.each([
  ['was refused', refuse('x')],
  ['wrote nothing', { events: [] }],
  ['was carried out before, with other digests', { events: [{ data: { name: b.digest } }] }],
])('confirms nothing where the command %s', async (_, answer) => {
  const { vault, did } = recording();
  expect(await keepIfNamed<{ events: { data: unknown }[] }>(vault, [a], async () => answer)).toBe(answer);
  expect(did).toEqual(['put 1']);
});

it('does not run where the vault is busy', async () => {
  const busy = refuse('personal-data.vault-busy');
  const { vault, did } = recording(busy);
  expect(await keepIfNamed(vault, [a], async () => (did.push('run'), { events: [] }))).toBe(busy);
  expect(did).toEqual(['put 1']);
});

it('marks entries with the stream they wait for', () => {
  const pending = { stream: 's', since: '2026-03-05T01:00:00.000Z' };
  expect(pendingOn([a], pending)).toEqual([{ ...a, pending }]);
});
