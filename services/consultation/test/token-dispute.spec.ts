import { calendarDays, countDays } from '@cunjian/statutes';
import { todayOf } from '@cunjian/service-kit/acting';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { committee, ok, openConsultation, personId, settle, village, type Harness } from './harness.ts';
import { entriesOf, eventsOf, registerRoll, termsOfVote, tokenRequested } from './secret-vote.ts';

const { ballot } = termsOfVote;
const person = personId('villager');

let harness: Harness;
beforeEach(async () => {
  harness = await openConsultation();
  await settle(harness);
});
afterEach(() => harness.close());

/** When it has to be decided that she did not take the token in her name, under a rule with these days. */
const dueUnder = async (days: Partial<typeof termsOfVote.rule>) => {
  await registerRoll(harness.register, entriesOf([person]));
  const terms = { ...termsOfVote, rule: { ...termsOfVote.rule, ...days } };
  await harness.register(ballot, village, committee, { type: 'ballot-called', data: terms });
  await harness.register(`entitlement-${ballot}-${person}`, village, committee, tokenRequested(person));
  await harness.catchUp();
  const commandId = harness.random.uuid();
  await ok(harness.as('villager').secretBallots.disputeToken({ commandId, ballot, text: '不是我领的' }));
  const [disputed] = await eventsOf(harness, `token-notice-${ballot}-${person}`);
  return disputed?.type === 'token-disputed' ? disputed.data.due : undefined;
};
const stateIn = async () => {
  await harness.catchUp();
  const { value } = await harness.acting('supervision').secretBallots.tokenDisputes({ division: village });
  return value.map(({ notice, dispute }) => ({ notice, overdue: dispute?.overdue }));
};
const today = () => todayOf(harness.consultation);

describe('a token that its voter did not take is decided on', () => {
  it('within the days of the rule of the ballot', async () => {
    const due = await dueUnder({ decideWithin: calendarDays(9) });
    expect(due).toEqual({ ...countDays(calendarDays(9), today()), rules: [] });
  });

  it('or is overdue, for everybody to see, until it is', async () => {
    const due = await dueUnder({ decideWithin: calendarDays(9) });
    await harness.react();
    expect(await stateIn()).toEqual([{ notice: 'disputed', overdue: undefined }]);
    await harness.clock.advance(Date.parse(due?.endsAt ?? '') - harness.clock.now());
    await harness.react();
    const stream = `token-notice-${ballot}-${person}`;
    expect((await eventsOf(harness, stream)).map(({ type }) => type)).toEqual([
      ...['token-disputed', 'token-dispute-overdue'],
    ]);
    expect(await stateIn()).toEqual([{ notice: 'disputed', overdue: true }]);
    const decision = { ballot, person, upheld: false, reasons: '是本人' };
    await ok(
      harness.acting('supervision').secretBallots.decideTokenDispute({ commandId: harness.random.uuid(), ...decision }),
    );
    expect(await stateIn()).toEqual([]);
  });

  it('within those of the county, marked as such, where the rule gives none', async () => {
    const due = await dueUnder({});
    expect(due).toMatchObject({
      ...countDays(calendarDays(3), today()),
      rules: [{ rule: 'default.token.dispute', status: 'county-default' }],
    });
  });
});
