import type { Choice, Question } from '@cunjian/contracts';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { anyChoice, anyQuestion, oneOf, yesNo } from '../test/questions.ts';
import { addCounts, countVotes } from './count.ts';

const ballots = fc.array(anyChoice, { maxLength: 60 });

/** As a child would count: go through all ballots anew for each number, with its own idea of what is valid. */
const naive = (question: Question, choices: readonly (Choice | undefined)[]) => {
  const ids =
    question.kind === 'yes-no'
      ? ['for', 'against']
      : (question.kind === 'election' ? question.candidates : question.options).map(({ option }) => option);
  const limit =
    { 'yes-no': 1, 'one-of': 1, 'up-to': 0, election: 0 }[question.kind] ||
    Reflect.get(question, 'most') ||
    Reflect.get(question, 'seats');
  const answers = choices.map((choice): string[] | 'invalid' => {
    if (choice?.kind !== question.kind) return 'invalid';
    if (choice.kind === 'yes-no') return choice.answer === 'abstain' ? [] : [choice.answer];
    const { options } = choice;
    const sorted = [...new Set(options)].sort();
    const wrong =
      sorted.join() !== options.join() || options.some((one) => !ids.includes(one)) || options.length > limit;
    return wrong ? 'invalid' : [...options];
  });
  return {
    cast: choices.length,
    valid: answers.filter((answer) => answer !== 'invalid').length,
    invalid: answers.filter((answer) => answer === 'invalid').length,
    abstained: answers.filter((answer) => answer !== 'invalid' && answer.length === 0).length,
    votes: ids.map((option) => ({
      option,
      votes: answers.filter((answer) => answer !== 'invalid' && answer.includes(option)).length,
    })),
  };
};

describe('a count', () => {
  it('equals a naive recount, whatever the kind and whatever was cast', () => {
    fc.assert(
      fc.property(anyQuestion, ballots, (question, choices) => {
        expect(countVotes(question, choices)).toEqual(naive(question, choices));
      }),
      { numRuns: 500 },
    );
  });
  it('does not depend on the order of the ballots', () => {
    fc.assert(
      fc.property(
        anyQuestion,
        ballots.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))),
        (question, [choices, shuffled]) => {
          expect(countVotes(question, shuffled)).toEqual(countVotes(question, choices));
        },
      ),
    );
  });
  it('of two boxes is the sum of theirs', () => {
    fc.assert(
      fc.property(anyQuestion, ballots, ballots, (question, one, other) => {
        expect(addCounts(question, [countVotes(question, one), countVotes(question, other)])).toEqual(
          countVotes(question, [...one, ...other]),
        );
      }),
    );
  });
  it('of no ballots has every option, with no votes', () => {
    expect(countVotes(oneOf, [])).toEqual({
      cast: 0,
      valid: 0,
      invalid: 0,
      abstained: 0,
      votes: ['a', 'b', 'c'].map((option) => ({ option, votes: 0 })),
    });
  });
  it('lists write-ins after the options, in one order', () => {
    const none = countVotes(yesNo, []);
    const written = (option: string) => ({ ...none, votes: [{ option, votes: 1 }] });
    const expected = ['for', 'against', 'write-in-a', 'write-in-b'];
    for (const counts of [
      [written('write-in-b'), written('write-in-a')],
      [written('write-in-a'), written('write-in-b')],
    ])
      expect(addCounts(yesNo, counts).votes.map(({ option }) => option)).toEqual(expected);
  });
});
