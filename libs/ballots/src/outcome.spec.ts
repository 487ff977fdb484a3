import type { Choice, Question, VotingRule } from '@cunjian/contracts';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { anyChoice, anyQuestion, candidate, election, oneOf, upToTwo, yesNo } from '../test/questions.ts';
import { atLeast, collective, electors, moreThan, villagers } from '../test/rules.ts';
import { countVotes } from './count.ts';
import { decideOutcome } from './outcome.ts';

interface Answers {
  readonly for?: number;
  readonly against?: number;
  readonly abstain?: number;
  readonly invalid?: number;
}

const times = <Value>(number: number, value: Value): Value[] => Array.from({ length: number }, () => value);

const cast = (answers: Answers): (Choice | undefined)[] => [
  ...(['for', 'against', 'abstain'] as const).flatMap((answer) =>
    times(answers[answer] ?? 0, { kind: 'yes-no' as const, answer }),
  ),
  ...times(answers.invalid ?? 0, undefined),
];

const onRoad = (rule: VotingRule, members: number, answers: Answers) => {
  const count = countVotes(yesNo, cast(answers));
  return decideOutcome({ rule, question: yesNo, members, present: count.cast, ...count });
};

describe('a villagers’ assembly', () => {
  it('has no quorum at exactly half, and one with one more', () => {
    expect(onRoad(villagers, 100, { for: 50 })).toMatchObject({
      quorate: false,
      quorumNeeded: 51,
      outcome: 'no-quorum',
    });
    expect(onRoad(villagers, 100, { for: 51 })).toMatchObject({ quorate: true, outcome: 'adopted' });
  });
  it('passes with more than half of those present, not with half', () => {
    expect(onRoad(villagers, 100, { for: 30, against: 30 })).toMatchObject({ needed: 31, outcome: 'rejected' });
    expect(onRoad(villagers, 100, { for: 31, against: 29 })).toMatchObject({ outcome: 'adopted', chosen: ['for'] });
  });
  it('counts abstentions and invalid ballots among those present', () => {
    expect(onRoad(villagers, 100, { for: 30, against: 10, abstain: 10, invalid: 10 })).toMatchObject({
      base: 60,
      needed: 31,
      outcome: 'rejected',
    });
  });
  it('of nobody decides nothing; of one, the one', () => {
    expect(onRoad(villagers, 0, {})).toMatchObject({ quorate: false, outcome: 'no-quorum', chosen: [] });
    expect(onRoad(villagers, 1, { for: 1 })).toMatchObject({ quorumNeeded: 1, outcome: 'adopted' });
    expect(onRoad(villagers, 1, {})).toMatchObject({ outcome: 'no-quorum' });
  });
});

describe('a collective', () => {
  it('needs exactly two thirds there, and two thirds of all in favour', () => {
    expect(onRoad(collective, 99, { for: 65 })).toMatchObject({ quorumNeeded: 66, outcome: 'no-quorum' });
    expect(onRoad(collective, 99, { for: 65, against: 1 })).toMatchObject({
      quorate: true,
      needed: 66,
      outcome: 'rejected',
    });
    expect(onRoad(collective, 99, { for: 66 })).toMatchObject({ outcome: 'adopted' });
  });
  it('counts those who stay away against it', () => {
    expect(onRoad(collective, 90, { for: 59, against: 1 })).toMatchObject({ base: 90, outcome: 'rejected' });
  });
});

it('asks for a majority alone where the rule has no quorum', () => {
  const { quorum, ...poll } = villagers;
  expect(quorum).toBeDefined();
  expect(
    onRoad({ ...poll, majority: { of: 'cast', share: moreThan(1, 2) } }, 500, { for: 2, against: 1 }),
  ).toMatchObject({
    quorumNeeded: 0,
    quorate: true,
    outcome: 'adopted',
  });
  expect(onRoad({ ...poll, majority: { of: 'cast', share: moreThan(1, 2) } }, 500, {})).toMatchObject({
    outcome: 'rejected',
  });
});

const votes = (question: Question, ...numbers: readonly number[]) =>
  countVotes(question, []).votes.map(({ option }, at) => ({ option, votes: numbers[at] ?? 0 }));

const voted = (rule: VotingRule, question: Question, total: number, ...numbers: readonly number[]) =>
  decideOutcome({
    rule,
    question,
    members: 100,
    present: total,
    cast: total,
    valid: total,
    invalid: 0,
    abstained: 0,
    votes: votes(question, ...numbers),
  });

describe('one of several', () => {
  it('is the one with the majority', () => {
    expect(voted(villagers, oneOf, 60, 31, 20, 9)).toMatchObject({ outcome: 'chosen', chosen: ['a'] });
  });
  it('is none where nothing has it', () => {
    expect(voted(villagers, oneOf, 60, 30, 20, 10)).toMatchObject({ outcome: 'none-chosen', chosen: [] });
  });
  it('is a tie where two have equally many', () => {
    const third = { ...villagers, majority: { of: 'cast' as const, share: atLeast(1, 3) } };
    expect(voted(third, oneOf, 60, 25, 25, 10)).toMatchObject({ outcome: 'tie', chosen: [] });
  });
});

describe('up to two of several', () => {
  it('are the two with the most votes that have the majority', () => {
    expect(voted(villagers, upToTwo, 60, 40, 35, 32, 0)).toMatchObject({ outcome: 'chosen', chosen: ['a', 'b'] });
    expect(voted(villagers, upToTwo, 60, 40, 30, 20, 10)).toMatchObject({ outcome: 'chosen', chosen: ['a'] });
  });
  it('are one and a tie where two contend for the second place', () => {
    expect(voted(villagers, upToTwo, 60, 40, 35, 35, 0)).toMatchObject({ outcome: 'tie', chosen: ['a'] });
  });
});

describe('an election', () => {
  it('keeps a seat for a woman, though men have more votes', () => {
    expect(voted(electors, election, 60, 50, 31, 45, 10)).toMatchObject({ outcome: 'chosen', chosen: ['a', 'b'] });
  });
  it('leaves the woman’s seat vacant where none has the majority', () => {
    expect(voted(electors, election, 60, 50, 30, 45, 10)).toMatchObject({ outcome: 'seats-vacant', chosen: ['a'] });
  });
  it('needs more than half of the votes cast, a third in a run-off', () => {
    const two = { ...election, seatsForWomen: 0, seats: 1 };
    expect(voted(electors, two, 60, 30, 10, 10, 10)).toMatchObject({ needed: 31, outcome: 'seats-vacant' });
    const runOff = { ...two, runOffOf: 'first-round' };
    expect(voted(electors, runOff, 60, 20, 19, 10, 10)).toMatchObject({ needed: 20, outcome: 'chosen', chosen: ['a'] });
    expect(voted(electors, runOff, 60, 19, 18, 10, 10)).toMatchObject({ outcome: 'seats-vacant', chosen: [] });
  });
  it('is void where more papers came back than went out', () => {
    const count = { cast: 61, valid: 61, invalid: 0, abstained: 0, votes: votes(election, 61) };
    const asked = { rule: electors, question: election, members: 100, present: 61, ...count };
    expect(decideOutcome({ ...asked, papers: { issued: 60, returned: 61 } })).toMatchObject({
      outcome: 'void',
      chosen: [],
    });
    expect(decideOutcome({ ...asked, papers: { issued: 61, returned: 61 } }).outcome).not.toBe('void');
  });
  it('can be won by a name written in, and its woman’s seat too', () => {
    const count = { cast: 60, valid: 60, invalid: 0, abstained: 0 };
    const asked = {
      rule: electors,
      question: { ...election, candidates: [candidate('a'), candidate('c')] },
      members: 100,
      present: 60,
      ...count,
      votes: [...votes(oneOf, 50).slice(0, 1), { option: 'write-in-x', votes: 31 }],
    };
    expect(decideOutcome({ ...asked, womenWrittenIn: ['write-in-x'] })).toMatchObject({
      outcome: 'chosen',
      chosen: ['a', 'write-in-x'],
    });
    expect(decideOutcome(asked)).toMatchObject({ outcome: 'seats-vacant', chosen: ['a'] });
  });
});

describe('whatever is asked and cast', () => {
  const anyRule = fc.constantFrom(villagers, collective, electors);
  const ballots = fc.array(anyChoice, { maxLength: 40 });

  it('the order of concurrent ballots decides nothing', () => {
    fc.assert(
      fc.property(
        anyRule,
        anyQuestion,
        ballots.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))),
        fc.nat(20),
        (rule, question, [choices, shuffled], away) => {
          const outcome = (all: typeof choices) => {
            const count = countVotes(question, all);
            return decideOutcome({ rule, question, members: count.cast + away, present: count.cast, ...count });
          };
          expect(outcome(shuffled)).toEqual(outcome(choices));
        },
      ),
    );
  });
  it('whoever is chosen has the votes, the quorum is there, and no more are chosen than there are places', () => {
    fc.assert(
      fc.property(anyRule, anyQuestion, ballots, fc.nat(20), (rule, question, choices, away) => {
        const count = countVotes(question, choices);
        const result = decideOutcome({ rule, question, members: count.cast + away, present: count.cast, ...count });
        const places = {
          'yes-no': 1,
          'one-of': 1,
          'up-to': Reflect.get(question, 'most'),
          election: Reflect.get(question, 'seats'),
        };
        expect(result.chosen.length).toBeLessThanOrEqual(places[question.kind]);
        for (const option of result.chosen)
          expect(count.votes.find((one) => one.option === option)?.votes).toBeGreaterThanOrEqual(result.needed);
        if (result.chosen.length > 0) expect(result.present).toBeGreaterThanOrEqual(result.quorumNeeded);
      }),
    );
  });
});
