import type { GatewayContext } from '../context.ts';
import type { Resolvers } from '../graphql/schema.ts';
import { accepted } from '../refused.ts';
import { connection, pageInput, type PageArguments } from './connection.ts';
import { officeOf } from './office-of.ts';

interface ExportsArguments extends PageArguments {
  readonly division: string;
}

export const disclosureExportResolvers: Resolvers = {
  Query: {
    disclosureExports: async (
      _: unknown,
      { division, ...page }: ExportsArguments,
      { publication, language }: GatewayContext,
    ) => {
      const answer = await publication.reads.exports({ division, ...pageInput(page) });
      const { items, hasMore } = accepted(answer.value, language);
      return connection({ edges: items.map(({ cursor, item }) => ({ cursor, node: item })), hasMore }, page.after);
    },
  },
  DisclosureExport: {
    office: officeOf,
    disclosure: ({ disclosure }: { disclosure: string }, _, { reads }) => reads.load.disclosure.load(disclosure),
  },
};
