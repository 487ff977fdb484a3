import type { RuleTerm, RuleUse, VotingRule } from '@cunjian/contracts';
import type { RuleBook } from '../rule-book.ts';
import { ask, usesOf, type RuleQuestion } from '../uses.ts';

/** Until when a suggestion 建议 is answered. */
export const suggestionRuleInForce = (
  book: RuleBook,
  question: RuleQuestion,
): { readonly answerWithin: RuleTerm; readonly rules: RuleUse[] } => {
  const rule = ask(book, 'suggestion.answer', question);
  return { answerWithin: rule.parameters.answerWithin, rules: usesOf(rule) };
};

/** Until when the supervision committee decides on a folded comment. */
export const appealRuleInForce = (
  book: RuleBook,
  question: RuleQuestion,
): { readonly decideWithin: RuleTerm; readonly rules: RuleUse[] } => {
  const rule = ask(book, 'comment.appeal', question);
  return { decideWithin: rule.parameters.decideWithin, rules: usesOf(rule) };
};

/** Until when the supervision committee decides whether a token was taken by somebody else. */
export const tokenDisputeRuleInForce = (
  book: RuleBook,
  question: RuleQuestion,
): { readonly decideWithin: RuleTerm; readonly rules: RuleUse[] } => {
  const rule = ask(book, 'token.dispute', question);
  return { decideWithin: rule.parameters.decideWithin, rules: usesOf(rule) };
};

/** Who may propose and support topics 议题: those registered there, those who live there. */
export const participationInForce = (
  book: RuleBook,
  question: RuleQuestion,
): { readonly by: readonly ('registration' | 'residence')[]; readonly rules: RuleUse[] } => {
  const rule = ask(book, 'consultation.topic', question);
  return { by: rule.parameters.by, rules: usesOf(rule) };
};

export interface PollQuestion extends RuleQuestion {
  /** Who is asked. */
  readonly assembly: VotingRule['assembly'];
}

/** A poll that binds nobody: no quorum, no notice, and whoever answers counts. */
export const pollRuleInForce = (book: RuleBook, question: PollQuestion): VotingRule => {
  const rule = ask(book, 'consultation.poll', question);
  const { passesWithOfCast, channels, secrecy, smallestCount } = rule.parameters;
  return {
    assembly: question.assembly,
    rules: usesOf(rule),
    majority: { of: 'cast', share: passesWithOfCast },
    channels: [...channels],
    secrecy: [...secrecy],
    smallestCount,
    voidWhereMoreReturnedThanIssued: true,
  };
};
