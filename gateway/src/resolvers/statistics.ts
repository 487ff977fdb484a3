import type { Resolvers } from '../graphql/schema.ts';
import type { Statistics, StatisticsKey } from '../reads.ts';
import { connection, pageInput, type PageArguments } from './connection.ts';

export const statisticsResolvers: Resolvers = {
  Query: {
    /** Null where the viewer does not oversee the division, or there is none of the code. */
    disclosureStatistics: async (
      _,
      { division, period, bodyKind, atLeast }: StatisticsKey & { atLeast?: string },
      context,
    ) => {
      const { reads } = context;
      reads.since(atLeast);
      const [known, found] = await Promise.all([
        reads.load.division.load(division),
        reads.load.statistics.load({ division, period, bodyKind }),
      ]);
      return known && found;
    },
  },
  PeriodStatistics: {
    division: ({ division }: Statistics, _, { reads }) => reads.load.division.load(division),
    children: async ({ division, period, bodyKind }: Statistics, page: PageArguments, { reads }) => {
      const found = await reads.load.children.load({ code: division, ...pageInput(page) });
      const { items = [], hasMore = false } = found ?? {};
      const counted = await Promise.all(
        items.map(({ division: { code } }) => reads.load.statistics.load({ division: code, period, bodyKind })),
      );
      const edges = items.flatMap(({ cursor }, at) => {
        const node = counted[at];
        return node === undefined ? [] : [{ cursor, node }];
      });
      return connection({ edges, hasMore }, page.after);
    },
  },
};
