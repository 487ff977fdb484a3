import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqliteEventReader } from '@cunjian/event-store/sqlite';
import { dataLayout, systemClock } from '@cunjian/service-kit';
import { startEventStoreDbDouble, type EventStoreDbDouble } from '@cunjian/testing/eventstoredb-double';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { cunjian, cunjianDone } from '../src/command-line.ts';
import { preparedData } from '../src/prepared-data.ts';
import { journeyMs } from '../src/until.ts';

jest.setTimeout(journeyMs);

/** How many there are, and SHA-256 of all that they hold, in their order. */
const eventsIn = async (dataDir: string): Promise<{ readonly count: number; readonly digest: string }> => {
  const reader = openSqliteEventReader({ file: dataLayout(dataDir).events });
  const hash = createHash('sha256');
  let count = 0;
  for (let after = 0n; ;) {
    const { events, position } = await reader.readAll({ after, limit: 1_000 });
    for (const { stream, revision, id, salt, bytes } of events)
      hash.update(`${stream} ${revision} ${id} `).update(salt).update(bytes);
    count += events.length;
    if (position === after) break;
    after = position;
  }
  await reader.close();
  return { count, digest: hash.digest('hex') };
};

/** Files whose bytes no copy of a database changes. */
const keysIn = async (dataDir: string): Promise<Readonly<Record<string, string>>> => {
  const folder = join(dataDir, 'secrets');
  const names = (await readdir(folder)).filter((name) => !name.startsWith('sessions'));
  return Object.fromEntries(
    await Promise.all(names.map(async (name) => [name, await readFile(join(folder, name), 'hex')] as const)),
  );
};

describe('a deployment that was moved to an event store and to a folder for each service', () => {
  let work = '';
  let dataDir = '';
  let server: EventStoreDbDouble;
  const path = (name: string) => join(work, name);

  beforeAll(async () => {
    work = await mkdtemp(join(tmpdir(), 'cunjian-moved-'));
    dataDir = await preparedData();
    const folder = path('event-store');
    server = await startEventStoreDbDouble({ folder, port: 0, clock: systemClock, nodeEnv: undefined });
    await cunjianDone('migrate', '--from', dataDir, '--to', server.connectionString, '--into', path('services'));
  });
  afterAll(async () => {
    await server.stop();
    for (const folder of [work, dataDir]) await rm(folder, { recursive: true, force: true });
  });

  it('is backed up from there, restored, and holds every event, key and file that it had', async () => {
    const where = ['--event-store', server.connectionString, '--services', path('services')];
    await cunjianDone('backup', ...where, '--out', path('backup'));
    const signed = path('services/audit/published.sqlite');
    const to = ['--data', path('restored'), '--published', signed, '--reason', '换机房'];
    await cunjianDone('restore', '--from', path('backup'), ...to);
    expect(await eventsIn(path('restored'))).toEqual(await eventsIn(dataDir));
    expect(await keysIn(path('restored'))).toEqual(await keysIn(dataDir));
    const files = async (folder: string) => (await readdir(join(folder, 'blobs'), { recursive: true })).sort();
    expect(await files(path('restored'))).toEqual(await files(dataDir));
  });

  it('follows from all heads that were signed before it was moved', async () => {
    await cunjianDone('audit', 'reseal', '--check', '--data', path('restored'));
  });

  it('is compared with all heads that were signed where it is now, too', async () => {
    const where = ['--event-store', server.connectionString, '--services', path('services')];
    const { records } = await cunjianDone('audit', 'reseal', '--check', ...where, '--json');
    // What it finds where something was changed is in tampering/a-data-folder.
    expect(records).toMatchObject([{ ok: true, lost: 0 }]);
    const elsewhere = [...where.slice(0, 3), path('event-store')];
    const without = await cunjian('audit', 'reseal', '--check', ...elsewhere);
    expect(without).toMatchObject({ code: 1, stderr: expect.stringContaining('has no audit/published.sqlite') });
  });

  it('is not backed up where a volume is missing, nor restored from half a backup', async () => {
    const where = ['--event-store', server.connectionString, '--services'];
    const elsewhere = await cunjian('backup', ...where, path('event-store'), '--out', path('nothing'));
    expect(elsewhere).toMatchObject({ code: 1, stderr: expect.stringContaining('has no registry') });
    await rename(path('backup/vault/publication.sqlite'), path('lost'));
    const half = await cunjian('restore', '--from', path('backup'), '--data', path('again'), '--reason', '换机房');
    expect(half).toMatchObject({ code: 1, stderr: expect.stringContaining('vault/publication.sqlite') });
  });

  it('is neither backed up nor compared by half of an address', async () => {
    const ran = await cunjian('backup', '--event-store', server.connectionString, '--out', path('half'));
    expect(ran).toMatchObject({ code: 1, stderr: expect.stringContaining('--services') });
    const compared = await cunjian('audit', 'reseal', '--check', '--services', path('services'));
    expect(compared).toMatchObject({ code: 1, stderr: expect.stringContaining('--event-store') });
  });
});
