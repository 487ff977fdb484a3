import type { Resolvers } from '../graphql/schema.ts';
import type { Figures } from '../proceeding-reads.ts';
import { connection, pageInput, type PageArguments } from './connection.ts';

interface Asked {
  readonly division: string;
  readonly year: number;
  readonly atLeast?: string | null;
}

export const consultationStatisticsResolvers: Resolvers = {
  Query: {
    /** Null where the viewer does not oversee the division, or there is none of the code. */
    consultationStatistics: async (_, { division, year, atLeast }: Asked, { reads }) => {
      reads.since(atLeast);
      const [known, found] = await Promise.all([
        reads.load.division.load(division),
        reads.load.consultationFigures.load({ division, year: String(year) }),
      ]);
      return known && found;
    },
  },
  ConsultationStatistics: {
    year: ({ year }: Figures) => Number(year),
    division: ({ division }: Figures, _, { reads }) => reads.load.division.load(division),
    children: async ({ division, year }: Figures, page: PageArguments, { reads }) => {
      const found = await reads.load.children.load({ code: division, ...pageInput(page) });
      const { items = [], hasMore = false } = found ?? {};
      const counted = await Promise.all(
        items.map(({ division: { code } }) => reads.load.consultationFigures.load({ division: code, year })),
      );
      const edges = items.flatMap(({ cursor }, at) => {
        const node = counted[at];
        return node === undefined ? [] : [{ cursor, node }];
      });
      return connection({ edges, hasMore }, page.after);
    },
  },
};
