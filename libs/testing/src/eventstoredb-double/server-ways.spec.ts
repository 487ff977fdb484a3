import { maxEventBytes, type Batch } from '@cunjian/event-store';
import { anEvent } from '@cunjian/event-store/contract-suite';
import type { EventStoreDb } from '@cunjian/event-store/eventstoredb';
import { isRefused } from '@cunjian/kernel';
import { EventStoreDBClient, excludeSystemEvents, jsonEvent } from '@eventstore/db-client';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { runDouble, type RunningDouble } from '../../test/running-double.ts';

const messageOf = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'no error',
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );

const collect = async <T>(items: AsyncIterable<T>): Promise<T[]> => {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
};

describe('what the server does of its own', () => {
  let running: RunningDouble;
  let store: EventStoreDb;
  /** As another program would speak to the same server. */
  let client: EventStoreDBClient;
  beforeAll(async () => {
    running = await runDouble();
    store = await running.open();
    client = EventStoreDBClient.connectionString(running.double.connectionString);
  });
  afterAll(async () => {
    await client.dispose();
    await running.dispose();
  });
  const append = async (stream: string, count = 1, expected: 'none' | number = 'none') => {
    const events = Array.from({ length: count }, () => anEvent());
    const result = await store.append(stream, expected, events);
    if (isRefused(result)) throw new Error(`refused: ${JSON.stringify(result)}`);
    return { ...result, events };
  };

  it('shows other programs an event as JSON with its id, and the salt beside it', async () => {
    const bytes = Buffer.from('{"a":1,"é":"村"}');
    const event = { ...anEvent(), bytes };
    await store.append('shown', 'none', [event]);
    const [read] = await collect(client.readStream('shown'));
    const salt = Buffer.from(event.salt).toString('base64url');
    expect(read?.event).toMatchObject({
      id: event.id,
      type: event.type,
      isJson: true,
      data: { a: 1, é: '村' },
      metadata: { id: event.id, salt },
    });
  });

  it('gives bytes back as they were, where parsing and writing JSON again would change them', async () => {
    const bytes = Buffer.from('{"b": 1.0, "a": 1e2, "10": "\\u6751", "9": -0 }\n');
    await store.append('verbatim', 'none', [{ ...anEvent(), bytes }]);
    const [read] = await store.readStream('verbatim');
    expect(Buffer.from(read?.bytes ?? []).toString()).toBe(bytes.toString());
  });

  it('calls an append with the same ids at the same place a success; the store says what happened', async () => {
    const event = anEvent();
    const twice = async () =>
      client.appendToStream('idempotent', [jsonEvent({ id: event.id, type: 'other', data: {} })], {
        expectedRevision: 'no_stream',
      });
    const first = await twice();
    expect(await twice()).toMatchObject({ success: true, position: first.position });
    const { events } = await append('told', 2);
    expect(await store.append('told', 'none', events)).toMatchObject({ refused: [{ code: 'store.wrong-revision' }] });
  });

  it('advances a follower through what the server writes for itself', async () => {
    const { position } = await append('quiet');
    const stop = new AbortController();
    const batches: Batch[] = [];
    const following = (async () => {
      for await (const batch of store.follow({ after: position, limit: 10, signal: stop.signal })) {
        batches.push(batch);
        stop.abort();
      }
    })();
    const statistics = Array.from({ length: 1_000 }, () => jsonEvent({ type: '$statsCollected', data: {} }));
    const written = await client.appendToStream('$stats-127.0.0.1', statistics);
    await following;
    expect(batches.map(({ events }) => events)).toEqual([[]]);
    expect(batches[0]?.position).toBe(written.position?.commit);
    expect(await store.head()).toBe(position);
    const { events } = await append('quiet-no-more');
    const rest = await store.readAll({ after: written.position?.commit ?? 0n, limit: 10 });
    expect(rest.events.map(({ id }) => id)).toEqual(events.map(({ id }) => id));
  });

  it('resumes after a checkpoint of its own making, and passes over nothing', async () => {
    const alone = await runDouble();
    const other = EventStoreDBClient.connectionString(alone.double.connectionString);
    try {
      const mine = await alone.open();
      const statistics = Array.from({ length: 1_500 }, () => jsonEvent({ type: '$statsCollected', data: {} }));
      await other.appendToStream('$stats-127.0.0.1', statistics);
      const stop = new AbortController();
      const seen: string[] = [];
      const following = (async () => {
        for await (const { events } of mine.follow({ limit: 10, signal: stop.signal })) {
          seen.push(...events.map(({ id }) => id));
          if (seen.length === 2) stop.abort();
        }
      })();
      while (!(await mine.health()).detail.endsWith('subscription live')) await mine.head();
      const events = [anEvent(), anEvent()];
      for (const [i, event] of events.entries()) {
        alone.double.disconnectAll();
        while ((await messageOf(mine.append(`after-${i}`, 'none', [event]))) !== 'no error') await mine.head();
      }
      await following;
      expect(seen).toEqual(events.map(({ id }) => id));
    } finally {
      await other.dispose();
      await alone.dispose();
    }
  });

  it('takes an event of the largest size by its default, and no larger append', async () => {
    expect(isRefused(await store.append('large', 'none', [anEvent(undefined, maxEventBytes)]))).toBe(false);
    const two = [anEvent(undefined, 600_000), anEvent(undefined, 600_000)];
    expect(await store.append('large', 0, two)).toEqual({
      refused: [{ code: 'store.event-too-large', params: { bytes: 1_200_000, limit: 1_048_576 } }],
    });
    expect(await store.readStream('large')).toHaveLength(1);
  });

  it('refuses to decide on a stream that was deleted, truncated or tombstoned there', async () => {
    await append('truncated', 3);
    await client.appendToStream('$$truncated', jsonEvent({ type: '$metadata', data: { $tb: 2 } }));
    expect(await messageOf(store.readStream('truncated'))).toMatch(
      /revision 2 where 0 was expected: .*restore a backup/,
    );

    await append('deleted', 2);
    await client.deleteStream('deleted');
    expect(await messageOf(append('deleted'))).toMatch(/went on at revision 2, not 0: .*restore a backup/);

    await append('tombstoned', 1);
    await client.tombstoneStream('tombstoned');
    expect(await messageOf(append('tombstoned', 1, 0))).toMatch(/stream tombstoned: .*restore a backup/);
    expect(await messageOf(store.readStream('tombstoned'))).toMatch(/a stream was deleted there/);
  });

  it('lets in so much at once and refuses the rest, which may be asked again', async () => {
    const small = await running.open({ maxInFlight: 2, maxQueuedEvents: 5 });
    const results = await Promise.all(
      Array.from({ length: 20 }, (_, i) => small.append(`busy-${i}`, 'none', [anEvent()])),
    );
    expect(results.filter((result) => !isRefused(result))).toHaveLength(5);
    expect(results.filter(isRefused)).toEqual(Array(15).fill({ refused: [{ code: 'store.busy', params: {} }] }));
    expect(isRefused(await small.append('busy-later', 'none', [anEvent()]))).toBe(false);
  });

  it('gives an id to one stream alone, whoever asks at the same time, in whatever process', async () => {
    const stores = [store, await running.open(), await running.open()];
    for (let round = 0; round < 5; round++) {
      const event = anEvent();
      const results = await Promise.all(
        stores.map(async (each, i) => messageOf(each.append(`unique-${round}-${i}`, 'none', [anEvent(), event]))),
      );
      expect(results.filter((result) => result === 'no error')).toHaveLength(1);
      expect(results.filter((result) => /an event id is in the store already/.test(result))).toHaveLength(2);
    }
  });

  it('keeps the names that the server has for itself out of reach', async () => {
    expect(await messageOf(store.append('$all', 'none', [anEvent()]))).toMatch(/begin with \$ are the server's own/);
    expect(await messageOf(store.append('plain', 'none', [anEvent('$type')]))).toMatch(/types that begin with \$/);
  });
});

describe('a server that others write to', () => {
  it('is told from one of its own, by readers and by followers', async () => {
    const running = await runDouble();
    const client = EventStoreDBClient.connectionString(running.double.connectionString);
    try {
      const store = await running.open();
      const following = (async () => {
        for await (const { position } of store.follow({ limit: 10, signal: new AbortController().signal }))
          expect(position).toBe('nothing should come');
      })();
      await client.appendToStream('foreign', jsonEvent({ type: 'order-placed', data: {} }));
      const message = /event 0 of stream foreign was not written by Cunjian: give the deployment a server of its own/;
      expect(await messageOf(following)).toMatch(message);
      expect(await messageOf(store.readAll({ limit: 10 }))).toMatch(message);
      expect(await store.health()).toEqual({ ok: false, detail: expect.stringMatching(message) });
    } finally {
      await client.dispose();
      await running.dispose();
    }
  });
});

describe('the double for the client as it is', () => {
  it('reads, subscribes with checkpoints and a caught-up, and finds the leader by gossip', async () => {
    const running = await runDouble();
    const { port } = running.double;
    const client = EventStoreDBClient.connectionString(`esdb://127.0.0.1:${port},127.0.0.1:${port}?tls=false`);
    try {
      const events = Array.from({ length: 64 }, (_, i) =>
        jsonEvent({ type: i % 2 === 0 ? 'even' : '$odd', data: { i } }),
      );
      await client.appendToStream('numbers', events);
      const backwards = await collect(
        client.readStream('numbers', { direction: 'backwards', fromRevision: 'end', maxCount: 2 }),
      );
      expect(backwards.map(({ event }) => event?.data)).toEqual([{ i: 63 }, { i: 62 }]);
      const all = await collect(client.readAll());
      expect(all.map(({ event }) => event?.revision)).toEqual(events.map((_, i) => BigInt(i)));

      const checkpoints: bigint[] = [];
      const seen: unknown[] = [];
      const subscription = client.subscribeToAll({
        filter: excludeSystemEvents({
          checkpointReached: async (_, { commit }) => void checkpoints.push(commit),
        }),
      });
      await new Promise<void>((resolve) => {
        subscription.on('data', ({ event }) => seen.push(event?.data));
        subscription.on('caughtUp', resolve);
      });
      expect(seen).toEqual(events.filter((_, i) => i % 2 === 0).map(({ data }) => data));
      expect(checkpoints).toEqual([all[31]?.event?.position?.commit, all[63]?.event?.position?.commit]);
      await subscription.unsubscribe();
    } finally {
      await client.dispose();
      await running.dispose();
    }
  });
});
