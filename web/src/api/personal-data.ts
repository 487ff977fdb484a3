import { connection } from './connection.ts';
import { payloadFields } from './payload.ts';

/** What a village keeps of a person, field by field; never what it says. */
export type PersonalField = 'NAME' | 'ID_NUMBER' | 'PHONE' | 'BIRTH_DATE';
export interface PersonalDataKept {
  readonly person: string;
  readonly endedOn: string | null;
  readonly fields: readonly {
    readonly field: PersonalField;
    readonly state: 'NONE' | 'KEPT' | 'RESTRICTED' | 'ERASED';
    readonly mustStay: boolean;
  }[];
}
export const personalDataQuery = `query PersonalData($division: DivisionCode!, $person: ID!, $atLeast: Position) {
  personalData(division: $division, person: $person, atLeast: $atLeast) { person endedOn fields { field state mustStay } } }`;

export interface PersonalDataAct {
  readonly kind: 'ERASED' | 'RESTRICTED' | 'SHOWN_AGAIN';
  readonly values: number;
  readonly reason: string | null;
  readonly person: string | null;
  readonly byHerself: boolean;
  readonly at: string;
}
export const personalDataActsQuery = `query PersonalDataActs($division: DivisionCode!, $person: ID, $first: Int!, $after: String, $atLeast: Position) {
  personalDataActs(division: $division, person: $person, first: $first, after: $after, atLeast: $atLeast) {
    ${connection('kind values reason person byHerself at')} } }`;

export const restrictMutation = `mutation Restrict($input: RestrictPersonalDataInput!) { restrictPersonalData(input: $input) {
  ${payloadFields} } }`;
