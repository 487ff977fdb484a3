import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { codesOf, committee, ok, openConsultation, settle, type Harness } from './harness.ts';
import { recounted } from './recounted.ts';

let harness: Harness;
beforeEach(async () => {
  harness = await openConsultation();
  await settle(harness);
});
afterEach(() => harness.close());

const dayMs = 86_400_000;
const commandId = randomUUID;

const call = {
  body: committee,
  assembly: 'villagers' as const,
  matter: 'public-works' as const,
  title: '修上村路',
  text: '是否同意修路',
  question: { kind: 'yes-no' as const },
  secrecy: 'open' as const,
  channels: ['online' as const],
  times: { opensAt: '2026-05-01T01:00:00Z', closesAt: '2026-05-03T10:00:00Z' },
};

const advanceTo = async (instant: string): Promise<void> => {
  await harness.clock.advance(Date.parse(instant) - harness.clock.now());
  await harness.react();
};

const opened = async (): Promise<string> => {
  const { ballot } = await ok(harness.acting('clerk').ballots.convene({ commandId: commandId(), ...call }));
  await ok(harness.acting('clerk').rolls.draw({ commandId: commandId(), ballot }));
  await harness.react();
  await advanceTo('2026-04-30T00:00:00Z');
  const { value } = await harness.acting('clerk').ballots.get({ ids: [ballot] });
  if (value[0]?.roll?.status === 'drawn')
    await ok(harness.acting('clerk').rolls.freeze({ commandId: commandId(), ballot }));
  await advanceTo('2026-05-01T01:00:00Z');
  return ballot;
};
const vote = (answer: 'for' | 'against' | 'abstain') => ({ kind: 'yes-no', answer }) as const;

describe('an open ballot of the villagers', () => {
  it('is called, its roll drawn and frozen, opened and closed by the clock, cast, changed and counted', async () => {
    const ballot = await opened();
    const cast = (account: 'villager' | 'secondVillager', answer: 'for' | 'against') =>
      harness.as(account).ballots.cast({ commandId: commandId(), ballot, choice: vote(answer) });
    await ok(cast('villager', 'for'));
    await ok(cast('secondVillager', 'for'));
    await ok(cast('secondVillager', 'against'));
    await harness.catchUp();
    const mine = await harness.as('secondVillager').ballots.mine({ first: 5 });
    expect(mine.value.items[0]?.item).toMatchObject({ ballot, form: 'online', choice: vote('against'), counts: true });
    await advanceTo('2026-05-03T10:00:00Z');
    expect(await codesOf(cast('villager', 'against'))).toEqual(['ballot.closed']);
    const { value } = await harness.as('villager').ballots.get({ ids: [ballot] });
    expect(value[0]).toMatchObject({
      status: 'counted',
      title: '修上村路',
      opened: { roll: { count: 30 } },
      counted: {
        arithmetic: { members: 30, present: 2, cast: 2, quorate: false, outcome: 'no-quorum' },
      },
    });
    expect(value[0]?.counted?.arithmetic.votes).toEqual([
      { option: 'for', votes: 1 },
      { option: 'against', votes: 1 },
    ]);
    expect(await recounted(harness, ballot)).toMatchObject({ findings: [], stored: expect.anything() });
  });

  it('is opened in the log at its closing: until then a cast is for its voter', async () => {
    const ballot = await opened();
    const outcome = await harness.as('villager').ballots.cast({ commandId: commandId(), ballot, choice: vote('for') });
    const { store, catalogue } = harness.consultation.runtime;
    const stored = outcome.ok ? await store.readEvent(BigInt(outcome.position)) : undefined;
    const event = stored && catalogue.decode(stored);
    expect(event).toMatchObject({ name: 'ballot-cast', audience: 'residents', openfrom: '2026-05-03T10:00:00.000Z' });
    const others = (await store.readStream(ballot)).map((one) => catalogue.decode(one).openfrom);
    expect(others.filter((openfrom) => openfrom !== undefined)).toEqual([]);
  });

  it('takes another choice under the id of an earlier command for another vote, and the same for the same', async () => {
    const ballot = await opened();
    const used = commandId();
    const cast = (answer: 'for' | 'against') =>
      harness.as('villager').ballots.cast({ commandId: used, ballot, choice: vote(answer) });
    await ok(cast('for'));
    expect(await cast('against')).toMatchObject({ ok: true, repeated: false });
    await ok(harness.as('villager').ballots.cast({ commandId: commandId(), ballot, choice: vote('abstain') }));
    // A retry that was long on its way changes nothing.
    expect(await cast('for')).toMatchObject({ ok: true, repeated: true });
    await harness.catchUp();
    const mine = await harness.as('villager').ballots.mine({ first: 5 });
    expect(mine.value.items[0]?.item).toMatchObject({ choice: vote('abstain') });
  });

  it('is for those on its roll alone', async () => {
    const ballot = await opened();
    const cast = { commandId: commandId(), ballot, choice: vote('for') };
    expect(await codesOf(harness.as('youth').ballots.cast(cast))).toEqual(['ballot.not-on-roll']);
    expect(await codesOf(harness.as('outsider').ballots.cast(cast))).toEqual(['access.denied']);
    expect((await harness.as('villager').ballots.open({})).value).toMatchObject([{ ballot, actions: ['cast'] }]);
    expect((await harness.as('youth').ballots.open({})).value).toEqual([]);
    expect((await harness.as('outsider').ballots.get({ ids: [ballot] })).value).toEqual([]);
  });

  it('does not open without a frozen roll', async () => {
    const { ballot } = await ok(harness.acting('clerk').ballots.convene({ commandId: commandId(), ...call }));
    await harness.react();
    await harness.clock.advance(40 * dayMs);
    await harness.react();
    const { value } = await harness.as('villager').ballots.get({ ids: [ballot] });
    expect(value[0]).toMatchObject({ status: 'cancelled', cancelled: { code: 'roll.not-frozen' } });
  });
});
