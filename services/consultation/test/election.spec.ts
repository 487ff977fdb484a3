import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ballotsOf, callOf, commandId, type CallBallot } from './ballots.ts';
import {
  codesOf,
  neighbourCommittee,
  ok,
  openConsultation,
  personId,
  png,
  settle,
  upload,
  type Harness,
  type PersonName,
} from './harness.ts';
import { recounted } from './recounted.ts';

let harness: Harness;
beforeEach(async () => {
  harness = await openConsultation();
  await settle(harness);
  harness.registry.fill(
    'electors',
    10,
    ['villager', 'secondVillager', 'thirdVillager', 'partyMember'].map((name) => personId(name as PersonName)),
  );
});
afterEach(() => harness.close());

const candidates = [
  { person: personId('chair'), name: '张三', woman: false },
  { person: personId('committeeMember'), name: '李四', woman: false },
  { person: personId('secretary'), name: '王芳', woman: true },
];
const question = { kind: 'election' as const, candidates, seats: 2, seatsForWomen: 1, writeIns: true };
const call: Partial<CallBallot> = {
  ...{ assembly: 'electors', matter: 'election', secrecy: 'secret', channels: ['paper'], question },
};
const entryOf = (first: number, second: number, third: number, written = 0) => ({
  ...{ issued: 8, returned: 8, valid: 8, invalid: 0, abstained: 0 },
  votes: [
    { option: 'o01', votes: first },
    { option: 'o02', votes: second },
    { option: 'o03', votes: third },
  ],
  writeIns: written === 0 ? [] : [{ name: '赵敏', woman: true, votes: written }],
});
const enter = async (account: PersonName, ballot: string, entry: ReturnType<typeof entryOf>) =>
  harness.acting(account).ballots.enterProtocol({
    ...{ commandId: commandId(), ballot, channel: 'paper', entry },
    scans: [{ file: await upload(harness, png(8)), name: '计票记录.png' }],
  });

/** Called, its roll settled, and eight of ten electors given a paper; closed. */
const voted = async (more: object = {}): Promise<string> => {
  const { convened, opened, advanceTo } = ballotsOf(harness);
  const ballot = await convened({ ...call, ...more });
  await opened(ballot);
  const electors = await harness.as('villager').rolls.entries({ pages: [{ ballot, first: 10 }] });
  for (const { item } of (electors.value[0]?.items ?? []).slice(0, 8))
    await ok(harness.acting('clerk').ballots.issuePaper({ commandId: commandId(), ballot, person: item.person }));
  await advanceTo('2026-05-03T10:00:00.000Z');
  return ballot;
};

const callRunOff = (ballot: string, changed: object, more: Partial<CallBallot> = {}, by: PersonName = 'clerk') =>
  harness.acting(by).ballots.convene({
    commandId: commandId(),
    ...callOf({
      ...call,
      times: { opensAt: '2026-06-10T01:00:00.000Z', closesAt: '2026-06-12T10:00:00.000Z' },
      question: { ...question, seatsForWomen: 0, runOffOf: ballot, ...changed },
      ...more,
    }),
  });

describe("an election of the villagers' committee", () => {
  it('is by law on paper and secret: the rule refuses every other way', async () => {
    const online = { commandId: commandId(), ...callOf({ ...call, channels: ['online'] }) };
    expect(await codesOf(harness.acting('clerk').ballots.convene(online))).toEqual([
      'ballot.channel-not-allowed',
      'ballot.token-window',
      'question.write-ins-on-paper',
    ]);
    const named = { commandId: commandId(), ...callOf({ ...call, secrecy: 'open' }) };
    expect(await codesOf(harness.acting('clerk').ballots.convene(named))).toEqual(['ballot.secrecy-not-allowed']);
    const few = { ...question, candidates: candidates.slice(0, 2) };
    const asked = { commandId: commandId(), ...callOf({ ...call, question: few }) };
    expect(await codesOf(harness.acting('clerk').ballots.convene(asked))).toEqual(['question.too-few-candidates']);
  });

  it('is between people of the register, each once: a name alone is nobody who could be recused', async () => {
    const standing = (...more: readonly unknown[]) => ({
      ...{ commandId: commandId(), ...callOf({ ...call, question: { ...question, candidates: more as never } }) },
    });
    const [first, second] = candidates;
    const named = { name: '张三', woman: false };
    const stranger = { person: personId('outsider'), name: '外村人', woman: false };
    const asked = standing(first, named, stranger, second, second);
    const called = await harness.acting('clerk').ballots.convene(asked);
    expect(called.ok ? [] : called.refusals.map(({ code, field }) => [code, field])).toEqual([
      ['question.candidate-unknown', 'question.candidates[1]'],
      ['question.candidate-unknown', 'question.candidates[2]'],
      ['question.candidate-twice', 'question.candidates[4]'],
    ]);
  });

  it('is called by villagers alone of its electors, not by another assembly', async () => {
    const other = { commandId: commandId(), ...callOf({ ...call, assembly: 'villagers' }) };
    expect(await codesOf(harness.acting('clerk').ballots.convene(other))).toEqual(['voting.reserved-matter']);
  });

  it('is counted by others than candidates and their near relatives, and keeps the seat of a woman', async () => {
    const ballot = await voted();
    expect(await codesOf(enter('chair', ballot, entryOf(7, 6, 3)))).toEqual(['protocol.recused']);
    harness.registry.relate(personId('supervision'), personId('committeeMember'));
    expect(await codesOf(enter('supervision', ballot, entryOf(7, 6, 3)))).toEqual(['protocol.recused']);
    await ok(enter('clerk', ballot, entryOf(6, 5, 5)));
    await ok(enter('supervisionMember', ballot, entryOf(6, 5, 5)));
    await harness.react();
    const { viewOf } = ballotsOf(harness);
    expect((await viewOf(ballot))?.counted?.arithmetic).toMatchObject({
      ...{ members: 10, present: 8, quorate: true, base: 8, needed: 5, outcome: 'chosen', chosen: ['o01', 'o03'] },
    });
    expect(await recounted(harness, ballot)).toMatchObject({ findings: [], stored: expect.anything() });
  });

  it('is not counted by the household of a candidate, unless it is recorded that they are not near', async () => {
    const homes = { chair: 'h1', supervision: 'h1', committeeMember: 'h2', supervisionMember: 'h2', clerk: 'h3' };
    const known = Object.entries(homes).map(([name, household]) => ({
      person: personId(name as PersonName),
      household,
    }));
    const others = Array.from({ length: 5 }, (_, at) => ({ person: `person-other-${at}`, household: `h1${at}` }));
    harness.registry.set('electors', [...known, ...others]);
    const ballot = await voted();
    expect(await codesOf(enter('supervision', ballot, entryOf(6, 5, 5)))).toEqual(['protocol.recused']);
    expect(await codesOf(enter('supervisionMember', ballot, entryOf(6, 5, 5)))).toEqual(['protocol.recused']);
    harness.registry.relate(personId('supervisionMember'), personId('committeeMember'), false);
    await ok(enter('supervisionMember', ballot, entryOf(6, 5, 5)));
    await ok(enter('clerk', ballot, entryOf(6, 5, 5)));
  });

  it('counts who was written in, told by her name in both entries', async () => {
    const ballot = await voted();
    await ok(enter('clerk', ballot, entryOf(5, 1, 1, 6)));
    await ok(enter('supervisionMember', ballot, entryOf(5, 1, 1, 6)));
    await harness.react();
    const view = await ballotsOf(harness).viewOf(ballot);
    const [written] = view?.writeIns ?? [];
    expect(written).toMatchObject({ name: '赵敏', woman: true });
    expect(view?.counted?.arithmetic).toMatchObject({ outcome: 'chosen', chosen: [written?.option, 'o01'] });
    expect(await recounted(harness, ballot)).toMatchObject({ findings: [], stored: expect.anything() });
  });

  it('leaves seats vacant for a run-off among those who were not elected, and its floor is lower', async () => {
    const ballot = await voted();
    await ok(enter('clerk', ballot, entryOf(6, 4, 3)));
    await ok(enter('supervisionMember', ballot, entryOf(6, 4, 3)));
    await harness.react();
    const { viewOf } = ballotsOf(harness);
    expect((await viewOf(ballot))?.counted?.arithmetic).toMatchObject({ outcome: 'seats-vacant', chosen: ['o01'] });
    const runOff = (changed: object) => callRunOff(ballot, changed);
    expect(await codesOf(runOff({ candidates: candidates.slice(1), seats: 2 }))).toContain('question.other-seats');
    expect(await codesOf(runOff({ candidates: candidates.slice(0, 2), seats: 1 }))).toEqual([
      'question.other-candidates',
    ]);
    const rest = { candidates: candidates.slice(1), seats: 1 };
    const { ballot: first } = await ok(runOff(rest));
    expect(await codesOf(runOff(rest))).toEqual(['question.run-off-called']);
    await ok(harness.acting('clerk').ballots.cancel({ commandId: commandId(), ballot: first, reason: '改期' }));
    const { ballot: second } = await ok(runOff(rest));
    expect(second).not.toBe(first);
  });

  it('has a run-off with whom was written in, and with no stranger', async () => {
    const ballot = await voted();
    for (const account of ['clerk', 'supervisionMember'] as const)
      await ok(enter(account, ballot, entryOf(6, 4, 2, 3)));
    await harness.react();
    const named = (name: string) => ({ candidates: [candidates[1], { name, woman: true }], seats: 1 });
    expect(await codesOf(callRunOff(ballot, named('钱多')))).toEqual(['question.other-candidates']);
    const elected = { candidates: [candidates[1], candidates[0]], seats: 1 };
    expect(await codesOf(callRunOff(ballot, elected))).toEqual(['question.other-candidates']);
    await ok(callRunOff(ballot, named('赵敏')));
  });

  it('has no run-off where it was void: all is voted on anew', async () => {
    const ballot = await voted();
    const more = { ...entryOf(6, 4, 3), returned: 9, valid: 9 };
    for (const account of ['clerk', 'supervisionMember'] as const) await ok(enter(account, ballot, more));
    await harness.react();
    expect((await ballotsOf(harness).viewOf(ballot))?.counted?.arithmetic).toMatchObject({ outcome: 'void' });
    expect(await codesOf(callRunOff(ballot, { candidates, seats: 2 }))).toEqual(['question.no-run-off']);
  });

  it('has no run-off by other voters', async () => {
    const ballot = await voted();
    for (const account of ['clerk', 'supervisionMember'] as const) await ok(enter(account, ballot, entryOf(6, 4, 3)));
    await harness.react();
    const rest = { candidates: candidates.slice(1), seats: 1 };
    for (const other of [{ assembly: 'group', group: '1' }, { assembly: 'villagers' }] as const)
      expect(await codesOf(callRunOff(ballot, rest, other))).toEqual(['question.no-run-off']);
    const elsewhere = callRunOff(ballot, rest, { body: neighbourCommittee }, 'neighbourClerk');
    expect(await codesOf(elsewhere)).toEqual(['question.no-run-off']);
  });
});
