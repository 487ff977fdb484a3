import type { RuleUse } from '@cunjian/contracts';
import type { RuleBook } from '../rule-book.ts';
import { ask, usesOf, type RuleQuestion } from '../uses.ts';

/** How many delegates a collective's delegates' assembly 成员代表大会 has at least; undefined where no rule says it. */
export const delegatesInForce = (
  book: RuleBook,
  question: RuleQuestion,
): { readonly least: number; readonly rules: RuleUse[] } | undefined => {
  const rule = ask(book, 'assembly.collective-delegates', question);
  const { delegates: least } = rule.parameters;
  return least === undefined ? undefined : { least, rules: usesOf(rule) };
};
