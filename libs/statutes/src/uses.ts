import type { BodyKind, RuleUse } from '@cunjian/contracts';
import { citedRules, type RuleBook, type RuleInForce, type RuleQuery } from './rule-book.ts';
import type { ParametersOf, Topic } from './topics.ts';

/** Of which body, and on which day, the rule is asked for. */
export interface RuleQuestion {
  readonly body: string;
  readonly bodyKind: BodyKind;
  readonly division: string;
  /** In Asia/Shanghai, `YYYY-MM-DD`. */
  readonly date: string;
}

export const queryOf = <T extends Topic>(topic: T, { body, bodyKind, division, date }: RuleQuestion): RuleQuery<T> => ({
  topic,
  division,
  bodyKind,
  bodyId: body,
  date,
});

export const ask = <T extends Topic>(book: RuleBook, topic: T, question: RuleQuestion): RuleInForce<T> =>
  book.ruleInForce(queryOf(topic, question));

/** What a decision names: the rules that gave one of the parameters; of a default that it is none. */
export const usesOf = (...rules: readonly Pick<RuleInForce, 'sources'>[]): RuleUse[] => {
  const uses = rules
    .flatMap((rule) => citedRules(rule))
    .map((use) => (use.citation === '' ? { ...use, citation: '县级默认做法（非法定）' } : use));
  return [...new Map(uses.map((use) => [use.rule, use])).values()];
};

/** The same, of those alone that gave one of these parameters: what is told of a body names no rule on its ballots. */
export const usesGiving = <T extends Topic>(
  { sources }: RuleInForce<T>,
  ...names: readonly (keyof ParametersOf<T> & string)[]
): RuleUse[] =>
  usesOf({ sources: sources.filter(({ parameters }) => names.some((name) => parameters.includes(name))) });

/** How a refusal names its rules. */
export const citationsOf = (rule: Pick<RuleInForce, 'sources'>): string =>
  usesOf(rule)
    .filter(({ status }) => status !== 'county-default')
    .map(({ citation }) => citation)
    .join('；');
