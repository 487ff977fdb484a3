import type { StoredEvent } from '@cunjian/event-store';
import { anEvent } from '@cunjian/event-store/contract-suite';
import { openEventStoreDb, type EventStoreDb } from '@cunjian/event-store/eventstoredb';
import { isRefused } from '@cunjian/kernel';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { runDouble, type RunningDouble } from '../../test/running-double.ts';
import { createSeededRandom } from '../seeded-random.ts';
import { startEventStoreDbDouble } from './double.ts';
import { machineClock } from './machine-clock.ts';

const messageOf = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'no error',
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );
const until = async (condition: () => Promise<boolean>): Promise<void> => {
  while (!(await condition())) await machineClock.sleep(5);
};

describe('a server that comes and goes', () => {
  let running: RunningDouble;
  let store: EventStoreDb;
  beforeEach(async () => {
    running = await runDouble();
    store = await running.open({ deadlineMs: 2_000 });
  });
  afterEach(async () => running.dispose());

  /** Follows from the beginning; `seen` grows. */
  const followAll = () => {
    const stop = new AbortController();
    const seen: StoredEvent[] = [];
    const over = (async () => {
      for await (const { events } of store.follow({ limit: 10, signal: stop.signal })) seen.push(...events);
    })();
    return { seen, stop: () => (stop.abort(), over) };
  };
  const append = async (stream: string) => {
    const event = anEvent();
    expect(isRefused(await store.append(stream, 'none', [event]))).toBe(false);
    return event.id;
  };

  it('is followed across broken connections: every event once, in order', async () => {
    const follower = followAll();
    const written: string[] = [];
    for (let i = 0; i < 30; i++) {
      written.push(await append(`broken-${i}`));
      if (i % 7 === 6) {
        await until(async () => follower.seen.length === written.length);
        running.double.disconnectAll();
        await until(async () => (await messageOf(store.head())) === 'no error');
      }
    }
    await until(async () => follower.seen.length >= written.length);
    await follower.stop();
    expect(follower.seen.map(({ id }) => id)).toEqual(written);
  });

  it('is followed across a restart; health tells of the outage, and of its end', async () => {
    const follower = followAll();
    const written = [await append('before')];
    await until(async () => follower.seen.length === 1 && (await store.health()).detail.endsWith('subscription live'));
    const restarted = running.restart();
    await until(async () => !(await store.health()).ok);
    await restarted;
    await until(async () => (await store.health()).ok);
    written.push(await append('after'));
    await until(async () => follower.seen.length === 2);
    await follower.stop();
    expect(follower.seen.map(({ id }) => id)).toEqual(written);
  });

  it('says in health and in the log why the subscription is gone and that it goes on', async () => {
    const dropped: string[] = [];
    const logged = await running.open({ onDropped: ({ message }, failures) => dropped.push(`${failures} ${message}`) });
    running.double.inject({ on: 'subscribe', times: 1_000, fault: { is: 'unavailable' } });
    const stop = new AbortController();
    const over = (async () => {
      for await (const { events } of logged.follow({ limit: 10, signal: stop.signal })) void events;
    })();
    await until(async () => dropped.length >= 2);
    expect(await logged.health()).toEqual({
      ok: false,
      detail: expect.stringMatching(
        /^no subscription for \d+ s, \d+ tries: it does not answer: .*; it goes on where it/,
      ),
    });
    expect((await logged.health()).detail).not.toContain('127.0.0.1');
    expect(dropped.slice(0, 2)).toEqual([
      expect.stringMatching(/^1 event store 127\.0\.0\.1:\d+: it does not answer: .*Not Ready/),
      expect.stringMatching(/^2 event store/),
    ]);
    stop.abort();
    await over;
  });

  it('is read again where it could not be reached, a bounded number of times', async () => {
    await append('read-again');
    running.double.inject({ on: 'read', stream: 'read-again', times: 3, fault: { is: 'unavailable' } });
    expect(await store.readStream('read-again')).toHaveLength(1);
    running.double.inject({ on: 'read', stream: 'read-again', times: 4, fault: { is: 'unavailable' } });
    expect(await messageOf(store.readStream('read-again'))).toMatch(/does not answer: check that it runs/);
  });

  it('is not waited for beyond the deadline of a read', async () => {
    const impatient = await running.open({ deadlineMs: 200 });
    running.double.inject({ on: 'read', stream: 'silent', fault: { is: 'silence' } });
    expect(await messageOf(impatient.readStream('silent'))).toMatch(/did not answer in time: check its load/);
  });

  it('cannot be opened where it is not there, and says what to check', async () => {
    await running.restart().then((double) => double.stop());
    const opening = openEventStoreDb({
      connectionString: running.double.connectionString,
      clock: machineClock,
      random: createSeededRandom(1),
      backoff: { firstDelayMs: 1, maxDelayMs: 1 },
    });
    expect(await messageOf(opening)).toMatch(/event store 127\.0\.0\.1:\d+: it does not answer: check that it runs/);
    await running.restart();
  });

  it('is left for the leader that it names, for appends and what follows', async () => {
    const other = await runDouble();
    const { port } = other.double;
    running.double.inject({ on: 'append', fault: { is: 'not-leader', host: '127.0.0.1', port } });
    const id = await append('to-the-leader');
    expect((await store.readStream('to-the-leader')).map((event) => event.id)).toEqual([id]);
    const leader = await other.open();
    expect(await leader.readStream('to-the-leader')).toHaveLength(1);
    // One that changes between the reservation and the append.
    other.double.inject({
      on: 'append',
      stream: 'back',
      fault: { is: 'not-leader', host: '127.0.0.1', port: running.double.port },
    });
    await append('back');
    expect(await leader.readStream('back')).toEqual([]);
    await other.dispose();
  });
});

describe('a cluster', () => {
  it('is found by asking the nodes that answer, in any order', async () => {
    const [one, other] = [await runDouble(), await runDouble()];
    try {
      const stopped = await one.restart();
      await stopped.stop();
      const nodes = `127.0.0.1:${one.double.port},127.0.0.1:${other.double.port}`;
      for (const connectionString of [nodes, nodes.split(',').reverse().join(',')]) {
        const store = await other.open({
          connectionString: `esdb://${connectionString}?tls=false&discoveryInterval=5`,
        });
        expect(await store.head()).toBe(0n);
      }
      await one.restart();
    } finally {
      await one.dispose();
      await other.dispose();
    }
  });

  it('without a leader is named as such', async () => {
    const running = await runDouble();
    await running.dispose();
    const { port } = running.double;
    const nodes = `127.0.0.1:${port},127.0.0.1:${port}?tls=false&discoveryInterval=1&maxDiscoverAttempts=2`;
    expect(await messageOf(running.open({ connectionString: `esdb://${nodes}` }))).toMatch(
      /it has no leader: check that a majority of its nodes is up/,
    );
  });
});

describe('a store that is closed', () => {
  it('tells what became of the appends under way, and takes no others', async () => {
    const running = await runDouble();
    try {
      const store = await running.open();
      running.double.inject({ on: 'append', stream: 'under-way', fault: { is: 'delay', delayMs: 50 } });
      const underWay = store.append('under-way', 'none', [anEvent()]);
      await store.close();
      expect(isRefused(await underWay)).toBe(false);
      expect(await messageOf(store.append('later', 'none', [anEvent()]))).toMatch(/is closed/);
      expect(await (await running.open()).readStream('under-way')).toHaveLength(1);
    } finally {
      await running.dispose();
    }
  });
});

describe('the double', () => {
  it('keeps what it acknowledged across a restart, positions and all', async () => {
    const running = await runDouble();
    try {
      const store = await running.open();
      for (let i = 0; i < 3; i++) await store.append(`kept-${i}`, 'none', [anEvent(), anEvent(undefined, 900_000)]);
      const all = async () =>
        (await store.readAll({ limit: 100 })).events.map((event) => ({
          ...event,
          bytes: Buffer.from(event.bytes).toString('base64'),
        }));
      const before = await all();
      expect(before).toHaveLength(6);
      await running.restart();
      expect(await all()).toEqual(before);
      expect(isRefused(await store.append('kept-0', 1, [anEvent()]))).toBe(false);
    } finally {
      await running.dispose();
    }
  });

  it('refuses to run in production', async () => {
    const starting = startEventStoreDbDouble({
      folder: '/nowhere',
      port: 0,
      clock: machineClock,
      nodeEnv: 'production',
    });
    expect(await messageOf(starting)).toMatch(/no database: run EventStoreDB or KurrentDB in production/);
  });
});
