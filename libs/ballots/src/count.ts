import type { Choice, Question } from '@cunjian/contracts';
import { checkChoice, optionsOf, votedFor } from './choice.ts';

export interface OptionVotes {
  readonly option: string;
  readonly votes: number;
}

/** `cast` = `valid` + `invalid`; who abstains casts a valid ballot, so `abstained` is a part of `valid`. */
export interface Count {
  readonly cast: number;
  readonly valid: number;
  readonly invalid: number;
  readonly abstained: number;
  /** In the order of the question; write-ins 另选他人 after it, by their ids. */
  readonly votes: readonly OptionVotes[];
}

/**
 * Counts ballots one by one. A ballot whose choice can't be read is `undefined`: it was cast, and is invalid. The order
 * of the ballots never matters.
 */
export const countVotes = (question: Question, choices: Iterable<Choice | undefined>): Count => {
  const votes = new Map(optionsOf(question).map((option) => [option, 0]));
  let [valid, invalid, abstained] = [0, 0, 0];
  for (const choice of choices) {
    if (choice === undefined || checkChoice(question, choice) !== undefined) {
      invalid++;
      continue;
    }
    valid++;
    const options = votedFor(choice);
    if (options.length === 0) abstained++;
    for (const option of options) votes.set(option, (votes.get(option) ?? 0) + 1);
  }
  return { cast: valid + invalid, valid, invalid, abstained, votes: listed(votes) };
};

const listed = (votes: ReadonlyMap<string, number>): OptionVotes[] =>
  [...votes].map(([option, votes]) => ({ option, votes }));

const byOption = ([a]: [string, number], [b]: [string, number]): number => (a < b ? -1 : 1);

/** The counts of several channels together. */
export const addCounts = (question: Question, counts: readonly Count[]): Count => {
  const asked = new Map(optionsOf(question).map((option) => [option, 0]));
  const writtenIn = new Map<string, number>();
  for (const { votes } of counts)
    for (const { option, votes: number } of votes) {
      const to = asked.has(option) ? asked : writtenIn;
      to.set(option, (to.get(option) ?? 0) + number);
    }
  const sum = (of: (count: Count) => number): number => counts.reduce((total, count) => total + of(count), 0);
  return {
    cast: sum(({ cast }) => cast),
    valid: sum(({ valid }) => valid),
    invalid: sum(({ invalid }) => invalid),
    abstained: sum(({ abstained }) => abstained),
    votes: [...listed(asked), ...listed(new Map([...writtenIn].sort(byOption)))],
  };
};
