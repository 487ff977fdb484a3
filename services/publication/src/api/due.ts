import type { DueDate } from '@cunjian/contracts';
import { isRefused } from '@cunjian/kernel';
import type { RuleQuestion } from '@cunjian/statutes';
import { parsePeriod } from '../disclosure/period.ts';
import type { Publication } from '../publication-context.ts';
import { dutyInForce, publishDue } from '../rules.ts';

interface Disclosing extends Omit<RuleQuestion, 'date'> {
  readonly period: string;
  readonly to: string;
}

/** By when the body must have published for a period or a matter, by the rule in force on that date. */
export const dueOf = (
  { ruleBook }: Pick<Publication, 'ruleBook'>,
  { body, bodyKind, division, period, to }: Disclosing,
  date: string,
): DueDate => publishDue(dutyInForce(ruleBook, { body, bodyKind, division, date }), { period, to });

/** Undefined for a matter, whose key does not tell it. */
export const lastDayOf = (period: string): string | undefined => {
  const parsed = parsePeriod(period);
  return isRefused(parsed) ? undefined : parsed.to;
};
