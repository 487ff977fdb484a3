export type { OpenedEvent } from './ballot-log.ts';
export type { RecountFinding } from './finding.ts';
export type { RuleOn } from './check-rule.ts';
export { recountTexts, type FindingCode } from './finding-texts.ts';
export { recount, type Recount, type RecountOptions } from './recount.ts';
