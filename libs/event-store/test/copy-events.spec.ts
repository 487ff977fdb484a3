import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isRefused } from '@cunjian/kernel';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { copyEvents } from '../src/copy-events.ts';
import type { EventStore, EventToAppend } from '../src/port.ts';
import { openSqliteEventStore } from '../src/sqlite/index.ts';

let folder = '';
let opened: EventStore[] = [];
beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'cunjian-copy-'))));
afterEach(async () => {
  for (const store of opened) await store.close();
  opened = [];
  await rm(folder, { recursive: true });
});
const open = async (): Promise<EventStore> => {
  const store = await openSqliteEventStore({ file: join(folder, `${opened.length}.sqlite`) });
  opened.push(store);
  return store;
};

let made = 0;
const event = (): EventToAppend => ({
  id: `00000000-0000-4000-8000-${String(++made).padStart(12, '0')}`,
  type: 'sample.v1',
  bytes: Buffer.from(JSON.stringify({ made })),
  salt: new Uint8Array(32).fill(made),
});

/** Appends one event to each of the streams named, in this order. */
const fill = async (store: EventStore, streams: readonly string[]): Promise<void> => {
  const revisions = new Map<string, number>();
  for (const stream of streams) {
    const appended = await store.append(stream, revisions.get(stream) ?? 'none', [event()]);
    if (isRefused(appended)) throw new Error(appended.refused[0].code);
    revisions.set(stream, appended.revision);
  }
};
const all = async (store: EventStore): Promise<readonly object[]> =>
  (await store.readAll({ limit: 10_000 })).events.map((event) => ({ ...event, position: undefined }));

describe('copying a store', () => {
  it('keeps every event as it is, in the order of all', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 40 }), async (streams) => {
        const [from, to] = [await open(), await open()];
        await fill(from, streams);
        expect(await copyEvents(from, to)).toBe(streams.length);
        expect(await all(to)).toEqual(await all(from));
      }),
      { numRuns: 8 },
    );
  });

  it('goes on where it was broken off', async () => {
    const [from, to] = [await open(), await open()];
    await fill(from, ['a', 'b', 'a', 'a', 'b', 'c']);
    let left = 2;
    const breaking: EventStore = {
      ...to,
      append: (...given) => (left-- > 0 ? to.append(...given) : Promise.reject(new Error('the line broke'))),
    };
    await expect(copyEvents(from, breaking)).rejects.toThrow('the line broke');
    expect(await copyEvents(from, to)).toBe(4);
    expect(await all(to)).toEqual(await all(from));
    expect(await copyEvents(from, to)).toBe(0);
  });

  it('refuses a store that holds something else', async () => {
    const [from, to] = [await open(), await open()];
    await fill(from, ['a']);
    await fill(to, ['a']);
    await expect(copyEvents(from, to)).rejects.toThrow(/which is not of the store to copy: give it an empty one/);
  });
});
