import { accessProjections } from '@cunjian/access';
import { catalogue, type PublicationEvent, type RegistryEvent } from '@cunjian/contracts';
import { createCommandHandler } from '@cunjian/event-store';
import { createFakeClock, createMemoryEventStore, createSeededRandom } from '@cunjian/testing';
import { describe, expect, it, jest } from '@jest/globals';
import { createGrantLag } from './grant-lag.ts';

const grant: RegistryEvent = {
  type: 'account-bound',
  data: { account: 'a', person: 'p', method: 'founding', officers: [] },
};
const other: PublicationEvent = { type: 'objection-accepted', data: { objection: 'o' } };

const world = () => {
  const clock = createFakeClock('2026-03-05T01:00:00.000Z');
  const store = createMemoryEventStore();
  const random = createSeededRandom();
  const { handle } = createCommandHandler({ store, catalogue, random, clock });
  const checkpoints = new Map<string, bigint>(accessProjections.map(({ name }) => [name, 0n]));
  const append = (event: RegistryEvent | PublicationEvent) =>
    handle({
      stream: random.uuid(),
      decider: { initialState: null, decide: () => [event], evolve: () => null },
      command: null,
      meta: {
        commandId: random.uuid(),
        actor: 'p',
        division: '330302001201',
        correlationId: 'c',
        audience: 'parties',
      },
    });
  const lag = createGrantLag({
    reader: { checkpoint: async (name) => checkpoints.get(name) },
    store,
    catalogue,
    clock,
  });
  return { clock, store, append, checkpoints, lag };
};

describe('the lag of access', () => {
  it('is nothing while there is no event', async () => {
    expect(await world().lag()).toBe(0);
  });

  it('is the age of the oldest grant that one of the read models has not seen', async () => {
    const { clock, append, checkpoints, lag } = world();
    await append(grant);
    await clock.advance(5_000);
    await append(grant);
    expect(await lag()).toBe(5_000);
    for (const name of checkpoints.keys()) checkpoints.set(name, 1n);
    await clock.advance(1_000);
    expect(await lag()).toBe(1_000);
    const [first = ''] = checkpoints.keys();
    checkpoints.set(first, 2n);
    expect(await lag()).toBe(1_000);
    for (const name of checkpoints.keys()) checkpoints.set(name, 2n);
    expect(await lag()).toBe(0);
  });

  it('does not count events that grant nothing', async () => {
    const { clock, append, lag } = world();
    await append(other);
    await clock.advance(5_000);
    expect(await lag()).toBe(0);
  });

  it('begins anew where read models were deleted', async () => {
    const { clock, append, checkpoints, lag } = world();
    await append(grant);
    for (const name of checkpoints.keys()) checkpoints.set(name, 1n);
    expect(await lag()).toBe(0);
    await clock.advance(3_000);
    for (const name of checkpoints.keys()) checkpoints.set(name, 0n);
    expect(await lag()).toBe(3_000);
  });

  it('asks nobody for a second where nothing was unseen, and says that it may be so long', async () => {
    const { clock, store, append, checkpoints, lag } = world();
    await append(grant);
    for (const name of checkpoints.keys()) checkpoints.set(name, 1n);
    expect(await lag()).toBe(0);
    const head = jest.spyOn(store, 'head');
    await append(grant);
    await clock.advance(999);
    expect(await lag()).toBe(999);
    expect(head).not.toHaveBeenCalled();
    await clock.advance(1);
    expect(await lag()).toBe(1_000);
    expect(head).toHaveBeenCalledTimes(1);
    // Something is unseen: now it asks each time.
    for (const name of checkpoints.keys()) checkpoints.set(name, 2n);
    expect(await lag()).toBe(0);
  });

  it('is at least the age of what of a long backlog it has not looked at', async () => {
    const { clock, store, append, checkpoints } = world();
    await append(other);
    const { events } = await store.readAll({ limit: 1 });
    const lag = createGrantLag({
      reader: { checkpoint: async (name) => checkpoints.get(name) },
      // Looks at one event of other types at a time, as a real store does at some thousands.
      store: {
        head: async () => 3n,
        readAll: async ({ after = 0n, types }) =>
          types === undefined ? { events, position: after + 1n } : { events: [], position: after + 1n },
      },
      catalogue,
      clock,
    });
    await clock.advance(7_000);
    expect(await lag()).toBe(7_000);
    expect(await lag()).toBe(7_000);
    expect(await lag()).toBe(0);
  });

  it('is looked up once for all who ask at once, and anew for who asks later', async () => {
    const { clock, append, checkpoints, store } = world();
    await append(grant);
    let heads = 0;
    const lag = createGrantLag({
      reader: { checkpoint: async (name) => checkpoints.get(name) },
      store: { ...store, head: () => (heads++, store.head()) },
      ...{ catalogue, clock },
    });
    await clock.advance(2_000);
    expect(await Promise.all([lag(), lag(), lag()])).toEqual([2_000, 2_000, 2_000]);
    expect(heads).toBe(1);
    await clock.advance(1_000);
    expect(await lag()).toBe(3_000);
  });

  it('is endless while a read model was never built', async () => {
    const { append, checkpoints, lag } = world();
    await append(grant);
    checkpoints.delete('access-offices');
    expect(await lag()).toBe(Infinity);
  });
});
