import type { BallotEvent, ConsultationEvent, ProceedingEvent } from '@cunjian/contracts';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { isAssemblyCalled } from '../src/assembly-called.ts';
import type { ProceedingSubject } from '../src/proceeding/proceeding.ts';
import { digest, due } from './example.ts';
import { committee, openConsultation, settle, village, type Harness } from './harness.ts';
import { countedBallot, strictProcedure } from './procedures.ts';

const day = 86_400_000;
const topic = 'topic-road';
const proceeding = 'proceeding-road';
const subject: Omit<ProceedingSubject, 'proceeding' | 'group'> = {
  ...{ topic, division: village, body: committee, bodyKind: 'villagers-committee', matter: 'public-works' },
};

let harness: Harness;
let since: string;
const register = (stream: string, ...events: ConsultationEvent[]) =>
  harness.register(stream, village, committee, ...events);
const demand = async () => {
  since = new Date(harness.clock.now()).toISOString();
  await register(topic, {
    type: 'assembly-demanded',
    data: { topic, assembly: 'villagers', of: 'adults', have: 3, needed: 3, members: 30, due },
  });
};
beforeEach(async () => {
  harness = await openConsultation();
  await settle(harness);
  const text = { title: digest('title'), text: digest('text'), attachments: [], proposer: 'person-villager' };
  await register(topic, { type: 'topic-proposed', data: { ...subject, ...text } });
  await register(proceeding, {
    type: 'proceeding-begun',
    data: { ...subject, proceeding, on: '2026-04-10', procedure: strictProcedure },
  });
});
afterEach(() => harness.close());

const isCalled = async (): Promise<boolean> => {
  await harness.catchUp();
  return isAssemblyCalled(harness.consultation, { topic, assembly: 'villagers', since, due });
};
const isOverdue = async (): Promise<boolean | undefined> => {
  await harness.catchUp();
  harness.clock.advance(Date.parse(due.endsAt) - harness.clock.now());
  await harness.react();
  return (await harness.as('villager').topics.get({ ids: [topic] })).value[0]?.demanded?.overdue;
};

type Called = Extract<BallotEvent, { type: 'ballot-called' }>;
const ballot = 'ballot-road';
const callBallot = async (
  change: Partial<Called['data']> = {},
  opensAt = '2026-04-20T15:59:59.999Z',
  left?: 'proceeding' | 'topic',
) => {
  const called = countedBallot({ ballot, proceeding, topic }, 4)[0] as Called;
  const rule = { ...called.data.rule, assembly: 'villagers' as const };
  const times = { ...called.data.times, opensAt, closesAt: '2026-05-01T00:00:00.000Z' };
  const data = { ...called.data, rule, times, ...change };
  if (left === 'proceeding') delete data.proceeding;
  if (left === 'topic') delete data.topic;
  await register(data.ballot, { ...called, data });
};

describe('an assembly that was demanded is called by a ballot', () => {
  it.each(['proceeding', 'topic'] as const)('of its own, though it names no %s', async (left) => {
    await demand();
    await callBallot({}, undefined, left);
    expect(await isCalled()).toBe(true);
  });
  it('not by one from before', async () => {
    await callBallot();
    harness.clock.advance(1_000);
    await demand();
    expect(await isCalled()).toBe(false);
  });
  it('not by a poll', async () => {
    await demand();
    await callBallot({ binding: false });
    expect(await isCalled()).toBe(false);
  });
  it('not by one that opens when the term is over', async () => {
    await demand();
    await callBallot({}, due.endsAt);
    expect(await isCalled()).toBe(false);
  });
  it('not by one that was cancelled', async () => {
    await demand();
    await callBallot();
    expect(await isCalled()).toBe(true);
    await register(ballot, { type: 'ballot-cancelled', data: { ballot, reason: digest('no') } });
    expect(await isCalled()).toBe(false);
  });
});

describe('a ballot that called an assembly and is cancelled', () => {
  const cancel = () => register(ballot, { type: 'ballot-cancelled', data: { ballot, topic, reason: digest('no') } });
  const waiting = async () => {
    await harness.catchUp();
    const { value } = await harness.acting('clerk').topics.demanded({ first: 5 });
    return value.items.map(({ item }) => [item.topic, item.demanded?.due.lastDay, item.demanded?.overdue]);
  };

  it('leaves the topic on the list of duties, with its deadline', async () => {
    await demand();
    expect(await waiting()).toEqual([[topic, due.lastDay, false]]);
    await callBallot();
    expect(await waiting()).toEqual([]);
    await cancel();
    expect(await waiting()).toEqual([[topic, due.lastDay, false]]);
    expect(await isOverdue()).toBe(true);
  });
  it('after the term leaves the duty overdue at once', async () => {
    await demand();
    await callBallot();
    expect(await isOverdue()).toBe(false);
    await cancel();
    await harness.react();
    expect(await waiting()).toEqual([[topic, due.lastDay, true]]);
  });
  it('leaves it to another that calls it, too', async () => {
    await demand();
    await callBallot();
    await callBallot({ ballot: 'ballot-again' });
    await cancel();
    expect(await waiting()).toEqual([]);
  });
});

describe('an assembly that was demanded is called by a meeting', () => {
  const call = (on: string): ProceedingEvent => ({
    type: 'meeting-called',
    data: {
      ...{ proceeding, step: 'assembly-decides', assembly: 'households', on, calledOn: '2026-04-10' },
      ...{ place: digest('hall'), agenda: digest('road') },
    },
  });
  it('on the last day of the term: it is not overdue then', async () => {
    await demand();
    await register(proceeding, call(due.lastDay));
    expect(await isOverdue()).toBe(false);
  });
  it('not on a day after it', async () => {
    await demand();
    await register(proceeding, call('2026-04-21'));
    expect(await isOverdue()).toBe(true);
  });
  it('not where it was put off, or the procedure given up', async () => {
    await demand();
    await register(proceeding, call(due.lastDay), call('2026-04-21'));
    expect(await isCalled()).toBe(false);
    await register(proceeding, call(due.lastDay));
    expect(await isCalled()).toBe(true);
    await register(proceeding, { type: 'proceeding-ended', data: { proceeding, outcome: 'abandoned' } });
    expect(await isCalled()).toBe(false);
  });
  it('not before it was demanded', async () => {
    await register(proceeding, call(due.lastDay));
    harness.clock.advance(day);
    await demand();
    expect(await isOverdue()).toBe(true);
  });
});
