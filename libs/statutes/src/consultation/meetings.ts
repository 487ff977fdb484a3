import type { RuleUse } from '@cunjian/contracts';
import type { PeriodLength } from '../period.ts';
import type { Share } from '../quantities.ts';
import type { RuleBook } from '../rule-book.ts';
import { ask, usesGiving, type RuleQuestion } from '../uses.ts';

/** How often the villagers' representatives 村民代表会议 meet, and how many of them a meeting takes. */
export interface MeetingRule {
  /** Once in each, of the calendar. */
  readonly within: PeriodLength;
  readonly quorum?: Share | undefined;
  readonly rules: readonly RuleUse[];
}

/** Undefined where no rule says it. */
export const meetingsInForce = (book: RuleBook, question: RuleQuestion): MeetingRule | undefined => {
  const rule = ask(book, 'assembly.representatives', question);
  const { meets: within, quorum } = rule.parameters;
  return within === undefined ? undefined : { within, quorum, rules: usesGiving(rule, 'meets') };
};
