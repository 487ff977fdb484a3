import { attachmentFields, bodyFields, sealFields, type Attachment, type BodyName, type Seal } from '../api/shapes.ts';
import { connection } from '../api/connection.ts';

export interface DivisionName {
  readonly code: string;
  readonly name: string;
}

export interface Village extends DivisionName {
  readonly level: string;
  readonly villageKind: string | null;
  readonly abolished: boolean;
  readonly ancestors: readonly DivisionName[];
  readonly formerNames: readonly { readonly name: string; readonly until: string }[];
  readonly successors: readonly DivisionName[];
  readonly bodies: readonly BodyName[];
}
export const villageQuery = `query Village($code: DivisionCode!) { division(code: $code) {
  code name level villageKind abolished ancestors { code name } formerNames { name until } successors { code name }
  bodies { ${bodyFields} } } }`;

export interface OfficeShown {
  readonly id: string;
  readonly kind: string;
  readonly holderName: string | null;
  readonly from: string;
  readonly to: string;
}
export interface BodyShown extends BodyName {
  readonly creditCode: string | null;
  readonly noticeBoards: readonly string[];
  readonly dissolvedOn: string | null;
  readonly agency: { readonly name: string } | null;
  readonly offices: readonly OfficeShown[];
}
export const organisationQuery = `query Organisation($code: DivisionCode!) { division(code: $code) { code name
  bodies { ${bodyFields} creditCode noticeBoards dissolvedOn agency { name }
    offices { id kind holderName from to } } } }`;

export interface SearchedDivision extends DivisionName {
  readonly ancestors: readonly DivisionName[];
}
export const maxSearchResults = 20;
export const searchQuery = `query Search($text: String!) {
  searchDivisions(text: $text, level: VILLAGE, first: ${maxSearchResults}) { code name ancestors { code name } } }`;

export interface NoticeInList {
  readonly id: string;
  readonly title: string | null;
  readonly status: 'DRAFT' | 'PUBLISHED' | 'WITHDRAWN';
  readonly publishedAt: string | null;
  readonly body: BodyName;
  readonly versions: readonly { readonly version: number }[];
}
export const noticesQuery = `query Notices($code: DivisionCode!, $first: Int!, $after: String, $atLeast: Position) {
  notices(division: $code, first: $first, after: $after, atLeast: $atLeast) {
    ${connection(`id title status publishedAt body { ${bodyFields} } versions { version }`)} } }`;

export interface NoticeVersion {
  readonly version: number;
  readonly title: string | null;
  readonly text: string | null;
  readonly publishedAt: string;
  readonly reason: string | null;
}
export interface NoticeShown {
  readonly id: string;
  readonly division: DivisionName;
  readonly body: BodyName;
  readonly status: NoticeInList['status'];
  readonly title: string | null;
  readonly text: string | null;
  readonly attachments: readonly Attachment[];
  readonly publishedAt: string | null;
  readonly withdrawalReason: string | null;
  readonly versions: readonly NoticeVersion[];
  readonly seal: Seal | null;
}
export const noticeQuery = `query Notice($id: ID!, $atLeast: Position) { notice(id: $id, atLeast: $atLeast) {
  id division { code name } body { ${bodyFields} } status title text attachments { ${attachmentFields} }
  publishedAt withdrawalReason versions { version title text publishedAt reason } seal { ${sealFields} } } }`;

export interface PersonalRead {
  readonly at: string;
  readonly action: 'READ' | 'EXPORT';
  readonly officeKind: string | null;
  readonly division: DivisionName | null;
  readonly purpose: string;
}
export const bindingsQuery = `query Bindings($atLeast: Position) { viewer(atLeast: $atLeast) { bindings { account method since until officers } } }`;

export const meQuery = `query Me { viewer {
  readsOfMe(first: 20) { ${connection('at action officeKind division { code name } purpose')} } } }`;

export const unbindMutation = `mutation UnbindAccount($input: UnbindAccountInput!) { unbindAccount(input: $input) {
  userErrors { code message field } receipt { note state } position } }`;
export const bindMutation = `mutation BindAccount($input: BindAccountInput!) { bindAccount(input: $input) {
  userErrors { code message field } receipt { note state } position } }`;
