import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { openSqliteVault, replayErasures } from '@cunjian/personal-data';
import { done, granted, newCommandId as id, type RunningRegistry } from './running-registry.ts';
import { startVillage, village, type Village } from './village.ts';

let made: Village;
let registry: RunningRegistry;
const registrar = () => made.by(made.registrar);
const phone = '13912345678';
const birthDate = '1961-07-19';

beforeAll(async () => {
  made = await startVillage();
  ({ registry } = made);
});
afterAll(() => registry.close());

/** How often the text stands anywhere in the data folder: files, their free pages and logs. */
const copiesOf = async (text: string, leaveOut = ''): Promise<number> => {
  const entries = await readdir(registry.dataDir, { recursive: true, withFileTypes: true });
  let copies = 0;
  for (const entry of entries) {
    if (!entry.isFile() || entry.name === leaveOut) continue;
    const bytes = await readFile(join(entry.parentPath, entry.name));
    for (let at = bytes.indexOf(text); at >= 0; at = bytes.indexOf(text, at + 1)) copies += 1;
  }
  return copies;
};

/** What the log commits to, entry by entry: SHA-256(salt ‖ event). */
const commitments = async (): Promise<readonly string[]> => {
  const { events } = await registry.runtime.store.readAll({ limit: 10_000 });
  return events.map(({ salt, bytes }) => createHash('sha256').update(salt).update(bytes).digest('hex'));
};

it('leaves no copy in any file, changes nothing that the log commits to, and holds after a restore', async () => {
  const given = { division: village, kind: 'registered', name: '卫十', household: '8', from: '2026-01-01' };
  const recorded = await registrar().residents.record({ commandId: id(), ...given, phone, birthDate } as never);
  const { person } = done(recorded);
  await registry.settle();
  const backup = 'backup.sqlite';
  const digests = await registry.runtime.vault.ofSubject(person);
  await registry.runtime.vault.backup(join(registry.dataDir, backup));
  const before = await commitments();
  expect(await copiesOf(phone, backup)).toBeGreaterThan(0);

  const erase = { division: village, person, fields: ['phone', 'birthDate'] as const, reason: 'request' as const };
  done(await registrar().personalData.erase({ commandId: id(), ...erase, fields: [...erase.fields] }));
  await registry.settle();

  expect([await copiesOf(phone, backup), await copiesOf(birthDate, backup)]).toEqual([0, 0]);
  const [shown] = granted((await registrar().residents.get({ division: village, persons: [person] })).value);
  expect(shown).toMatchObject({ name: '卫十', phone: null, birthDate: null });
  const found = await registrar().residents.list({ division: village, first: 10, search: phone });
  expect(granted(found.value).items).toEqual([]);

  const after = await commitments();
  expect(after.slice(0, before.length)).toEqual(before);
  const events = (await registry.runtime.store.readAll({ limit: 10_000 })).events.map((stored) =>
    registry.runtime.catalogue.decode(stored),
  );
  const erasures = events.filter(({ name }) => name === 'value-erased');
  expect(erasures.map(({ data }) => (data as { reason: string }).reason)).toEqual(['request']);

  const restored = openSqliteVault(join(registry.dataDir, backup));
  await replayErasures(
    restored,
    erasures.map(({ data }) => data as { digests: readonly string[] }),
  );
  const states = [...(await restored.get(digests)).values()].map(({ state }) => state).sort();
  expect(states).toEqual(['erased', 'erased', 'kept']);
  await restored.close();
  expect([await copiesOf(phone), await copiesOf(birthDate)]).toEqual([0, 0]);
});
