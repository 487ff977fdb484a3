import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { OfficialRead, ReadRecord } from './read-record.ts';
import { openSqliteReadRecord } from './sqlite-read-record.ts';

const read = (at: string, ...subjects: string[]): OfficialRead => ({
  reader: 'p-cadre',
  office: 'o-1',
  division: '330304001200',
  action: 'read',
  purpose: '核对低保名单',
  at,
  subjects: subjects.map((subject) => ({ subject, kinds: ['name', 'phone'] })),
});

describe('read record', () => {
  let folder: string;
  let record: ReadRecord;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'reads-'));
    record = openSqliteReadRecord(join(folder, 'reads.sqlite'));
  });
  afterEach(async () => {
    await record.close();
    rmSync(folder, { recursive: true });
  });

  it('shows a person who read what of hers, newest first, and nothing of others', async () => {
    await record.record(read('2026-03-01T00:00:00.000Z', 'p1', 'p2'));
    await record.record({ ...read('2026-03-02T00:00:00.000Z', 'p1'), action: 'export' });
    const found = await record.ofSubject('p1', { limit: 10 });
    expect(found.map(({ at, action }) => [at, action])).toEqual([
      ['2026-03-02T00:00:00.000Z', 'export'],
      ['2026-03-01T00:00:00.000Z', 'read'],
    ]);
    expect(found[1]).toMatchObject({
      reader: 'p-cadre',
      office: 'o-1',
      purpose: '核对低保名单',
      kinds: ['name', 'phone'],
    });
    expect(await record.ofSubject('p2', { limit: 10 })).toHaveLength(1);
    expect(await record.ofSubject('p3', { limit: 10 })).toEqual([]);
  });

  it('pages without repeating or skipping', async () => {
    for (let i = 0; i < 5; i++) await record.record(read(`2026-03-0${i + 1}T00:00:00.000Z`, 'p1'));
    const first = await record.ofSubject('p1', { limit: 2 });
    const after = first.at(-1)?.cursor ?? '';
    const second = await record.ofSubject('p1', { limit: 10, after });
    expect([...first, ...second].map(({ at }) => at.slice(8, 10))).toEqual(['05', '04', '03', '02', '01']);
  });

  it('shows who exported out of a division, newest first, whatever the export was of', async () => {
    const exported = (at: string, division: string) =>
      record.record({ ...read(at), action: 'export', division, purpose: `disclosure.export ${at}` });
    await exported('2026-03-01T00:00:00.000Z', '330304001200');
    await exported('2026-03-02T00:00:00.000Z', '330304001201');
    await record.record(read('2026-03-03T00:00:00.000Z', 'p1'));
    await exported('2026-03-04T00:00:00.000Z', '330304001200');
    const [newest, ...others] = await record.exportsIn('330304001200', { limit: 10 });
    expect(newest).toMatchObject({ at: '2026-03-04T00:00:00.000Z', reader: 'p-cadre', office: 'o-1' });
    expect(others.map(({ at }) => at.slice(8, 10))).toEqual(['01']);
    const after = newest?.cursor ?? '';
    expect(await record.exportsIn('330304001200', { limit: 10, after })).toEqual(others);
  });

  it('forgets what is older than its own retention', async () => {
    await record.record(read('2020-01-01T00:00:00.000Z', 'p1'));
    await record.record(read('2026-01-01T00:00:00.000Z', 'p1'));
    await record.forget('2023-01-01T00:00:00.000Z');
    expect(await record.ofSubject('p1', { limit: 10 })).toHaveLength(1);
  });

  it('writes all of a read or nothing, in a file for its owner alone', async () => {
    const bad = { ...read('2026-01-01T00:00:00.000Z', 'p1'), office: undefined } as never;
    await expect(record.record(bad)).rejects.toThrow();
    expect(await record.ofSubject('p1', { limit: 10 })).toEqual([]);
    await record.record(read('2026-01-02T00:00:00.000Z', 'p1'));
    expect(statSync(join(folder, 'reads.sqlite')).mode & 0o077).toBe(0);
  });
});
