import { connection } from '../../api/connection.ts';
import { payloadFields } from '../../api/payload.ts';
import {
  attachmentFields,
  bodyFields,
  dueFields,
  ruleFields,
  type Attachment,
  type BodyName,
  type DueDate,
  type RuleUse,
} from '../../api/shapes.ts';
import type { Payload } from '../../use-command.ts';

export interface Share {
  readonly numerator: number;
  readonly denominator: number;
  readonly orMore: boolean;
}
export interface Arithmetic {
  readonly members: number;
  readonly present: number;
  readonly quorumNeeded: number;
  readonly quorate: boolean;
  readonly cast: number;
  readonly valid: number;
  readonly invalid: number;
  readonly abstained: number;
  readonly votes: readonly { readonly option: string; readonly votes: number }[];
  readonly majorityOf: 'MEMBERS' | 'PRESENT' | 'CAST';
  readonly base: number;
  readonly needed: number;
  readonly outcome: string;
}
export const arithmeticFields = `members present quorumNeeded quorate cast valid invalid abstained
  votes { option votes } majorityOf base needed outcome`;

export interface StepVoting {
  readonly assembly: string;
  readonly quorum: Share | null;
  readonly majorityOf: Arithmetic['majorityOf'];
  readonly majority: Share;
  readonly noticeDays: number | null;
  readonly rules: readonly RuleUse[];
}
export interface OfficeNamed {
  readonly id: string;
  readonly kind: string;
  readonly holderName: string | null;
}
export interface StepRecord {
  readonly on: string;
  readonly at: string;
  readonly passed: boolean;
  readonly merged: boolean;
  readonly assembly: string | null;
  readonly arithmetic: Arithmetic | null;
  readonly ballot: string | null;
  readonly text: string | null;
  readonly minutes: Attachment | null;
  readonly office: OfficeNamed | null;
}
export interface MeetingCall {
  readonly assembly: string;
  readonly on: string;
  readonly calledOn: string;
  readonly place: string | null;
  readonly agenda: string | null;
  readonly earliest: DueDate | null;
}
export interface Step {
  readonly step: string;
  readonly form: 'MEETING' | 'BALLOT' | 'DISCUSSION' | 'PUBLICATION' | 'REPORT';
  readonly state: 'DONE' | 'NEXT' | 'AHEAD' | 'LEFT_OUT';
  readonly binding: boolean;
  readonly mayMergeWithNext: boolean;
  readonly actors: readonly string[];
  readonly decides: readonly StepVoting[];
  readonly earliest: DueDate | null;
  readonly due: DueDate | null;
  readonly call: MeetingCall | null;
  readonly taken: readonly StepRecord[];
}
export type ProceedingAction = 'CALL_MEETING' | 'RECORD_STEP' | 'CALL_BALLOT' | 'ADOPT' | 'ABANDON';
export interface Proceeding {
  readonly id: string;
  readonly division: { readonly code: string; readonly name: string };
  readonly body: BodyName;
  readonly matter: string;
  readonly kind: string;
  readonly group: string | null;
  readonly status: 'UNDER_WAY' | 'COMPLETED' | 'REJECTED' | 'ABANDONED';
  readonly begunOn: string;
  readonly endedAt: string | null;
  readonly reason: string | null;
  readonly rules: readonly RuleUse[];
  readonly steps: readonly Step[];
  readonly next: string | null;
  readonly topic: { readonly id: string; readonly title: string | null } | null;
  readonly resolution: { readonly id: string; readonly number: string } | null;
  readonly actions: readonly ProceedingAction[];
}
const officeFields = 'id kind holderName';
const shareFields = 'numerator denominator orMore';
const stepFields = `step form state binding mayMergeWithNext actors
  decides { assembly quorum { ${shareFields} } majorityOf majority { ${shareFields} } noticeDays rules { ${ruleFields} } }
  earliest { ${dueFields} } due { ${dueFields} }
  call { assembly on calledOn place agenda earliest { ${dueFields} } }
  taken { on at passed merged assembly arithmetic { ${arithmeticFields} } ballot text minutes { ${attachmentFields} }
    office { ${officeFields} } }`;
const proceedingFields = `id division { code name } body { ${bodyFields} } matter kind group status begunOn
  endedAt reason rules { ${ruleFields} } steps { ${stepFields} } next topic { id title } resolution { id number } actions`;

export const proceedingQuery = `query Proceeding($id: ID!, $atLeast: Position) {
  proceeding(id: $id, atLeast: $atLeast) { ${proceedingFields} } }`;

/** Under a topic: which there are. Each is asked for on its own. */
export const proceedingsOfTopicQuery = `query ProceedingsOfTopic($id: ID!, $atLeast: Position) {
  node(id: $id, atLeast: $atLeast) { ... on Topic { proceedings { id status } } } }`;

export interface ProceedingInList {
  readonly id: string;
  readonly kind: string;
  readonly status: Proceeding['status'];
  readonly begunOn: string;
  readonly next: string | null;
  readonly topic: { readonly title: string | null } | null;
  readonly resolution: { readonly number: string } | null;
}
export const proceedingsQuery = `query Proceedings($code: DivisionCode!, $first: Int!, $after: String, $atLeast: Position) {
  proceedings(division: $code, first: $first, after: $after, atLeast: $atLeast) {
    ${connection('id kind status begunOn next topic { title } resolution { number }')} } }`;

/** What waits for somebody in a village; those of the office acted in have actions. */
export type ProceedingWaiting = Pick<Proceeding, 'id' | 'next' | 'topic' | 'actions'>;
export interface ResolutionWaiting {
  readonly id: string;
  readonly number: string;
  readonly title: string | null;
  readonly status: 'ADOPTED' | 'PUBLISHED' | 'CARRIED_OUT' | 'CONCLUDED';
  readonly overdue: boolean;
  readonly withoutResult: boolean;
  readonly actions: readonly ('PUBLISH' | 'REPORT' | 'PUBLISH_RESULT')[];
}
export const stepsWaitingQuery = `query StepsWaiting($code: DivisionCode!, $atLeast: Position) {
  proceedings(division: $code, first: 50, atLeast: $atLeast) { ${connection('id next topic { id title } actions')} }
  resolutions(division: $code, first: 50, atLeast: $atLeast) {
    ${connection('id number title status overdue withoutResult actions')} } }`;

export interface ProceedingPayload extends Payload {
  readonly proceeding: { readonly id: string } | null;
}
const mutation = (name: string, input: string): string =>
  `mutation ($input: ${input}!) { ${name}(input: $input) { proceeding { id } ${payloadFields} } }`;
export const proceedingMutations = {
  beginProceeding: mutation('beginProceeding', 'BeginProceedingInput'),
  callMeeting: mutation('callMeeting', 'CallMeetingInput'),
  recordStep: mutation('recordStep', 'RecordStepInput'),
  abandonProceeding: mutation('abandonProceeding', 'AbandonProceedingInput'),
} as const;

/** Who may be responsible for a resolution: the offices of the village that are held now. */
export interface OfficesOfVillage {
  readonly division: {
    readonly bodies: readonly {
      readonly id: string;
      readonly name: string;
      readonly offices: readonly (OfficeNamed & { readonly held: boolean })[];
    }[];
  } | null;
}
export const officesOfVillageQuery = `query OfficesOfVillage($code: DivisionCode!) { division(code: $code) {
  bodies { id name offices { ${officeFields} held } } } }`;
