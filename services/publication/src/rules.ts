import type { DueDate, Procedure, RuleTerm, RuleUse } from '@cunjian/contracts';
import { countDays, type RuleBook, type RuleQuestion, type Topic, usesOf } from '@cunjian/statutes';
import { periodKind, type CalendarKind } from './disclosure/period.ts';

/** The whole procedure of a disclosure by the rules in force for its body on that date. */
export const procedureInForce = (book: RuleBook, { body, bodyKind, division, date }: RuleQuestion): Procedure => {
  const ask = <T extends Topic>(topic: T) => book.ruleInForce({ topic, division, bodyKind, bodyId: body, date });
  const procedure = ask('disclosure.procedure');
  const opinion = ask('disclosure.opinion');
  const posting = ask('disclosure.posting');
  const objection = ask('disclosure.objection');
  const escalation = ask('disclosure.escalation');
  const { reviewer, within } = opinion.parameters;
  return {
    steps: [...procedure.parameters.steps],
    rules: usesOf(procedure),
    opinion: { reviewer, within, rules: usesOf(opinion) },
    posting: { ...posting.parameters, rules: usesOf(posting) },
    objection: { ...objection.parameters, rules: usesOf(objection) },
    escalation: {
      ...escalation.parameters,
      levels: [...escalation.parameters.levels],
      rules: usesOf(escalation),
    },
  };
};

/** How often finance is disclosed, and until when after the end of a period. */
export interface Duty {
  readonly period: 'year' | 'half-year' | 'quarter' | 'month';
  /** Where transactions are many. */
  readonly periodWhereBusy: Duty['period'];
  readonly publishWithin: RuleTerm;
  /** Of a matter, from its last day. */
  readonly majorMattersWithin: RuleTerm;
  readonly rules: readonly RuleUse[];
}

export const dutyInForce = (book: RuleBook, { body, bodyKind, division, date }: RuleQuestion): Duty => {
  const rule = book.ruleInForce({ topic: 'disclosure.finance.period', division, bodyKind, bodyId: body, date });
  const { period, periodWhereBusy, publishWithin, majorMattersWithin } = rule.parameters;
  return { period, periodWhereBusy, publishWithin, majorMattersWithin, rules: usesOf(rule) };
};

/** Half-years have no key of their own: their quarters are asked for. */
export const calendarKind = (period: Duty['period']): CalendarKind => (period === 'half-year' ? 'quarter' : period);

/** When a period, or a matter, whose last day is `to` must be out. */
export const publishDue = (
  { publishWithin, majorMattersWithin, rules }: Duty,
  { period, to }: { readonly period: string; readonly to: string },
): DueDate => ({
  ...countDays(periodKind(period) === 'matter' ? majorMattersWithin : publishWithin, to),
  rules: [...rules],
});
