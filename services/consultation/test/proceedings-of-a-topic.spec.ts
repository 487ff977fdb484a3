import { randomUUID } from 'node:crypto';
import type { BallotEvent, ConsultationEvent } from '@cunjian/contracts';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ballotsOf, callOf } from './ballots.ts';
import { codesOf, committee, ok, openConsultation, settle, village, type Harness } from './harness.ts';
import { countedBallot } from './procedures.ts';

let harness: Harness;
beforeEach(async () => {
  harness = await openConsultation();
  await settle(harness);
});
afterEach(() => harness.close());

const commandId = randomUUID;
const topic = 'topic-road';
const digest = (of: string) => of.padEnd(43, 'd') as never;

/** As the specs of topics have them made; here one is simply there. */
const proposed: ConsultationEvent = {
  type: 'topic-proposed',
  data: {
    ...{ topic, division: village, body: committee, bodyKind: 'villagers-committee', matter: 'public-works' },
    ...{ title: digest('title'), text: digest('text'), attachments: [], proposer: 'person-villager' },
  },
};

it('is begun after a poll that was completed, and after no decision that was', async () => {
  await harness.register(topic, village, committee, proposed);
  const begin = (kind: 'four-deliberations' | 'simple-consultation' = 'four-deliberations') =>
    harness.acting('chair').proceedings.begin({ commandId: commandId(), topic, kind });
  const complete = (proceeding: string) =>
    harness.register(proceeding, village, committee, {
      type: 'proceeding-ended',
      data: { proceeding, outcome: 'completed' },
    });
  const poll = await ok(begin('simple-consultation'));
  expect(await codesOf(begin())).toEqual(['proceeding.exists']);
  await complete(poll.proceeding);
  const { proceeding } = await ok(begin());
  expect(proceeding).not.toBe(poll.proceeding);
  await complete(proceeding);
  expect(await codesOf(begin())).toEqual(['proceeding.exists']);
});

describe('a vote of it', () => {
  const office = () => harness.acting('clerk');
  const votes = () => ballotsOf(harness);
  const poll = async (): Promise<string> => {
    await harness.register(topic, village, committee, proposed);
    const asked = { commandId: commandId(), topic, kind: 'simple-consultation' } as const;
    const { proceeding } = await ok(harness.acting('chair').proceedings.begin(asked));
    const text = { step: 'discussion', on: '2026-04-10', text: '多数赞成' } as const;
    await ok(office().proceedings.record({ commandId: commandId(), proceeding, ...text }));
    return proceeding;
  };
  const abandon = (proceeding: string) =>
    office().proceedings.abandon({ commandId: commandId(), proceeding, reason: '不办了' });
  const convene = (proceeding: string) =>
    office().ballots.convene({ commandId: commandId(), ...callOf({ proceeding }) });

  it('that has opened is not ended by an officer who sees how it goes, until it is its step', async () => {
    const proceeding = await poll();
    const ballot = await votes().convened({ proceeding });
    await votes().opened(ballot);
    expect((await votes().viewOf(ballot))?.status).toBe('open');
    expect(await codesOf(abandon(proceeding))).toEqual(['proceeding.ballot-under-way']);
    await harness.register(ballot, village, committee, { type: 'ballot-closed', data: { ballot } });
    await harness.catchUp();
    expect(await codesOf(abandon(proceeding))).toEqual(['proceeding.ballot-under-way']);
    const counted = countedBallot({ ballot, proceeding, topic }, 4)[1];
    await harness.register(ballot, village, committee, counted as BallotEvent);
    await harness.catchUp();
    expect(await codesOf(abandon(proceeding))).toEqual(['proceeding.ballot-under-way']);
    await harness.react();
    await ok(abandon(proceeding));
  });

  it('that has not opened is cancelled first, with a reason that its voters read', async () => {
    const proceeding = await poll();
    const actions = async () =>
      (await office().proceedings.get({ ids: [proceeding] })).value.flatMap((one) => one.actions);
    await harness.catchUp();
    expect(await actions()).toEqual(expect.arrayContaining(['call-ballot', 'abandon']));
    const ballot = await votes().convened({ proceeding });
    const offered = await actions();
    for (const action of ['call-ballot', 'abandon']) expect(offered).not.toContain(action);
    expect(await codesOf(abandon(proceeding))).toEqual(['proceeding.ballot-under-way']);
    await ok(office().ballots.cancel({ commandId: commandId(), ballot, reason: '不办了' }));
    await harness.catchUp();
    expect(await actions()).toEqual(expect.arrayContaining(['call-ballot', 'abandon']));
    await ok(abandon(proceeding));
  });

  it('is one, where two officers call it at the same moment', async () => {
    const proceeding = await poll();
    const calls = [office(), harness.acting('chair'), office()].map((officer) =>
      codesOf(officer.ballots.convene({ commandId: commandId(), ...callOf({ proceeding }) })),
    );
    expect((await Promise.all(calls)).toSorted()).toEqual([...[[], ['ballot.exists'], ['ballot.exists']]]);
    // Whatever the read models have by then.
    expect(await codesOf(convene(proceeding))).toEqual(['proceeding.ballot-called']);
    expect(await codesOf(abandon(proceeding))).toEqual(['proceeding.ballot-under-way']);
  });

  it('is one at a time, and called anew once the first is cancelled', async () => {
    const proceeding = await poll();
    const ballot = await votes().convened({ proceeding });
    expect(await codesOf(convene(proceeding))).toEqual(['proceeding.ballot-called']);
    await ok(office().ballots.cancel({ commandId: commandId(), ballot, reason: '改期' }));
    await ok(convene(proceeding));
  });
});
