import { graphql } from '../../api/graphql.ts';
import { dayBefore } from '../period.ts';
import { publishedBeforeQuery } from './disclosure-queries.ts';
import type { Closing } from './draft.ts';

interface Answer {
  readonly disclosures: {
    readonly edges: readonly {
      readonly node: {
        readonly status: string;
        readonly period: string;
        readonly to: string;
        readonly current: { readonly accounts: readonly Closing[] } | null;
      };
    }[];
  };
}

/** Closings last published, of a period that ended the day before `from`: what the openings must equal. */
export const previousClosings = async (division: string, body: string, from: string): Promise<readonly Closing[]> => {
  const { disclosures } = await graphql<Answer>(publishedBeforeQuery, { division, body });
  const before = disclosures.edges
    .map(({ node }) => node)
    .find(
      ({ status, period, to }) => status === 'PUBLISHED' && !period.startsWith('matter-') && to === dayBefore(from),
    );
  return before?.current?.accounts ?? [];
};
