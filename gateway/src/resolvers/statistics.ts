import type { GatewayContext } from '../context.ts';
import type { Resolvers } from '../graphql/schema.ts';
import { connection, pageInput, type PageArguments } from './connection.ts';

type Statistics = Awaited<ReturnType<GatewayContext['publication']['disclosures']['statistics']>>['value'][number];
type Asked = Pick<Statistics, 'division' | 'period' | 'bodyKind'>;

export const statisticsResolvers: Resolvers = {
  Query: {
    /** Null where the viewer does not oversee the division, or there is none of the code. */
    disclosureStatistics: async (_, { division, period, bodyKind, atLeast }: Asked & { atLeast?: string }, context) => {
      const { publication, reads } = context;
      reads.since(atLeast);
      const asked = { divisions: [division], period, bodyKind, ...reads.seen() };
      const [known, { value }] = await Promise.all([
        reads.load.division.load(division),
        publication.disclosures.statistics(asked),
      ]);
      return known && value[0];
    },
  },
  PeriodStatistics: {
    division: ({ division }: Statistics, _, { reads }) => reads.load.division.load(division),
    children: async ({ division, period, bodyKind }: Statistics, page: PageArguments, { publication, reads }) => {
      const found = await reads.load.children.load({ code: division, ...pageInput(page) });
      const { items = [], hasMore = false } = found ?? {};
      if (items.length === 0) return connection({ edges: [], hasMore: false }, page.after);
      const divisions = items.map(({ division: { code } }) => code);
      const { value } = await publication.disclosures.statistics({ divisions, period, bodyKind, ...reads.seen() });
      const byDivision = new Map(value.map((one) => [one.division, one]));
      const edges = items.flatMap(({ cursor, division: { code } }) => {
        const node = byDivision.get(code);
        return node === undefined ? [] : [{ cursor, node }];
      });
      return connection({ edges, hasMore }, page.after);
    },
  },
};
