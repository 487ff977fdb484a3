import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { EventStore } from '@cunjian/event-store';
import { isFailedEvent, runSink, type SinkStatus } from '@cunjian/processing';
import type { ReadModelStore } from '@cunjian/read-model';
import { openSqliteReadModelStore } from '@cunjian/read-model/sqlite';
import { createFakeClock, createMemoryEventStore } from '@cunjian/testing';
import { createRelay } from '../src/relay/relay.ts';
import { consume, entriesOf, expectEntry, indexOf, logOf } from './consumed.ts';
import { createMemoryPublisher } from './memory-publisher.ts';
import { append, deployment, epochStarted, history, villages, type Happening } from './some-events.ts';

const storeOf = async (happenings: readonly Happening[]): Promise<EventStore> => {
  const store = createMemoryEventStore();
  await append(store, happenings);
  return store;
};

type Relay = ReturnType<typeof createRelay>;
/** Feeds a relay from where it stands, in batches of `size`. */
const run = async (relay: Relay, store: EventStore, size = 4): Promise<void> => {
  let after = (await relay.open()) ?? 0n;
  for (;;) {
    const batch = await store.readAll({ after, limit: size });
    if (batch.position === after) break;
    await relay.take(batch, true);
    after = batch.position;
  }
  await relay.caughtUp?.();
};

const newReadModels = (): ReadModelStore => openSqliteReadModelStore(':memory:');
const relayOn = (store: ReadModelStore, { publisher }: ReturnType<typeof createMemoryPublisher>) =>
  createRelay({ deployment, publisher, store, maxUncommittedEvents: 7 });

describe('the relay', () => {
  it('gives a public event with its salt and of others the commitment, at their places in the logs', async () => {
    const store = await storeOf(history(40));
    const broker = createMemoryPublisher();
    await run(relayOn(newReadModels(), broker), store);
    const entries = await entriesOf(store, deployment);
    expect(broker.kept).toHaveLength(40);
    for (const message of broker.kept) expectEntry(message, entries);
    expect(broker.kept.filter(({ headers }) => headers['cunjian-salt'] === undefined)).toHaveLength(10);
  });

  it('keeps the order of each division, and chains what is in one topic', async () => {
    const broker = createMemoryPublisher();
    await run(relayOn(newReadModels(), broker), await storeOf(history(60)));
    expect(consume(broker.kept)).toEqual(broker.kept);
    const firsts = broker.kept.filter(({ headers }) => headers['cunjian-previous-index'] === undefined);
    expect(firsts).toHaveLength(2 * villages.length);
    expect(new Set(broker.kept.map(({ topic }) => topic))).toEqual(
      new Set(['cunjian.registry.v1', 'cunjian.publication.v1']),
    );
    expect(broker.kept.every(({ key, headers }) => headers['cunjian-log']?.endsWith(key))).toBe(true);
  });

  it('leads to repeats alone when it is stopped at any message, before or after its checkpoint, and started anew', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 60 }),
        fc.array(fc.nat(50), { maxLength: 6 }),
        fc.integer({ min: 1, max: 9 }),
        async (events, failures, size) => {
          const store = await storeOf(history(events));
          const [broker, readModels] = [createMemoryPublisher(), newReadModels()];
          for (const failure of failures) {
            const relay = relayOn(readModels, broker);
            const open = relay.open.bind(relay);
            await run({ ...relay, open: () => open().finally(() => broker.failAfter(failure)) }, store, size).catch(
              (error: unknown) => expect(String(error)).toMatch(/broker is gone|answer is lost/),
            );
          }
          await run(relayOn(readModels, broker), store, size);
          expect(consume(broker.kept)).toHaveLength(events);
          await readModels.close();
        },
      ),
      { numRuns: 60 },
    );
  });

  it('loses nothing when it is stopped while the broker is away', async () => {
    const store = await storeOf(history(6));
    const [broker, readModels] = [createMemoryPublisher(), newReadModels()];
    const relay = relayOn(readModels, broker);
    const open = (): Promise<bigint | undefined> => relay.open().finally(broker.fall);
    await expect(run({ ...relay, open }, store, 3)).rejects.toThrow('the broker is gone');
    await expect(relay.open()).rejects.toThrow('the broker is gone');
    await relay.close();
    broker.rise();
    await run(relayOn(readModels, broker), store, 3);
    expect(consume(broker.kept)).toHaveLength(6);
  });

  it('says of an outage that requests are served all the same', async () => {
    const broker = createMemoryPublisher();
    broker.fall();
    const stopping = new AbortController();
    const failed: SinkStatus[] = [];
    const onStatus = (status: SinkStatus): void => {
      if (status.state !== 'failed') return;
      failed.push(status);
      stopping.abort();
    };
    const sink = relayOn(newReadModels(), broker);
    const [reader, clock] = [await storeOf(history(1)), createFakeClock()];
    await runSink({ reader, sink, clock, signal: stopping.signal, onStatus });
    expect(failed).toEqual([expect.objectContaining({ name: 'relay', serves: true })]);
  });

  it('sends again what was sent when the checkpoint could not be written', async () => {
    const store = await storeOf(history(6));
    const [broker, readModels] = [createMemoryPublisher(), newReadModels()];
    const full = { ...readModels, commit: () => Promise.reject(new Error('the disk is full')) };
    await expect(run(relayOn(full, broker), store)).rejects.toThrow('the disk is full');
    await run(relayOn(readModels, broker), store);
    expect(broker.kept).toHaveLength(12);
    expect(consume(broker.kept)).toHaveLength(6);
  });

  it('sends nothing again that a store without transactions says was sent, though its checkpoint is older', async () => {
    const store = await storeOf(history(12));
    const [broker, readModels] = [createMemoryPublisher(), newReadModels()];
    const halved: ReadModelStore = {
      ...readModels,
      commit: async (name, version, commits) => {
        await readModels.commit(name, version, commits, 0n);
        throw new Error('crashed before the checkpoint');
      },
    };
    await expect(run(relayOn(halved, broker), store, 3)).rejects.toThrow('crashed');
    const before = broker.kept.length;
    await run(relayOn(readModels, broker), store, 3);
    expect(before).toBeGreaterThan(0);
    expect(broker.kept).toHaveLength(12);
    expect(consume(broker.kept)).toHaveLength(12);
  });

  it('does no harm when two of them run', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.boolean(), { maxLength: 40 }), fc.boolean(), async (turns, sameState) => {
        const store = await storeOf(history(30));
        const broker = createMemoryPublisher();
        const first = newReadModels();
        const relays = [relayOn(first, broker), relayOn(sameState ? first : newReadModels(), broker)] as const;
        const after = [await relays[0].open(), await relays[1].open()].map((position) => position ?? 0n);
        for (const turn of [...turns, ...Array<boolean>(30).fill(true), ...Array<boolean>(30).fill(false)]) {
          const which = turn ? 0 : 1;
          const batch = await store.readAll({ after: after[which] ?? 0n, limit: 3 });
          await relays[which].take(batch, false);
          after[which] = batch.position;
        }
        expect(consume(broker.kept)).toHaveLength(30);
      }),
      { numRuns: 40 },
    );
  });

  it('begins the chain anew where an epoch begins, and leaves out what is never sealed', async () => {
    const [village] = villages;
    const store = await storeOf([
      { division: village },
      { division: village },
      { division: '000000000000', service: 'audit', stream: 'heads-0' },
      epochStarted(village, 2),
      { division: village },
    ]);
    const [broker, readModels] = [createMemoryPublisher(), newReadModels()];
    await run(relayOn(readModels, broker), store, 2);
    expect(broker.kept.map((message) => [logOf(message), indexOf(message), message.topic.split('.')[1]])).toEqual([
      [`cunjian.test/division/${village}`, 0, 'publication'],
      [`cunjian.test/division/${village}`, 1, 'publication'],
      [`cunjian.test/division/${village}/epoch-2`, 0, 'audit'],
      [`cunjian.test/division/${village}/epoch-2`, 1, 'publication'],
    ]);
    expect(broker.kept.at(-1)?.headers['cunjian-previous-index']).toBeUndefined();
    await append(store, [{ division: village }]);
    await run(relayOn(readModels, broker), store, 2);
    expect(indexOf(broker.kept.at(-1) ?? never())).toBe(2);
    expect(consume(broker.kept)).toHaveLength(5);
  });

  it('stops at an event that it can not hand on, when what came before it has been sent', async () => {
    const store = await storeOf([...history(2), { division: villages[0], type: 'not-one-of-ours' }, ...history(1)]);
    const [broker, readModels] = [createMemoryPublisher(), newReadModels()];
    const error: unknown = await run(relayOn(readModels, broker), store, 10).catch((thrown: unknown) => thrown);
    expect(isFailedEvent(error)).toBe(true);
    expect(broker.kept).toHaveLength(2);
    expect(await readModels.checkpoint('relay')).toBe(2n);
  });
});

const never = (): never => {
  throw new Error('a message is missing');
};
