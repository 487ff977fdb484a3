import type { Caller } from '@cunjian/access';
import type { BodyKind, DemandRule, DueDate, Matter, Representation, RuleUse } from '@cunjian/contracts';
import { isRefused, refuse, type Refused } from '@cunjian/kernel';
import { todayOf } from '@cunjian/service-kit/acting';
import {
  appealRuleInForce,
  countDays,
  delegatesInForce,
  demandInForce,
  participationInForce,
  representationInForce,
  type RuleQuestion,
  suggestionRuleInForce,
  tokenDisputeRuleInForce,
  votingRuleInForce,
} from '@cunjian/statutes';
import type { Consultation } from './consultation-context.ts';

interface OfBody {
  readonly division: string;
  readonly body: string;
  readonly bodyKind: BodyKind;
}

const asked = (consultation: Consultation, { division, body, bodyKind }: OfBody): RuleQuestion => ({
  ...{ division, body, bodyKind, date: todayOf(consultation) },
});

const citationOf = (rules: readonly RuleUse[]): string => rules.map(({ citation }) => citation).join('; ');

/** The assemblies that supporters can have called, where the proposer says which. */
export const demandable = ['villagers', 'representatives', 'collective-members'] as const;

interface Demanding extends OfBody {
  readonly matter: Matter;
  /** Left out, the one of everybody. */
  readonly assembly?: (typeof demandable)[number] | undefined;
}

/**
 * Who can oblige the body to call the assembly; undefined where no rule lets anybody. Refuses an assembly that may not
 * decide the matter, as `votingRuleInForce` does.
 */
export const demandToday = (
  consultation: Consultation,
  { matter, assembly, ...subject }: Demanding,
): DemandRule | undefined | Refused => {
  const { ruleBook } = consultation;
  const question = asked(consultation, subject);
  if (assembly === undefined) return demandInForce(ruleBook, question);
  const rule = votingRuleInForce(ruleBook, { ...question, assembly, matter });
  return isRefused(rule) ? rule : demandInForce(ruleBook, { ...question, assembly });
};

/** Refuses `roll.too-few-delegates`: so few are no delegates' assembly 成员代表大会, whatever they decide. */
export const refuseTooFewDelegates = (
  { ruleBook }: Pick<Consultation, 'ruleBook'>,
  subject: OfBody & { readonly on: string },
  count: number,
): Refused | undefined => {
  const rule = delegatesInForce(ruleBook, { ...subject, date: subject.on });
  if (rule === undefined || count >= rule.least) return undefined;
  return refuse('roll.too-few-delegates', { count, least: rule.least, citation: citationOf(rule.rules) });
};

/** How many representatives so many households have; undefined where there are none, or no rule says it. */
export const representationOf = (
  { ruleBook }: Pick<Consultation, 'ruleBook'>,
  subject: OfBody & { readonly on: string },
  households: number,
): Representation | undefined =>
  households === 0 ? undefined : representationInForce(ruleBook, { ...subject, date: subject.on }, households);

/** Until when a suggestion made or found unsettled today is answered. */
export const suggestionDue = (consultation: Consultation, subject: OfBody): DueDate => {
  const { answerWithin, rules } = suggestionRuleInForce(consultation.ruleBook, asked(consultation, subject));
  return { ...countDays(answerWithin, todayOf(consultation)), rules };
};

/** Until when the supervision committee decides on an appeal made today. */
export const appealDue = (consultation: Consultation, subject: OfBody): DueDate => {
  const { decideWithin, rules } = appealRuleInForce(consultation.ruleBook, asked(consultation, subject));
  return { ...countDays(decideWithin, todayOf(consultation)), rules };
};

/** Until when the supervision committee decides on a token disputed today, where the rule of the ballot gives no days. */
export const tokenDisputeDue = (consultation: Consultation, subject: OfBody): DueDate => {
  const { decideWithin, rules } = tokenDisputeRuleInForce(consultation.ruleBook, asked(consultation, subject));
  return { ...countDays(decideWithin, todayOf(consultation)), rules };
};

const kindOf = { registered: 'registration', resident: 'residence' } as const;

/**
 * Refuses `topic.not-entitled` whoever belongs to the village in no way that the rule of the body asks for. Members of
 * a collective take part as such, offices by what they are.
 */
export const refuseUnlessEntitled = (
  consultation: Consultation,
  { acting, residencies, memberships }: Caller,
  subject: OfBody,
): Refused | undefined => {
  if (acting !== undefined || memberships.includes(subject.body)) return undefined;
  const { by, rules } = participationInForce(consultation.ruleBook, asked(consultation, subject));
  const entitled = residencies.some(({ division, kind }) => division === subject.division && by.includes(kindOf[kind]));
  if (entitled) return undefined;
  return refuse('topic.not-entitled', {
    by: by.join(', '),
    citation: citationOf(rules),
  });
};
