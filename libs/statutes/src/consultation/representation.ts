import type { Representation } from '@cunjian/contracts';
import type { RuleBook } from '../rule-book.ts';
import { ask, usesGiving, type RuleQuestion } from '../uses.ts';

/**
 * How many villagers' representatives 村民代表 so many households have: one for 5 to 15 of them (Organic Law art. 25),
 * and one where there are too few for that. Undefined where no rule says it.
 */
export const representationInForce = (
  book: RuleBook,
  question: RuleQuestion,
  households: number,
): Representation | undefined => {
  const rule = ask(book, 'assembly.representatives', question);
  const { householdsPerRepresentativeFrom: from, householdsPerRepresentativeTo: to } = rule.parameters;
  if (from === undefined || to === undefined) return undefined;
  const least = Math.ceil(households / to);
  return {
    households,
    least,
    most: Math.max(least, Math.floor(households / from)),
    rules: usesGiving(rule, 'householdsPerRepresentativeFrom', 'householdsPerRepresentativeTo'),
  };
};
