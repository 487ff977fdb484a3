import { copyFileSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from '@jest/globals';
import { isRefused } from '@cunjian/kernel';
import { anEvent } from '../src/contract-suite.ts';
import type { EventReader, StoredEvent } from '../src/index.ts';
import { openSqliteEventReader, openSqliteEventStore } from '../src/sqlite/index.ts';
import { withFile } from './folder.ts';
import { startNode } from './node-process.ts';

const events = (count: number, size = 1_000) => Array.from({ length: count }, () => anEvent(undefined, size));
const everything = async (reader: EventReader): Promise<StoredEvent[]> => {
  const all: StoredEvent[] = [];
  for (let after = 0n; ;) {
    const batch = await reader.readAll({ after, limit: 1_000 });
    if (batch.position === after) return all;
    all.push(...batch.events);
    after = batch.position;
  }
};
const messageOf = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'no error',
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );

describe('a full disk', () => {
  it('is refused; what was acknowledged stays, no append is there by half, and room makes it work again', async () =>
    withFile(async (file) => {
      const small = await openSqliteEventStore({ file, maxFileBytes: 200_000 });
      const acknowledged: string[] = [];
      let refusals = 0;
      for (let i = 0; i < 150; i++) {
        const list = events(3);
        const result = await small.append(`stream-${i}`, 'none', list);
        if (isRefused(result)) {
          expect(result).toEqual({ refused: [{ code: 'store.full', params: {} }] });
          refusals++;
        } else acknowledged.push(...list.map(({ id }) => id));
      }
      expect(acknowledged.length).toBeGreaterThan(30);
      expect(refusals).toBeGreaterThan(30);
      expect((await everything(small)).map(({ id }) => id)).toEqual(acknowledged);
      await small.close();

      const large = await openSqliteEventStore({ file });
      expect((await everything(large)).map(({ id }) => id)).toEqual(acknowledged);
      expect(isRefused(await large.append('stream-after', 'none', events(3)))).toBe(false);
      await large.close();
    }));
});

describe('a full queue', () => {
  it('refuses with store.busy, loses nothing it accepted, and accepts again', async () =>
    withFile(async (file) => {
      const store = await openSqliteEventStore({ file, maxQueuedEvents: 10, maxGroupEvents: 5 });
      const results = await Promise.all(
        Array.from({ length: 100 }, (_, i) => store.append(`stream-${i}`, 'none', events(1))),
      );
      const accepted = results.flatMap((result, i) => (isRefused(result) ? [] : [`stream-${i}`]));
      const refused = results.filter(isRefused);
      // As many as the queue holds, and whatever was written meanwhile made room for.
      expect(accepted.length).toBeGreaterThanOrEqual(10);
      expect(refused.length).toBeGreaterThan(0);
      for (const refusal of refused) expect(refusal).toEqual({ refused: [{ code: 'store.busy', params: {} }] });
      expect((await everything(store)).map(({ stream }) => stream)).toEqual(accepted);
      expect(isRefused(await store.append('later', 'none', events(1)))).toBe(false);
      await store.close();
    }));

  it('bounds bytes too, and takes a request larger than itself where nothing else waits', async () =>
    withFile(async (file) => {
      const store = await openSqliteEventStore({
        file,
        maxQueuedBytes: 2_500,
        maxQueuedEvents: 4,
        maxGroupBytes: 1_000,
      });
      const results = await Promise.all([
        store.append('large', 'none', events(8)),
        store.append('next', 'none', events(1)),
      ]);
      expect(results.map(isRefused)).toEqual([false, true]);
      const bytes = await Promise.all([1, 2, 3].map((i) => store.append(`bytes-${i}`, 'none', events(1))));
      expect(bytes.map(isRefused)).toEqual([false, false, true]);
      await store.close();
    }));
});

describe('a file that another process holds', () => {
  it('makes an append fail with what to do; afterwards it works', async () =>
    withFile(async (file) => {
      const store = await openSqliteEventStore({ file, busyTimeoutMs: 20 });
      const holder = startNode('hold-lock.ts', file);
      await holder.line();
      expect(await messageOf(store.append('stream', 'none', events(1)))).toMatch(
        /events\.sqlite: another process keeps it locked: stop the other one/,
      );
      expect(await everything(store)).toEqual([]);
      holder.endInput();
      await holder.ended;
      expect(isRefused(await store.append('stream', 'none', events(1)))).toBe(false);
      await store.close();
    }));
});

describe('a file that is no event store of ours', () => {
  const refusesToOpen = async (file: string, message: RegExp) => {
    const before = readFileSync(file);
    expect(await messageOf(openSqliteEventStore({ file }))).toMatch(message);
    expect(() => openSqliteEventReader({ file })).toThrow(message);
    expect(readFileSync(file).equals(before)).toBe(true);
  };

  it('is left alone: another database', async () =>
    withFile(async (file) => {
      const db = new DatabaseSync(file);
      db.exec('CREATE TABLE recipe (name TEXT)');
      db.close();
      await refusesToOpen(file, /is not an event store of Cunjian: name another file/);
    }));

  it('is left alone: no database', async () =>
    withFile(async (file) => {
      writeFileSync(file, 'dear diary\n'.repeat(1_000));
      await refusesToOpen(file, /damaged: stop, keep a copy .* restore the last backup/);
    }));

  it('is left alone: a newer format', async () =>
    withFile(async (file) => {
      await (await openSqliteEventStore({ file })).close();
      const db = new DatabaseSync(file);
      db.exec('PRAGMA user_version = 99; PRAGMA wal_checkpoint(TRUNCATE)');
      db.close();
      await refusesToOpen(file, /format 99, this program reads 1: install a newer Cunjian/);
    }));

  it('is named where its folder is missing, and where a reader finds no file', async () =>
    withFile(async (file) => {
      expect(await messageOf(openSqliteEventStore({ file: `${file}/no/where` }))).toMatch(
        /check that its folder exists/,
      );
      expect(() => openSqliteEventReader({ file })).toThrow(/cannot be opened/);
    }));
});

describe('a damaged file', () => {
  const filled = async (file: string) => {
    const store = await openSqliteEventStore({ file });
    for (let i = 0; i < 20; i++) await store.append(`stream-${i}`, 'none', events(20));
    await store.close();
  };

  it('is reported by reads and writes, and the store stays shut', async () =>
    withFile(async (file) => {
      await filled(file);
      const bytes = readFileSync(file);
      // Everything but the header page.
      writeFileSync(file, Buffer.concat([bytes.subarray(0, 4096), Buffer.alloc(bytes.length - 4096, 0xa5)]));
      const store = await openSqliteEventStore({ file });
      expect(await messageOf(everything(store))).toMatch(/damaged: stop, keep a copy/);
      expect(await messageOf(store.append('new', 'none', events(1)))).toMatch(/damaged: stop, keep a copy/);
      expect(await messageOf(store.append('new', 'none', events(1)))).toMatch(/damaged: stop, keep a copy/);
      await store.close();
    }));

  it('is reported where it was cut short', async () =>
    withFile(async (file) => {
      await filled(file);
      truncateSync(file, 40_000);
      expect(
        await messageOf(
          (async () => {
            const store = await openSqliteEventStore({ file });
            try {
              await everything(store);
            } finally {
              await store.close();
            }
          })(),
        ),
      ).toMatch(/damaged: stop, keep a copy/);
    }));

  it('loses nothing where only the WAL has it', async () =>
    withFile(async (file) => {
      const store = await openSqliteEventStore({ file });
      await store.append('stream', 'none', events(5));
      for (const suffix of ['', '-wal']) copyFileSync(file + suffix, `${file}.copy${suffix}`);
      await store.close();
      const copy = await openSqliteEventStore({ file: `${file}.copy` });
      expect(await everything(copy)).toHaveLength(5);
      await copy.close();
    }));
});

describe('kill -9', () => {
  it('loses no acknowledged event and leaves none by half', async () =>
    withFile(async (file) => {
      const acknowledged = new Map<string, string[]>();
      for (const acknowledgements of [1, 200, 900]) {
        const child = startNode('append-until-killed.ts', file, '50');
        for (let i = 0; i < acknowledgements; i++) await child.line();
        child.kill();
        await child.ended;
        for (const line of child.lines()) {
          const [stream = '', ...ids] = line.split(' ');
          acknowledged.set(stream, ids);
        }
      }
      const store = await openSqliteEventStore({ file });
      const all = await everything(store);
      expect(acknowledged.size).toBeGreaterThan(1_000);
      for (const [stream, ids] of acknowledged)
        expect((await store.readStream(stream)).map(({ id }) => id)).toEqual(ids);
      expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
      expect(all.map(({ position }) => position)).toEqual(all.map((_, i) => BigInt(i + 1)));
      // A stream starts with the id that names it and was written by one append.
      const lengths = new Map<string, number>();
      for (const { stream, id, revision } of all) {
        if (revision === 0) expect(stream).toBe(`killed-${id}`);
        lengths.set(stream, revision);
      }
      expect(lengths.size).toBeGreaterThanOrEqual(acknowledged.size);
      await store.close();
    }));
});
