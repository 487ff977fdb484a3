import type { Choice, Question } from '@cunjian/contracts';
import { refuse, unreachable, type Refused } from '@cunjian/kernel';

/** What is counted apart, in the order of the question. */
export const optionsOf = (question: Question): readonly string[] => {
  switch (question.kind) {
    case 'yes-no':
      return ['for', 'against'];
    case 'one-of':
    case 'up-to':
      return question.options.map(({ option }) => option);
    case 'election':
      return question.candidates.map(({ option }) => option);
    default:
      return unreachable(question);
  }
};

/** How many options one ballot may name. */
export const mostChosen = (question: Question): number => {
  switch (question.kind) {
    case 'yes-no':
    case 'one-of':
      return 1;
    case 'up-to':
      return question.most;
    case 'election':
      return question.seats;
    default:
      return unreachable(question);
  }
};

/**
 * Whether a choice is a valid answer to its question; none chosen is an abstention. Refuses `choice.other-kind`,
 * `choice.unknown-option`, `choice.not-in-order` (also of an option named twice), `choice.too-many`.
 */
export const checkChoice = (question: Question, choice: Choice): Refused | undefined => {
  if (choice.kind !== question.kind)
    return refuse('choice.other-kind', { chosen: choice.kind, asked: question.kind }, 'choice.kind');
  if (choice.kind === 'yes-no') return undefined;
  const known = optionsOf(question);
  const { options } = choice;
  for (const [at, option] of options.entries()) {
    if (!known.includes(option)) return refuse('choice.unknown-option', { value: option }, `choice.options[${at}]`);
    const before = options[at - 1];
    if (before !== undefined && before >= option)
      return refuse('choice.not-in-order', { value: option }, `choice.options[${at}]`);
  }
  const limit = mostChosen(question);
  if (options.length > limit) return refuse('choice.too-many', { value: options.length, limit }, 'choice.options');
  return undefined;
};

/** The options that a valid choice gives a vote each; none where it abstains. */
export const votedFor = (choice: Choice): readonly string[] => {
  if (choice.kind !== 'yes-no') return choice.options;
  return choice.answer === 'abstain' ? [] : [choice.answer];
};
