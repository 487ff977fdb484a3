import { catalogue, type RegistryEvent } from '@cunjian/contracts';
import { createCommandHandler } from '@cunjian/event-store';
import { createProjector } from '@cunjian/processing';
import { openSqliteReadModelStore } from '@cunjian/read-model/sqlite';
import { createFakeClock, createMemoryEventStore, createSeededRandom } from '@cunjian/testing';
import { describe, expect, it, jest } from '@jest/globals';
import { accessProjections } from './projections/index.ts';
import { createCallerResolver, maxKnownMs, type CallerResolverOptions } from './resolve-caller.ts';

const village = '330302001201';
const town = '330302001000';
const maxGrantLagMs = 60_000;

/** 2026-03-05T16:30Z is already 6 March in Asia/Shanghai. */
const lateOnThe5th = '2026-03-05T16:30:00.000Z';

const world = async (events: readonly RegistryEvent[], now = '2026-03-05T01:00:00.000Z', lagMs = 0) =>
  (await recorded(events, now)).resolver({ lag: async () => lagMs });

/** The events are recorded and projected; `project` does so with others. */
const recorded = async (events: readonly RegistryEvent[], now = '2026-03-05T01:00:00.000Z') => {
  const clock = createFakeClock(now);
  const store = createMemoryEventStore();
  const random = createSeededRandom();
  const handler = createCommandHandler({ store, catalogue, random, clock });
  const reader = openSqliteReadModelStore(':memory:');
  const project = async (...more: readonly RegistryEvent[]): Promise<void> => {
    for (const event of more)
      await handler.handle({
        stream: random.uuid(),
        decider: { initialState: null, decide: () => [event], evolve: () => null },
        command: null,
        meta: { commandId: random.uuid(), actor: 'p', division: village, correlationId: 'c', audience: 'parties' },
      });
    for (const projection of accessProjections) {
      const projector = createProjector({ projection, store: reader, catalogue });
      const after = (await projector.open()) ?? 0n;
      await projector.take(await store.readAll({ after, limit: 1000, types: projector.types }), false);
    }
  };
  await project(...events);
  const reads = jest.spyOn(reader, 'collection');
  const standing = async () =>
    (await Promise.all(accessProjections.map(({ name }) => reader.checkpoint(name)))).join(' ');
  const resolver = (given: Partial<CallerResolverOptions>) =>
    createCallerResolver({ reader, clock, maxGrantLagMs, lag: async () => 0, ...given });
  return { clock, project, reads, standing, resolver };
};

const bound: RegistryEvent = {
  type: 'account-bound',
  data: { account: 'account-li', person: 'li', method: 'founding', officers: [] },
};
const given = (office: string, data: Partial<Extract<RegistryEvent, { type: 'office-given' }>['data']> = {}) =>
  ({
    type: 'office-given',
    data: {
      office,
      kind: 'clerk',
      body: 'committee',
      division: village,
      person: 'li',
      from: '2026-01-01',
      to: '2026-03-05',
      rules: [],
      ...data,
    },
  }) satisfies RegistryEvent;
const established = (body: string): RegistryEvent => ({
  type: 'body-established',
  data: {
    body,
    kind: 'villagers-committee',
    name: body,
    division: village,
    predecessors: [],
    noticeBoards: [],
    owesDisclosure: true,
    from: '2020-01-01',
  },
});
const contract = (name: string, body: string, from = '2026-01-01', to = '2026-12-31'): RegistryEvent => ({
  type: 'agency-contract-signed',
  data: { contract: name, agency: 'agency', body, bodyDivision: village, from, to },
});

describe('who calls', () => {
  it('is a visitor without an account', async () => {
    expect(await (await world([bound]))({})).toEqual({
      residencies: [],
      memberships: [],
      offices: [],
      contracted: [],
    });
  });

  it('is an account and nobody where it is bound to no person, or no longer', async () => {
    const unbound: RegistryEvent = {
      type: 'account-unbound',
      data: { account: 'account-li', person: 'li', by: 'person' },
    };
    const caller = await (await world([bound, unbound, given('o')]))({ account: 'account-li' });
    expect(caller).toEqual({ account: 'account-li', residencies: [], memberships: [], offices: [], contracted: [] });
  });

  it('belongs to villages and bodies from the first day until the day it ended', async () => {
    const residency = { household: 'h', name: 'A'.repeat(43) as never };
    const events: RegistryEvent[] = [
      bound,
      {
        type: 'residency-recorded',
        data: { ...residency, person: 'li', division: village, kind: 'registered', from: '2026-03-06' },
      },
      {
        type: 'residency-recorded',
        data: { ...residency, person: 'li', division: '330302001202', kind: 'resident', from: '2020-01-01' },
      },
      { type: 'residency-ended', data: { person: 'li', division: '330302001202', on: '2026-03-06', reason: 'moved' } },
      { type: 'member-admitted', data: { body: 'collective', person: 'li', from: '2026-03-05' } },
      { type: 'member-admitted', data: { body: 'left', person: 'li', from: '2020-01-01' } },
      { type: 'member-removed', data: { body: 'left', person: 'li', on: '2026-03-05' } },
    ];
    const claim = { account: 'account-li' };
    expect(await (await world(events))(claim)).toMatchObject({
      residencies: [{ division: '330302001202', kind: 'resident' }],
      memberships: ['collective'],
    });
    expect(await (await world(events, lateOnThe5th))(claim)).toMatchObject({
      residencies: [{ division: village, kind: 'registered' }],
      memberships: ['collective'],
    });
  });

  it('acts in the office named while its term lasts, in Asia/Shanghai', async () => {
    const claim = { account: 'account-li', office: 'o' };
    expect(await (await world([bound, given('o')]))(claim)).toMatchObject({ acting: { office: 'o', kind: 'clerk' } });
    expect(await (await world([bound, given('o')], lateOnThe5th))(claim)).toEqual({
      refused: [{ code: 'access.office-not-held', params: { office: 'o' } }],
    });
  });

  it.each([
    ['before its first day', [given('o', { from: '2026-03-06', to: '2027-01-01' })]],
    ['where it was left', [given('o'), ended('o', '2026-03-05')]],
    ['of somebody else', [given('o', { person: 'wang' })]],
    ['that does not exist', []],
  ])('may not act in an office %s, and does not act for herself instead', async (_, events) => {
    const resolve = await world([bound, ...events]);
    expect(await resolve({ account: 'account-li', office: 'o' })).toMatchObject({
      refused: [{ code: 'access.office-not-held' }],
    });
    expect(await resolve({ account: 'account-li' })).toMatchObject({ person: 'li', offices: [] });
  });

  it('may not act in an office without an account, or with one that is bound to nobody', async () => {
    const resolve = await world([given('o')]);
    expect(await resolve({ office: 'o' })).toMatchObject({ refused: [{ code: 'access.office-not-held' }] });
    expect(await resolve({ account: 'account-li', office: 'o' })).toMatchObject({
      refused: [{ code: 'access.office-not-held' }],
    });
  });

  it('keeps the books of the bodies that her agency has a contract with today', async () => {
    const events: RegistryEvent[] = [
      bound,
      given('o', { kind: 'agency-accountant', body: 'agency', division: town }),
      given('p'),
      ...['a', 'b', 'c', 'd'].map(established),
      contract('1', 'a'),
      contract('2', 'b', '2025-01-01', '2026-03-04'),
      contract('3', 'c'),
      { type: 'agency-contract-ended', data: { contract: '3', agency: 'agency', body: 'c', on: '2026-03-05' } },
    ];
    const resolve = await world(events);
    expect(await resolve({ account: 'account-li', office: 'o' })).toMatchObject({ contracted: ['a'] });
    expect(await resolve({ account: 'account-li', office: 'p' })).toMatchObject({ contracted: [] });
    expect(await resolve({ account: 'account-li' })).toMatchObject({ contracted: [] });
  });

  it.each([
    [maxGrantLagMs + 1, 'access.stale'],
    [NaN, 'access.stale'],
    [Infinity, 'access.not-built'],
  ])('fails closed where access lags %d ms', async (lagMs, code) => {
    const resolve = await world([bound], undefined, lagMs);
    expect(await resolve({ account: 'account-li' })).toMatchObject({ refused: [{ code }] });
    expect(await resolve({})).toMatchObject({ offices: [] });
  });
});

describe('who called a moment ago', () => {
  const claim = { account: 'account-li', office: 'o' };

  it('is not looked up again until the read models of access have seen more', async () => {
    const { project, reads, standing, resolver } = await recorded([bound, given('o')]);
    const resolve = resolver({ standing });
    const first = await resolve(claim);
    expect(first).toMatchObject({ acting: { office: 'o' } });
    reads.mockClear();
    expect(await resolve(claim)).toEqual(first);
    expect(reads).not.toHaveBeenCalled();
    expect(await resolve({ account: 'account-li' })).not.toHaveProperty('acting');
    await project(ended('o', '2026-03-05'));
    expect(await resolve(claim)).toMatchObject({ refused: [{ code: 'access.office-not-held' }] });
  });

  it('holds an office no longer than its term', async () => {
    const { clock, standing, resolver } = await recorded([bound, given('o')]);
    const resolve = resolver({ standing });
    expect(await resolve(claim)).toMatchObject({ acting: { office: 'o' } });
    await clock.advance(Date.parse(lateOnThe5th) - clock.now());
    expect(await resolve(claim)).toMatchObject({ refused: [{ code: 'access.office-not-held' }] });
  });

  it('is looked up again after a minute, also where nothing says that more was seen', async () => {
    const { clock, project, resolver } = await recorded([bound, given('o')]);
    const resolve = resolver({ standing: async () => 'the same' });
    await resolve(claim);
    await project(ended('o', '2026-03-05'));
    await clock.advance(maxKnownMs - 1);
    expect(await resolve(claim)).toMatchObject({ acting: { office: 'o' } });
    await clock.advance(1);
    expect(await resolve(claim)).toMatchObject({ refused: [{ code: 'access.office-not-held' }] });
  });

  it('is not believed where access lags', async () => {
    let lagMs = 0;
    const { standing, resolver } = await recorded([bound]);
    const resolve = resolver({ standing, lag: async () => lagMs });
    expect(await resolve({ account: 'account-li' })).toMatchObject({ person: 'li' });
    lagMs = maxGrantLagMs + 1;
    expect(await resolve({ account: 'account-li' })).toMatchObject({ refused: [{ code: 'access.stale' }] });
  });

  it('is looked up again where more was seen meanwhile', async () => {
    const { project, standing, resolver } = await recorded([bound, given('o')]);
    let meanwhile: (() => Promise<void>) | undefined = () => project(ended('o', '2026-03-05'));
    const resolve = resolver({
      standing: async () => {
        const before = await standing();
        await meanwhile?.();
        meanwhile = undefined;
        return before;
      },
    });
    await resolve(claim);
    expect(await resolve(claim)).toMatchObject({ refused: [{ code: 'access.office-not-held' }] });
  });
});

function ended(office: string, on: string): RegistryEvent {
  return { type: 'office-ended', data: { office, body: 'committee', on, reason: 'resignation' } };
}
