import { ruleFields, type RuleUse } from '../../api/shapes.ts';

/** Whether the villagers' representatives have met in the period that today is in. */
export interface MeetingDuty {
  readonly within: 'YEAR' | 'HALF_YEAR' | 'QUARTER' | 'MONTH';
  readonly lastDay: string;
  readonly metOn: string | null;
  readonly isDueSoon: boolean;
  readonly rules: readonly RuleUse[];
}
export const representativesMeetingQuery = `query RepresentativesMeeting($code: DivisionCode!, $atLeast: Position) {
  representativesMeeting(division: $code, atLeast: $atLeast) { within lastDay metOn isDueSoon rules { ${ruleFields} } } }`;
