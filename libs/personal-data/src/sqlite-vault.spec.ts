import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import type { VaultEntry } from './vault.ts';
import { digestOf } from './digest.ts';
import { openSqliteVault } from './sqlite-vault.ts';
import { vaultContractSuite } from './vault-contract-suite.ts';

const folder = mkdtempSync(join(tmpdir(), 'vault-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

let n = 0;
vaultContractSuite('sqlite', {
  open: async () => openSqliteVault(join(folder, `${++n}.sqlite`)),
  restored: async (path) => openSqliteVault(path),
  backupPath: () => join(folder, `${n}.backup.sqlite`),
});

const secrets = (count: number): readonly VaultEntry[] =>
  Array.from({ length: count }, (_, i) => {
    const salt = new Uint8Array(randomBytes(32));
    const value = `SECRET-${i}-${'x'.repeat(i % 97)}`;
    return {
      digest: digestOf(salt, value),
      salt,
      value,
      kind: 'free-text',
      division: '330304001200',
      recordedOn: '2026-03-05',
    };
  });

const copiesOf = (directory: string, bytes: Uint8Array | string): number =>
  readdirSync(directory).reduce((count, file) => {
    const content = readFileSync(join(directory, file));
    for (let at = content.indexOf(bytes); at >= 0; at = content.indexOf(bytes, at + 1)) count++;
    return count;
  }, 0);

describe('sqlite vault', () => {
  it('leaves no byte of an erased value or salt in any of its files, also where only every other one is erased', async () => {
    const directory = mkdtempSync(join(folder, 'erase-'));
    const vault = openSqliteVault(join(directory, 'vault.sqlite'));
    const entries = secrets(1000);
    for (let i = 0; i < entries.length; i += 100) await vault.put(entries.slice(i, i + 100));
    expect(copiesOf(directory, 'SECRET-')).toBeGreaterThanOrEqual(1000);
    const erased = entries.filter((_, i) => i % 2 === 0);
    await vault.erase(erased.map(({ digest }) => digest));
    const left = erased.filter(
      ({ value, salt }) => copiesOf(directory, value.replace(/x*$/, '')) > 0 || copiesOf(directory, salt) > 0,
    );
    expect(left).toEqual([]);
    await vault.erase(entries.map(({ digest }) => digest));
    expect(copiesOf(directory, 'SECRET-')).toBe(0);
    await vault.close();
  });

  it('keeps files and backups for its owner alone', async () => {
    const directory = mkdtempSync(join(folder, 'mode-'));
    const vault = openSqliteVault(join(directory, 'vault.sqlite'));
    await vault.put(secrets(1));
    await vault.backup(join(directory, 'backup.sqlite'));
    for (const file of readdirSync(directory))
      expect([file, statSync(join(directory, file)).mode & 0o077]).toEqual([file, 0]);
    await vault.close();
  });

  it('keeps what was put when it is opened again', async () => {
    const path = join(folder, 'again.sqlite');
    const [entry] = secrets(1);
    if (entry === undefined) throw new Error('no entry');
    const first = openSqliteVault(path);
    await first.put([entry]);
    await first.close();
    const second = openSqliteVault(path);
    expect((await second.get([entry.digest])).get(entry.digest)).toMatchObject({ value: entry.value });
    await second.close();
  });

  it('writes what is still queued when it is closed', async () => {
    const path = join(folder, 'queued.sqlite');
    const entries = secrets(1);
    const vault = openSqliteVault(path);
    const written = vault.put(entries);
    await vault.close();
    await written;
    const again = openSqliteVault(path);
    expect((await again.get(entries.map(({ digest }) => digest))).size).toBe(1);
    await again.close();
  });
});
