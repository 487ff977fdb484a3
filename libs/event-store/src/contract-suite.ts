import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { isRefused, type Refused } from '@cunjian/kernel';
import fc from 'fast-check';
import {
  isDuplicateEventId,
  maxBatchEvents,
  maxEventBytes,
  type Appended,
  type Batch,
  type EventReader,
  type EventStore,
  type EventToAppend,
  type ExpectedRevision,
  type ReadAllOptions,
  type StoredEvent,
} from './port.ts';

export interface StoreUnderTest {
  readonly store: EventStore;
  /** Closes the store and removes what it kept. */
  readonly dispose: () => Promise<void>;
}

let made = 0;
/** An event no other is equal to; ids are unique and nothing else is asked of them. */
export const anEvent = (type = 'cunjian.test.happened.v1', size = 40): EventToAppend => {
  const number = ++made;
  const bytes = new Uint8Array(size).fill(number % 251);
  bytes.set(new TextEncoder().encode(String(number)).subarray(0, size));
  const id = `00000000-0000-5000-8000-${String(number).padStart(12, '0')}`;
  return { id, type, bytes, salt: new Uint8Array(32).fill(number % 256) };
};
const events = (count: number, type?: string): EventToAppend[] => Array.from({ length: count }, () => anEvent(type));

/** Plain values: adapters may hand out arrays of another realm. */
const plain = ({ id, type, bytes, salt }: EventToAppend) => ({
  id,
  type,
  bytes: Buffer.from(bytes).toString('hex'),
  salt: Buffer.from(salt).toString('hex'),
});
const idsOf = (list: readonly EventToAppend[]): string[] => list.map(({ id }) => id);

const accepted = (result: Appended | Refused): Appended => {
  if (isRefused(result)) throw new Error(`refused: ${JSON.stringify(result)}`);
  return result;
};

const everything = async (reader: EventReader, options: Partial<ReadAllOptions> = {}): Promise<StoredEvent[]> => {
  const all: StoredEvent[] = [];
  let after = options.after ?? 0n;
  for (;;) {
    const batch = await reader.readAll({ limit: 100, ...options, after });
    if (batch.position === after) return all;
    expect(batch.position).toBeGreaterThan(after);
    all.push(...batch.events);
    after = batch.position;
  }
};

/** Follows until `done` says so of all batches seen. */
const followUntil = async (
  reader: EventReader,
  options: ReadAllOptions,
  done: (batches: readonly Batch[]) => boolean | Promise<boolean>,
): Promise<Batch[]> => {
  const stop = new AbortController();
  const batches: Batch[] = [];
  for await (const batch of reader.follow({ ...options, signal: stop.signal })) {
    batches.push(batch);
    if (await done(batches)) stop.abort();
  }
  return batches;
};
const eventsOf = (batches: readonly Batch[]): StoredEvent[] => batches.flatMap((batch) => batch.events);

/** What the port promises; run on every adapter. `open` gives a new, empty store each time. */
export const eventStoreContract = (adapter: string, open: () => Promise<StoreUnderTest>): void => {
  describe(`${adapter} as an event store`, () => {
    let store: EventStore;
    let dispose: () => Promise<void>;
    beforeAll(async () => ({ store, dispose } = await open()));
    afterAll(async () => dispose());
    let streams = 0;
    const newStream = () => `stream-${++streams}`;
    const append = async (stream: string, expected: ExpectedRevision, list: EventToAppend[]) =>
      accepted(await store.append(stream, expected, list));

    describe('append', () => {
      it('starts a stream at revision 0 and keeps every byte', async () => {
        const [stream, list] = [newStream(), events(3)];
        const appended = await append(stream, 'none', list);
        const stored = await store.readStream(stream);
        expect(stored.map(plain)).toEqual(list.map(plain));
        expect(stored.map(({ revision }) => revision)).toEqual([0, 1, 2]);
        expect(stored.every((event) => event.stream === stream)).toBe(true);
        expect(stored.at(-1)?.position).toBe(appended.position);
        expect(appended.revision).toBe(2);
        expect(await store.head()).toBe(appended.position);
      });

      it('continues a stream at the exact revision', async () => {
        const [stream, first, second] = [newStream(), events(2), events(2)];
        const before = await append(stream, 'none', first);
        const after = await append(stream, 1, second);
        expect(after.revision).toBe(3);
        expect(after.position).toBeGreaterThan(before.position);
        expect(idsOf(await store.readStream(stream))).toEqual(idsOf([...first, ...second]));
      });

      it.each<[string, number, ExpectedRevision, number | 'none']>([
        ['a stream that exists', 2, 'none', 1],
        ['an older revision', 3, 1, 2],
        ['a newer revision', 1, 1, 0],
        ['a stream that does not exist', 0, 0, 'none'],
      ])('refuses a wrong revision: %s', async (_, existing, expected, actual) => {
        const stream = newStream();
        if (existing > 0) await append(stream, 'none', events(existing));
        const head = await store.head();
        expect(await store.append(stream, expected, events(2))).toEqual({
          refused: [{ code: 'store.wrong-revision', params: { stream, expected, actual } }],
        });
        expect(await store.readStream(stream)).toHaveLength(existing);
        expect(await store.head()).toBe(head);
      });

      it('throws for an event id that is in the store already, and appends none of the request', async () => {
        const [stream, other, event] = [newStream(), newStream(), anEvent()];
        await append(stream, 'none', [event]);
        const [twice, neighbour] = [
          store.append(other, 'none', [anEvent(), event]).catch((error: unknown) => error),
          store.append(newStream(), 'none', events(1)),
        ];
        expect(isDuplicateEventId(await twice)).toBe(true);
        expect(await store.readStream(other)).toEqual([]);
        expect(isRefused(await neighbour)).toBe(false);
        await append(other, 'none', events(1));
      });

      it('throws for an event id that comes twice in one request', async () => {
        const [stream, event] = [newStream(), anEvent()];
        const error: unknown = await store.append(stream, 'none', [event, anEvent(), event]).catch((e: unknown) => e);
        expect(isDuplicateEventId(error)).toBe(true);
        expect(await store.readStream(stream)).toEqual([]);
      });

      it('checks the revision before the id, so that a late repetition is told what happened', async () => {
        const [stream, event] = [newStream(), anEvent()];
        await append(stream, 'none', [event]);
        expect(await store.append(stream, 'none', [event])).toMatchObject({
          refused: [{ code: 'store.wrong-revision' }],
        });
      });

      it('takes an event of the largest size and refuses one byte more', async () => {
        const stream = newStream();
        const largest = anEvent(undefined, maxEventBytes);
        await append(stream, 'none', [largest]);
        const bytes = maxEventBytes + 1;
        expect(await store.append(stream, 0, [anEvent(), anEvent(undefined, bytes)])).toEqual({
          refused: [{ code: 'store.event-too-large', params: { bytes, limit: maxEventBytes } }],
        });
        expect((await store.readStream(stream)).map(plain)).toEqual([plain(largest)]);
      });

      it('throws where there is nothing to append', async () => {
        await expect(store.append(newStream(), 'none', [])).rejects.toThrow(TypeError);
      });

      it('lets one of many win where all expect the same revision', async () => {
        const stream = newStream();
        const results = await Promise.all(Array.from({ length: 40 }, () => store.append(stream, 'none', events(2))));
        expect(results.filter((result) => !isRefused(result))).toHaveLength(1);
        expect(await store.readStream(stream)).toHaveLength(2);
      });
    });

    describe('readStream', () => {
      const stream = 'read-me';
      const list = events(10);
      beforeAll(async () => append(stream, 'none', list));
      const revisions = async (options: Parameters<EventReader['readStream']>[1]) =>
        (await store.readStream(stream, options)).map(({ revision }) => revision);

      it('reads forwards from the first revision, all in one go', async () => {
        expect(await revisions({})).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
      });
      it('reads forwards from a revision, inclusive, at most `limit`', async () => {
        expect(await revisions({ from: 7 })).toEqual([7, 8, 9]);
        expect(await revisions({ from: 3, limit: 2 })).toEqual([3, 4]);
        expect(await revisions({ from: 10 })).toEqual([]);
      });
      it('reads backwards from the last revision', async () => {
        expect(await revisions({ direction: 'backwards', limit: 3 })).toEqual([9, 8, 7]);
      });
      it('reads backwards from a revision, inclusive', async () => {
        expect(await revisions({ direction: 'backwards', from: 2 })).toEqual([2, 1, 0]);
        expect(await revisions({ direction: 'backwards', from: 99, limit: 1 })).toEqual([9]);
      });
      it('gives nothing for a stream that does not exist', async () => {
        expect(await store.readStream('read-m')).toEqual([]);
        expect(await store.readStream('nobody', { direction: 'backwards' })).toEqual([]);
      });
    });

    describe('readEvent', () => {
      it('gives the event at a position', async () => {
        const [stream, list] = [newStream(), events(2)];
        const { position } = await append(stream, 'none', list);
        const [first] = await store.readStream(stream);
        expect(await store.readEvent(first?.position ?? 0n)).toEqual(first);
        expect((await store.readEvent(position))?.id).toBe(list[1]?.id);
      });
      it('gives undefined where there is none', async () => {
        expect(await store.readEvent(0n)).toBeUndefined();
        expect(await store.readEvent((await store.head()) + 1n)).toBeUndefined();
      });
    });

    describe('readAll', () => {
      it('gives every event once, in the order of positions, whatever the size of a batch', async () => {
        const after = await store.head();
        const lists = [events(3), events(1), events(4)];
        for (const list of lists) await append(newStream(), 'none', list);
        for (const limit of [1, 3, 8, 100]) {
          const all = await everything(store, { after, limit });
          expect(all.map(plain)).toEqual(lists.flat().map(plain));
        }
        expect((await everything(store)).length).toBeGreaterThan(8);
      });

      it('stands still at the end of the store', async () => {
        const after = await store.head();
        expect(await store.readAll({ after, limit: 10 })).toEqual({ events: [], position: after });
        const types = ['cunjian.test.never.v1'];
        expect(await store.readAll({ after, limit: 10, types })).toEqual({ events: [], position: after });
      });

      it('gives the events of the wanted types and advances past the others', async () => {
        const after = await store.head();
        const wanted = events(2, 'cunjian.test.wanted.v1');
        const also = events(1, 'cunjian.test.wanted.v2');
        for (const list of [events(3), wanted, events(2), also, events(2)]) await append(newStream(), 'none', list);
        const types = ['cunjian.test.wanted.v1', 'cunjian.test.wanted.v2'];
        expect(idsOf(await everything(store, { after, types }))).toEqual(idsOf([...wanted, ...also]));
        expect(idsOf(await everything(store, { after, types, limit: 1 }))).toEqual(idsOf([...wanted, ...also]));
        const none = await store.readAll({ after, limit: 100, types: ['cunjian.test.never.v1'] });
        expect(none).toEqual({ events: [], position: await store.head() });
      });

      it('gives large events in batches of its own size, without leaving one out', async () => {
        const after = await store.head();
        const lists = Array.from({ length: 6 }, () => [
          anEvent(undefined, 600_000),
          anEvent('cunjian.test.large.v1', 600_000),
        ]);
        for (const list of lists) await append(newStream(), 'none', list);
        expect(idsOf(await everything(store, { after, limit: 1_000 }))).toEqual(idsOf(lists.flat()));
        const types = ['cunjian.test.large.v1'];
        expect(await everything(store, { after, limit: 1_000, types })).toHaveLength(6);
      });

      it.each([0, -1, 1.5, maxBatchEvents + 1])('throws for a limit of %p', async (limit) => {
        await expect(store.readAll({ limit })).rejects.toThrow(RangeError);
      });
    });

    describe('follow', () => {
      it('catches up from a position, then follows live', async () => {
        const stream = newStream();
        await append(stream, 'none', events(2));
        const after = await store.head();
        const [old, live] = [events(3), events(3)];
        await append(stream, 1, old);
        const following = followUntil(store, { after, limit: 2 }, (batches) => eventsOf(batches).length === 6);
        await append(stream, 4, live.slice(0, 1));
        await append(stream, 5, live.slice(1));
        const batches = await following;
        expect(eventsOf(batches).map(plain)).toEqual([...old, ...live].map(plain));
        expect(batches.every((batch) => batch.events.length <= 2)).toBe(true);
      });

      it('wakes for each append', async () => {
        const after = await store.head();
        const stop = new AbortController();
        const batches = store.follow({ after, limit: 10, signal: stop.signal })[Symbol.asyncIterator]();
        for (let i = 0; i < 20; i++) {
          const [next, event] = [batches.next(), anEvent()];
          await append(newStream(), 'none', [event]);
          const { value, done } = await next;
          expect(done ? [] : idsOf(value.events)).toEqual([event.id]);
        }
        stop.abort();
        expect(await batches.next()).toMatchObject({ done: true });
      });

      it('advances through events that its filter leaves out', async () => {
        const types = ['cunjian.test.rare.v1'];
        const after = await store.head();
        const [rare] = [anEvent('cunjian.test.rare.v1')];
        const last = Promise.withResolvers<bigint>();
        // What ends it is known when all is written: a follower may be there before whoever appended is told.
        const following = followUntil(store, { after, types, limit: 5 }, async (batches) => {
          for (const batch of batches) expect(batch.position).toBeGreaterThan(after);
          return (batches.at(-1)?.position ?? 0n) >= (await last.promise);
        });
        await append(newStream(), 'none', events(20));
        await append(newStream(), 'none', [rare]);
        last.resolve((await append(newStream(), 'none', events(20))).position);
        const batches = await following;
        expect(idsOf(eventsOf(batches))).toEqual([rare.id]);
        expect(batches.at(-1)?.position).toBe(await last.promise);
      });

      it('ends without an error when it is aborted: before, while waiting, and between batches', async () => {
        const drain = async (signal: AbortSignal, after: bigint) => {
          const seen: Batch[] = [];
          for await (const batch of store.follow({ after, limit: 1, signal })) seen.push(batch);
          return seen;
        };
        expect(await drain(AbortSignal.abort(), 0n)).toEqual([]);
        const stop = new AbortController();
        const waiting = drain(stop.signal, await store.head());
        stop.abort();
        expect(await waiting).toEqual([]);
        expect(await followUntil(store, { limit: 1 }, () => true)).toHaveLength(1);
      });
    });

    describe('under concurrent writers', () => {
      const request = fc.record({
        stream: fc.integer({ min: 0, max: 3 }),
        expected: fc.constantFrom<'actual' | 'none' | 'stale'>('actual', 'actual', 'none', 'stale'),
        count: fc.integer({ min: 1, max: 3 }),
        rare: fc.boolean(),
      });
      /** Requests of one wave are under way at the same time; waves follow one another. */
      const waves = fc.array(fc.array(request, { minLength: 1, maxLength: 8 }), { minLength: 1, maxLength: 6 });

      it('is equivalent to the accepted requests one after the other, and every follower sees just that', async () => {
        await fc.assert(
          fc.asyncProperty(waves, fc.integer({ min: 1, max: 5 }), fc.nat({ max: 20 }), async (plan, limit, skip) => {
            const origin = await store.head();
            const prefix = newStream();
            const tip = new Map<string, number>();
            const done: { stream: string; expected: ExpectedRevision; list: EventToAppend[]; at: Appended }[] = [];
            const stop = new AbortController();
            const seen: StoredEvent[] = [];
            const follower = (async () => {
              for await (const batch of store.follow({ after: origin, limit, signal: stop.signal })) {
                seen.push(...batch.events);
                if (seen.at(-1)?.type === 'cunjian.test.end.v1') stop.abort();
              }
            })();
            for (const wave of plan)
              await Promise.all(
                wave.map(async ({ stream: number, expected: kind, count, rare }) => {
                  const stream = `${prefix}-${number}`;
                  const revision = tip.get(stream);
                  const actual = revision ?? 'none';
                  const stale = revision === undefined ? 3 : revision - 1;
                  const expected = kind === 'actual' ? actual : kind === 'none' ? 'none' : stale < 0 ? 'none' : stale;
                  const list = events(count, rare ? 'cunjian.test.rare.v1' : undefined);
                  const at = await store.append(stream, expected, list);
                  if (isRefused(at)) expect(at.refused[0].code).toBe('store.wrong-revision');
                  else {
                    done.push({ stream, expected, list, at });
                    tip.set(stream, at.revision);
                  }
                }),
              );
            await append(newStream(), 'none', [anEvent('cunjian.test.end.v1')]);
            await follower;

            // The accepted requests in the order of the store, replayed on a model of it.
            done.sort((a, b) => Number(a.at.position - b.at.position));
            const model = new Map<string, string[]>();
            for (const { stream, expected, list, at } of done) {
              const content = model.get(stream) ?? [];
              expect(expected).toBe(content.length === 0 ? 'none' : content.length - 1);
              content.push(...idsOf(list));
              expect(at.revision).toBe(content.length - 1);
              model.set(stream, content);
            }
            for (const [stream, ids] of model) expect(idsOf(await store.readStream(stream))).toEqual(ids);
            const all = (await everything(store, { after: origin, limit })).slice(0, -1);
            expect(idsOf(all)).toEqual(done.flatMap(({ list }) => idsOf(list)));
            expect(seen.slice(0, -1).map(plain)).toEqual(all.map(plain));
            const from = all[Math.min(skip, all.length - 1)]?.position ?? origin;
            const rest = await followUntil(store, { after: from, limit }, (batches) =>
              eventsOf(batches).some(({ type }) => type === 'cunjian.test.end.v1'),
            );
            expect(idsOf(eventsOf(rest)).slice(0, -1)).toEqual(idsOf(all.filter(({ position }) => position > from)));
          }),
          { numRuns: 30 },
        );
      });
    });
  });
};
