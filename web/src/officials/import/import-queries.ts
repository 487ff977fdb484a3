import type { UserError } from '../../api/graphql.ts';
import { connection } from '../../api/connection.ts';
import { accountFields, totalsFields, type Totals } from '../disclosure/disclosure-queries.ts';
import type { AccountSection } from '../../villager/disclosure/queries.ts';

export interface Imported {
  readonly bodyName: string;
  readonly body: { readonly id: string; readonly name: string } | null;
  readonly totals: Totals;
  readonly content: { readonly accounts: readonly AccountSection[] };
  readonly userErrors: readonly UserError[];
  readonly disclosure: { readonly id: string; readonly status: string; readonly actions: readonly string[] } | null;
}
export interface ImportPayload {
  readonly results: readonly Imported[];
  readonly userErrors: readonly UserError[];
  readonly position?: string | null;
}

const errorFields = 'code message remedy field sheet row column value';
export const previewMutation = `mutation PreviewDisclosures($input: DisclosureFileInput!) { previewDisclosures(input: $input) {
  results { bodyName body { id name } totals { ${totalsFields} } content { accounts { ${accountFields} } }
    userErrors { ${errorFields} } }
  userErrors { ${errorFields} } } }`;
export const importMutation = `mutation ImportDisclosures($input: DisclosureFileInput!) { importDisclosures(input: $input) {
  results { bodyName body { id name } totals { ${totalsFields} } content { accounts { ${accountFields} } }
    userErrors { ${errorFields} } disclosure { id status actions } }
  userErrors { ${errorFields} } position } }`;

export const importTargetsQuery = `query ImportTargets($period: String!, $first: Int!) {
  disclosureBoard(period: $period, first: $first) { ${connection('body { id name }')} } }`;
