import { mkdtempSync, rmSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from '@jest/globals';
import { dataLayout } from '@cunjian/service-kit/data-layout';
import { createFakeClock, createMemoryEventStore } from '@cunjian/testing';
import { append, villages } from '../test/some-events.ts';
import { openSealedFile } from './open-sealed.ts';
import { createSealedReader } from './sealed-reader.ts';

const [division] = villages;
const sealedStore = async (events: number) => {
  const store = createMemoryEventStore();
  await append(
    store,
    Array.from({ length: events }, () => ({ division })),
  );
  const sealed = { upTo: 0n };
  const clock = createFakeClock();
  return { store, sealed, clock, reader: createSealedReader(store, { position: async () => sealed.upTo }, clock) };
};

describe('a reader of what is sealed', () => {
  it('gives nothing beyond, and says that the store ends there', async () => {
    const { sealed, reader } = await sealedStore(5);
    expect(await reader.readAll({ limit: 10 })).toEqual({ events: [], position: 0n });
    sealed.upTo = 3n;
    const batch = await reader.readAll({ limit: 10 });
    expect([batch.events.map(({ position }) => position), batch.position]).toEqual([[1n, 2n, 3n], 3n]);
    expect(await reader.head()).toBe(3n);
    expect((await reader.readAll({ limit: 2 })).position).toBe(2n);
    expect(await reader.readAll({ after: 3n, limit: 10 })).toEqual({ events: [], position: 3n });
  });

  it('lets its position advance over events that are not wanted, though never beyond', async () => {
    const { sealed, reader } = await sealedStore(5);
    sealed.upTo = 4n;
    expect(await reader.readAll({ types: ['another'], limit: 10 })).toEqual({ events: [], position: 4n });
  });

  it('follows: an event comes when it is sealed, not when it is appended', async () => {
    const { store, sealed, clock, reader } = await sealedStore(1);
    const stop = new AbortController();
    const batches = reader.follow({ limit: 10, signal: stop.signal })[Symbol.asyncIterator]();
    let arrived = false;
    const first = batches.next().then((result) => {
      arrived = true;
      return result;
    });
    await clock.advance(1_000);
    expect(arrived).toBe(false);
    sealed.upTo = 1n;
    await clock.advance(1_000);
    expect((await first).value?.position).toBe(1n);
    const second = batches.next();
    await append(store, [{ division }]);
    sealed.upTo = 2n;
    await clock.advance(1_000);
    expect((await second).value?.events.map(({ position }: { position: bigint }) => position)).toEqual([2n]);
    const last = batches.next();
    stop.abort();
    expect((await last).done).toBe(true);
  });
});

it("reads audit's log file as soon as there is one", async () => {
  const folder = mkdtempSync(join(tmpdir(), 'cunjian-sealed-'));
  try {
    const sealed = openSealedFile(folder);
    expect(await sealed.position()).toBe(0n);
    const file = dataLayout(folder).sealedLogs;
    mkdirSync(dirname(file), { recursive: true });
    const audit = new DatabaseSync(file);
    audit.exec(
      'PRAGMA journal_mode = WAL; CREATE TABLE checkpoint (one INTEGER PRIMARY KEY, position INTEGER NOT NULL)',
    );
    expect(await sealed.position()).toBe(0n);
    audit.exec('INSERT INTO checkpoint VALUES (1, 9007199254740993)');
    expect(await sealed.position()).toBe(9007199254740993n);
    audit.close();
  } finally {
    rmSync(folder, { recursive: true });
  }
});
