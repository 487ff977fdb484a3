import type { GatewayContext } from '../context.ts';
import type { Resolvers } from '../graphql/schema.ts';
import type { ObjectionView } from '../reads.ts';
import { attachmentOf } from './attachments.ts';
import { connection, pageInput, type PageArguments } from './connection.ts';

interface ListArguments extends PageArguments {
  readonly atLeast?: string | null;
}
type List = 'mine' | 'toAnswer';

const listOf =
  (list: List) =>
  async (_: unknown, { atLeast, ...page }: ListArguments, { publication, reads }: GatewayContext) => {
    reads.since(atLeast);
    const { value, stale } = await publication.objections[list]({ ...pageInput(page), ...reads.seen() });
    const edges = value.items.map(({ cursor, item }) => ({ cursor, node: item }));
    return { ...connection({ edges, hasMore: value.hasMore }, page.after), stale };
  };

export const objectionResolvers: Resolvers = {
  Query: { myObjections: listOf('mine'), objectionsToAnswer: listOf('toAnswer') },
  Objection: {
    stale: ({ stale }: ObjectionView) => stale ?? false,
    id: ({ objection }: ObjectionView) => objection,
    disclosure: ({ disclosure }: ObjectionView, _, { reads }) => reads.load.disclosure.load(disclosure),
    // Who is withheld from the viewer is not told by the publication; the registry tells names by right.
    objectorName: ({ objector }: ObjectionView, _, { reads }) =>
      objector === undefined ? null : reads.load.personName.load(objector),
    scan: ({ objection, scan }: ObjectionView) => scan && attachmentOf(objection, scan),
    papers: ({ objection, papers }: ObjectionView) =>
      papers.map(({ scan, ...paper }) => ({ ...paper, scan: attachmentOf(objection, scan) })),
  },
};
