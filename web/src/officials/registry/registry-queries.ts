import { payloadFields } from '../../api/payload.ts';
import type { Payload } from '../../use-command.ts';
import { connection } from '../../api/connection.ts';

export interface OfficeShown {
  readonly id: string;
  readonly kind: string;
  readonly holderName: string | null;
  readonly from: string;
  readonly to: string;
}
export interface BodyShown {
  readonly id: string;
  readonly kind: string;
  readonly name: string;
  readonly noticeBoards: readonly string[];
  readonly owesDisclosure: boolean;
  readonly dissolvedOn: string | null;
  readonly agency: { readonly name: string } | null;
  readonly offices: readonly OfficeShown[];
}
export const bodiesQuery = `query BodiesOf($code: DivisionCode!, $atLeast: Position) { division(code: $code, atLeast: $atLeast) {
  code name level bodies { id kind name noticeBoards owesDisclosure dissolvedOn agency { name }
    offices { id kind holderName from to } } } }`;

export interface ResidentShown {
  readonly person: string;
  readonly name: string | null;
  readonly idNumber: string | null;
  readonly phone: string | null;
  readonly birthDate: string | null;
  readonly household: string;
  readonly group: string | null;
  readonly kind: string;
}
export const residentsPageQuery = `query ResidentsOf($division: DivisionCode!, $search: String, $first: Int!, $after: String, $atLeast: Position) {
  residents(division: $division, search: $search, first: $first, after: $after, atLeast: $atLeast) {
    ${connection('person name idNumber phone birthDate household group kind')} totalCount } }`;

export interface PreviewRow {
  readonly row: number;
  readonly name: string | null;
  readonly household: string;
  readonly kind: string | null;
  readonly fields: readonly string[];
  readonly doubt: string | null;
}
export interface ResidentsPreview {
  readonly rows: number;
  readonly new: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly missing: number;
  readonly toBeChecked: readonly PreviewRow[];
  readonly newRows: readonly PreviewRow[];
  readonly changedRows: readonly PreviewRow[];
}
const rowFields = 'row name household kind fields doubt';
const errorFields = 'code message remedy field sheet row column value';
export const previewResidentsMutation = `mutation PreviewResidents($input: ResidentsFileInput!) { previewResidents(input: $input) {
  preview { rows new changed unchanged missing toBeChecked { ${rowFields} } newRows { ${rowFields} } changedRows { ${rowFields} } }
  userErrors { ${errorFields} } } }`;

export interface ImportProgress {
  readonly id: string;
  readonly rows: number;
  readonly written: number;
  readonly refused: number;
  readonly done: boolean;
}
const progressFields = 'id rows written refused done';
export const progressQuery = `query ImportProgress($id: ID!) { importProgress(id: $id) { ${progressFields} } }`;

export interface ImportPayload extends Payload {
  readonly import: ImportProgress | null;
}
export interface BodyPayload extends Payload {
  readonly body: { readonly id: string } | null;
}
export interface OfficePayload extends Payload {
  readonly office: { readonly id: string } | null;
  readonly person: string | null;
}
export interface SlipPayload extends Payload {
  readonly slip: string | null;
  readonly codeHalf: string | null;
  readonly expires: string | null;
}
const mutation = (name: string, input: string, fields: string): string =>
  `mutation ($input: ${input}!) { ${name}(input: $input) { ${fields} ${payloadFields} } }`;
export const registryMutations = {
  importResidents: mutation('importResidents', 'ResidentsFileInput', `import { ${progressFields} }`),
  importDivisions: mutation('importDivisions', 'ImportDivisionsInput', `import { ${progressFields} }`),
  establishBody: mutation('establishBody', 'EstablishBodyInput', 'body { id }'),
  changeBody: mutation('changeBody', 'ChangeBodyInput', 'body { id }'),
  giveOffice: mutation('giveOffice', 'GiveOfficeInput', 'office { id } person'),
  endOffice: mutation('endOffice', 'EndOfficeInput', 'office { id }'),
  prepareActivationSlip: mutation('prepareActivationSlip', 'PrepareActivationSlipInput', 'slip codeHalf expires'),
  issueActivationSlip: mutation('issueActivationSlip', 'ActivationSlipInput', 'slip codeHalf expires'),
  revokeActivationSlip: mutation('revokeActivationSlip', 'ActivationSlipInput', 'slip codeHalf expires'),
} as const;

export interface OpenSlip {
  readonly slip: string;
  readonly person: string;
  readonly status: 'PREPARED' | 'ISSUED' | 'VOIDED';
  readonly preparedAt: string;
  readonly expires: string | null;
}
export const openSlipsQuery = `query OpenSlips($division: DivisionCode!, $first: Int!, $after: String, $atLeast: Position) {
  openSlips(division: $division, first: $first, after: $after, atLeast: $atLeast) {
    ${connection('slip person status preparedAt expires')} } }`;
