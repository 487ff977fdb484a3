import { connection } from '../../api/connection.ts';

export interface PeriodStatistics {
  readonly division: {
    readonly code: string;
    readonly name: string;
    readonly level: string;
    readonly childCount: number;
  };
  readonly owing: number;
  readonly drafted: number;
  readonly published: number;
  readonly posted: number;
  readonly missing: number;
  readonly objections: number;
  readonly questions: number;
  readonly overdue: number;
}
const countFields = `division { code name level childCount } owing drafted published posted missing objections questions overdue`;

export const statisticsQuery = `query Statistics($division: DivisionCode!, $period: String!, $bodyKind: BodyKind!, $first: Int!, $after: String, $atLeast: Position) {
  disclosureStatistics(division: $division, period: $period, bodyKind: $bodyKind, atLeast: $atLeast) {
    ${countFields} children(first: $first, after: $after) { ${connection(countFields)} } } }`;

export const ancestorsQuery = `query Ancestors($code: DivisionCode!) {
  division(code: $code) { code name level ancestors { code name } } }`;

export const villageDisclosuresQuery = `query VillageDisclosures($division: DivisionCode!, $first: Int!, $after: String, $asOf: DateTime) {
  disclosures(division: $division, first: $first, after: $after, asOf: $asOf) {
    ${connection('id title status period posted body { id name kind } versions { version publishedAt reason }')} } }`;
export interface VillageDisclosure {
  readonly id: string;
  readonly title: string;
  readonly status: string;
  readonly period: string;
  readonly posted: boolean;
  readonly body: { readonly id: string; readonly name: string; readonly kind: string };
  readonly versions: readonly {
    readonly version: number;
    readonly publishedAt: string | null;
    readonly reason: string | null;
  }[];
}
