export { createCalendar, type Calendar, type YearOfHolidays } from './calendar.ts';
export { countyDefaults } from './records/county-defaults.ts';
export { chineseCalendar, yearsOfHolidays } from './records/holidays.ts';
export { countDays, type CountDays } from './count-days.ts';
export { calendarDays, deadline, lastingDays, maxTermDays, workingDays, type Deadline, type Term } from './deadline.ts';
export { bodyKinds, officeKinds, ranks, type BodyKind, type OfficeKind, type Rank } from './kinds.ts';
export { atLeast, moreThan, reaches, shareSchema, termSchema, type Share } from './quantities.ts';
export type { SuspendedParameter } from './merge.ts';
export { parseRule, type Citation, type Jurisdiction, type Rule } from './rule.ts';
export {
  citationText,
  citedRules,
  createRuleBook,
  isStatutory,
  type CitedRule,
  type CountyDefault,
  type RuleBook,
  type RuleInForce,
  type RuleQuery,
  type RuleSource,
} from './rule-book.ts';
export { statutesRefusals } from './refusals.ts';
export { addDays, dateInShanghai, endOfDay, isDate, startOfDay } from './shanghai-date.ts';
export { periodOf, type PeriodLength } from './period.ts';
export { rules, ruleBook } from './statutes.ts';
export type { Tighten } from './tighten.ts';
export { topicNames, topics, type ParametersOf, type Topic } from './topics.ts';
export { delegatesInForce } from './consultation/delegates.ts';
export { demandInForce, type DemandQuestion } from './consultation/demand.ts';
export {
  appealRuleInForce,
  participationInForce,
  pollRuleInForce,
  suggestionRuleInForce,
  tokenDisputeRuleInForce,
  type PollQuestion,
} from './consultation/participation.ts';
export { meetingsInForce, type MeetingRule } from './consultation/meetings.ts';
export { procedureInForce, type ProcedureQuestion } from './consultation/procedure.ts';
export { representationInForce } from './consultation/representation.ts';
export {
  ballotRuleInForce,
  votingRuleInForce,
  type BallotUnderRule,
  type VotingQuestion,
} from './consultation/voting.ts';
export { usesOf, type RuleQuestion } from './uses.ts';
export { incompatibilitySchema, type Incompatibility } from './topics/administration.ts';
