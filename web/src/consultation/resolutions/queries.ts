import { connection } from '../../api/connection.ts';
import { payloadFields } from '../../api/payload.ts';
import {
  attachmentFields,
  bodyFields,
  dueFields,
  ruleFields,
  sealFields,
  type Attachment,
  type BodyName,
  type DueDate,
  type RuleUse,
  type Seal,
} from '../../api/shapes.ts';
import type { Payload } from '../../use-command.ts';
import { arithmeticFields, type Arithmetic, type OfficeNamed } from '../proceedings/queries.ts';

export type ResolutionStatus = 'ADOPTED' | 'PUBLISHED' | 'CARRIED_OUT' | 'CONCLUDED';
export interface ResolutionInList {
  readonly id: string;
  readonly number: string;
  readonly title: string | null;
  readonly status: ResolutionStatus;
  readonly adoptedOn: string;
  readonly due: string;
  readonly overdue: boolean;
  readonly withoutResult: boolean;
}
const listFields = 'id number title status adoptedOn due overdue withoutResult';
export const resolutionsQuery = `query Resolutions($code: DivisionCode!, $first: Int!, $after: String, $atLeast: Position) {
  resolutions(division: $code, first: $first, after: $after, atLeast: $atLeast) { ${connection(listFields)} } }`;

export interface Posting {
  readonly on: string;
  readonly places: readonly string[];
  readonly photo: Attachment | null;
}
export interface Report {
  readonly id: string;
  readonly text: string | null;
  readonly photos: readonly Attachment[];
  readonly disclosure: { readonly id: string; readonly title: string } | null;
  readonly line: string | null;
  readonly spent: number | null;
  readonly done: boolean;
  readonly at: string;
  readonly office: OfficeNamed | null;
}
export interface Resolution extends ResolutionInList {
  readonly division: { readonly code: string; readonly name: string };
  readonly body: BodyName & { readonly noticeBoards: readonly string[] };
  readonly text: string | null;
  readonly assembly: string;
  readonly arithmetic: Arithmetic;
  readonly rules: readonly RuleUse[];
  readonly ballot: string | null;
  readonly proceeding: { readonly id: string } | null;
  readonly topic: { readonly id: string; readonly title: string | null } | null;
  readonly responsibleOffice: OfficeNamed | null;
  readonly responsibleName: string | null;
  readonly budget: number | null;
  readonly spent: number;
  readonly publishDue: DueDate | null;
  readonly published: Posting | null;
  readonly reports: readonly Report[];
  /** Of its adoption. */
  readonly seal: Seal;
  readonly carriedOutAt: string | null;
  readonly result: Posting | null;
  readonly actions: readonly ('PUBLISH' | 'REPORT' | 'PUBLISH_RESULT')[];
}
const postingFields = `on places photo { ${attachmentFields} }`;
export const resolutionQuery = `query Resolution($id: ID!, $atLeast: Position) { resolution(id: $id, atLeast: $atLeast) {
  ${listFields} division { code name } body { ${bodyFields} noticeBoards } text assembly
  arithmetic { ${arithmeticFields} } rules { ${ruleFields} } ballot proceeding { id } topic { id title }
  responsibleOffice { id kind holderName } responsibleName budget spent publishDue { ${dueFields} }
  published { ${postingFields} } result { ${postingFields} } carriedOutAt
  seal { ${sealFields} } reports { id text photos { ${attachmentFields} } disclosure { id title } line spent done at
    office { id kind holderName } } actions } }`;

/** From a finance disclosure back to what allowed it. */
export interface FinanceLink {
  readonly line: string | null;
  readonly spent: number | null;
  readonly resolution: Pick<ResolutionInList, 'id' | 'number' | 'title'>;
}
export const resolutionsOfDisclosureQuery = `query ResolutionsOfDisclosure($id: ID!) { disclosure(id: $id) {
  resolutions { line spent resolution { id number title } } } }`;

/** Disclosures that a report may name, newest first, and the lines of one. */
export interface DisclosureToLink {
  readonly id: string;
  readonly title: string;
}
export const disclosuresToLinkQuery = `query DisclosuresToLink($code: DivisionCode!) {
  disclosures(division: $code, first: 20) { edges { node { id title } } } }`;
export interface LineToLink {
  readonly id: string;
  readonly date: string;
  readonly voucher: string;
  readonly summary: string | null;
  readonly payment: number;
}
export const linesToLinkQuery = `query LinesToLink($id: ID!) { disclosure(id: $id) {
  current { accounts { lines { id date voucher summary payment } } } } }`;

export interface ResolutionPayload extends Payload {
  readonly resolution: { readonly id: string } | null;
}
const mutation = (name: string, input: string): string =>
  `mutation ($input: ${input}!) { ${name}(input: $input) { resolution { id } ${payloadFields} } }`;
export const resolutionMutations = {
  adoptResolution: mutation('adoptResolution', 'AdoptResolutionInput'),
  publishResolution: mutation('publishResolution', 'PublishResolutionInput'),
  reportResolution: mutation('reportResolution', 'ReportResolutionInput'),
  publishResult: mutation('publishResult', 'PublishResultInput'),
} as const;
