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

/** What is shown in place of a file that is gone. */
export interface FileErasure {
  readonly at: string;
  readonly ground: 'REQUEST' | 'UNLAWFUL' | 'RETENTION';
  readonly reason: string | null;
}
const erasureFields = 'at ground reason';

export interface Attachment {
  /** Absent where it was erased. */
  readonly name: string | null;
  readonly mediaType: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly url: string;
  readonly originalUrl: string | null;
  readonly erased: FileErasure | null;
  readonly originalErased: FileErasure | null;
}
export const attachmentFields = `name mediaType bytes sha256 url originalUrl
  erased { ${erasureFields} } originalErased { ${erasureFields} }`;

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
