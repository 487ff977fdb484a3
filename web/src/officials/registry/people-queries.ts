import { connection } from '../../api/connection.ts';
import { payloadFields } from '../../api/payload.ts';
import type { Payload } from '../../use-command.ts';

export interface BodyOfPlace {
  readonly id: string;
  readonly kind: string;
  readonly name: string;
  readonly dissolvedOn: string | null;
}
export interface PlaceWithBodies {
  readonly division: { readonly name: string; readonly bodies: readonly BodyOfPlace[] } | null;
}
export const bodiesOfPlaceQuery = `query BodiesOfPlace($code: DivisionCode!) { division(code: $code) {
  name bodies { id kind name dissolvedOn } } }`;

export interface AgencyContract {
  readonly id: string;
  readonly body: { readonly name: string; readonly division: { readonly name: string } };
  readonly from: string;
  readonly to: string;
  readonly endedOn: string | null;
  readonly inForce: boolean;
}
export const contractsQuery = `query AgencyContracts($agency: ID!, $first: Int!, $after: String, $atLeast: Position) {
  agencyContracts(agency: $agency, first: $first, after: $after, atLeast: $atLeast) {
    ${connection('id body { name division { name } } from to endedOn inForce')} } }`;

export interface MemberShown {
  readonly person: string;
  readonly name: string | null;
  readonly from: string;
  readonly until: string | null;
}
export const membersQuery = `query Roll($body: ID!, $status: MemberStatus!, $first: Int!, $after: String, $atLeast: Position) {
  members(body: $body, status: $status, first: $first, after: $after, atLeast: $atLeast) {
    ${connection('person name from until')} totalCount } }`;

export interface KinshipShown {
  readonly persons: readonly { readonly person: string; readonly name: string | null }[];
  readonly near: boolean;
  readonly recordedAt: string;
}
export const kinshipQuery = `query Kinship($division: DivisionCode!, $first: Int!, $after: String, $atLeast: Position) {
  kinship(division: $division, first: $first, after: $after, atLeast: $atLeast) {
    ${connection('persons { person name } near recordedAt')} } }`;

export interface FormerResident {
  readonly person: string;
  readonly name: string | null;
  readonly household: string;
  readonly endedOn: string | null;
}
export const formerResidentsQuery = `query FormerResidents($division: DivisionCode!, $first: Int!, $after: String, $atLeast: Position) {
  formerResidents(division: $division, first: $first, after: $after, atLeast: $atLeast) {
    ${connection('person name household endedOn')} } }`;

export interface RegisteredTwice {
  readonly person: string;
  readonly name: string | null;
  readonly elsewhere: readonly { readonly code: string; readonly name: string }[];
}
export const registeredTwiceQuery = `query RegisteredTwice($division: DivisionCode!, $first: Int!, $after: String, $atLeast: Position) {
  registeredTwice(division: $division, first: $first, after: $after, atLeast: $atLeast) {
    ${connection('person name elsewhere { code name }')} } }`;

export const residentNameQuery = `query ResidentName($division: DivisionCode!, $persons: [ID!]!) {
  residentsById(division: $division, persons: $persons) { name } }`;

const mutation = (name: string, input: string, fields = ''): string =>
  `mutation ($input: ${input}!) { ${name}(input: $input) { ${fields} ${payloadFields} } }`;

export interface ResidencyPayload extends Payload {
  readonly person: string | null;
}
export const peopleMutations = {
  signAgencyContract: mutation('signAgencyContract', 'SignAgencyContractInput', 'contract'),
  endAgencyContract: mutation('endAgencyContract', 'EndAgencyContractInput', 'contract'),
  admitMembers: mutation('admitMembers', 'AdmitMembersInput'),
  removeMember: mutation('removeMember', 'RemoveMemberInput'),
  recordKinship: mutation('recordKinship', 'RecordKinshipInput'),
  recordResidency: mutation('recordResidency', 'RecordResidencyInput', 'person'),
  correctResidency: mutation('correctResidency', 'CorrectResidencyInput', 'person'),
  endResidency: mutation('endResidency', 'EndResidencyInput', 'person'),
  erasePersonalData: mutation('erasePersonalData', 'ErasePersonalDataInput'),
} as const;
