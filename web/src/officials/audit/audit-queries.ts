import { connection } from '../../api/connection.ts';
import { contentFields } from '../disclosure/disclosure-queries.ts';
import type { ContentShown } from '../disclosure/draft.ts';

export const findDivisionsQuery = `query FindDivisions($text: String!, $within: DivisionCode, $level: DivisionLevel, $first: Int!) {
  searchDivisions(text: $text, within: $within, level: $level, first: $first) { code name level ancestors { name } } }`;
export interface FoundDivision {
  readonly code: string;
  readonly name: string;
  readonly level: string;
  readonly ancestors: readonly { readonly name: string }[];
}

export interface TimelineEntry {
  readonly index: number;
  readonly at: string;
  readonly type: string;
  readonly kind: 'REGISTRY' | 'PUBLICATION' | 'CONSULTATION' | 'AUDIT' | 'INTEGRATION';
  readonly text: string;
  readonly open: boolean;
  readonly node: { readonly __typename: string; readonly id: string } | null;
}
export const timelineQuery = `query Timeline($division: DivisionCode!, $asOf: DateTime, $first: Int!, $after: String) {
  timeline(division: $division, asOf: $asOf, first: $first, after: $after) {
    ${connection('index at type kind text open node { __typename id }')} } }`;

export const divisionLogQuery = `query DivisionLog($division: DivisionCode!) {
  division(code: $division) { code name ancestors { name } }
  divisionLog(division: $division) { origin vkey size root heads { size entry } } }`;
export interface DivisionLogShown {
  readonly division: {
    readonly code: string;
    readonly name: string;
    readonly ancestors: readonly { readonly name: string }[];
  } | null;
  readonly divisionLog: {
    readonly origin: string;
    readonly vkey: string;
    readonly size: number;
    readonly root: string;
    readonly heads: { readonly size: number; readonly entry: number } | null;
  } | null;
}

export interface RecordedExport {
  readonly at: string;
  readonly office: {
    readonly kind: string;
    readonly holderName: string | null;
    readonly body: { readonly name: string };
  } | null;
  readonly disclosure: { readonly id: string; readonly title: string } | null;
}
export const exportsQuery = `query DisclosureExports($division: DivisionCode!, $first: Int!, $after: String) {
  disclosureExports(division: $division, first: $first, after: $after) {
    ${connection('at office { kind holderName body { name } } disclosure { id title }')} } }`;

export const receiptQuery = `query ReceiptState($note: String!) { receipt(note: $note) { state } }`;

export interface AsOf {
  readonly disclosure: {
    readonly id: string;
    readonly title: string;
    readonly status: string;
    readonly division: { readonly code: string; readonly name: string };
    readonly versions: readonly {
      readonly version: number;
      readonly publishedAt: string | null;
      readonly reason: string | null;
    }[];
    readonly current: (ContentShown & { readonly version: number }) | null;
  } | null;
}
export const asOfQuery = `query DisclosureAsOf($id: ID!, $asOf: DateTime) { disclosure(id: $id, asOf: $asOf) {
  id title status division { code name } versions { version publishedAt reason } current { version ${contentFields} } } }`;
