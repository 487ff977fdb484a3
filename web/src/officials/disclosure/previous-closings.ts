import { graphql } from '../../api/graphql.ts';
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

/** Closings last published, in the newest period that ended before `from`: what the openings must equal, or differ from with a reason. */
export const previousClosings = async (division: string, body: string, from: string): Promise<readonly Closing[]> => {
  const { disclosures } = await graphql<Answer>(publishedBeforeQuery, { division, body });
  const [newest] = disclosures.edges
    .map(({ node }) => node)
    .filter(({ status, period, to }) => status === 'PUBLISHED' && !period.startsWith('matter-') && to < from)
    .sort((one, other) => other.to.localeCompare(one.to));
  return newest?.current?.accounts ?? [];
};
