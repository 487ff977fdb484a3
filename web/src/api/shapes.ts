/** Shapes of gateway/schema that several pages ask for, each with the fields to ask. */
export interface RuleUse {
  readonly rule: string;
  readonly version: number;
  readonly status: 'CHECKED' | 'CARRIED_OVER' | 'COUNTY_DEFAULT';
  readonly citation: string;
}
export const ruleFields = 'rule version status citation';

export interface DueDate {
  readonly lastDay: string;
  readonly endsAt: string;
  readonly rules: readonly RuleUse[];
}
export const dueFields = `lastDay endsAt rules { ${ruleFields} }`;

export interface Attachment {
  /** Absent where it was erased. */
  readonly name: string | null;
  readonly mediaType: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly url: string;
  readonly originalUrl: string | null;
}
export const attachmentFields = 'name mediaType bytes sha256 url originalUrl';

export interface Seal {
  readonly logOrigin: string;
  readonly index: number | null;
  readonly event: string;
}
export const sealFields = 'logOrigin index event';

export interface BodyName {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
}
export const bodyFields = 'id name kind';
