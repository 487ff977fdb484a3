import type { Resolvers } from '../graphql/schema.ts';
import type { Me } from '../reads.ts';
import { accepted } from '../refused.ts';
import { connection, pageInput, type PageArguments } from './connection.ts';

type Village = Me['villages'][number];
type Binding = Me['bindings'][number];
interface PersonalRead {
  readonly division: string;
}

/** What a service was not asked for one by one, without what it does not know. */
const known = <T>(found: readonly (T | Error | undefined)[]): readonly T[] =>
  found.filter((one): one is Exclude<typeof one, Error | undefined> => one !== undefined && !(one instanceof Error));

export const viewerResolvers: Resolvers = {
  Query: {
    viewer: async (_, { atLeast }: { readonly atLeast?: string | null }, { registry, reads }) => {
      reads.since(atLeast);
      return (await registry.me.get({ ...reads.seen() })).value;
    },
  },
  Viewer: {
    memberships: async ({ memberships }: Me, _, { reads }) =>
      known(await reads.load.body.loadMany(memberships.map(({ body }) => body))),
    offices: async ({ offices }: Me, _, { reads }) =>
      known(await reads.load.office.loadMany(offices.map(({ office }) => office))),
    actingOffice: ({ acting }: Me, _, { reads }) => (acting === null ? null : reads.load.office.load(acting)),
    contractedBodies: async ({ contracted }: Me, _, { reads }) => known(await reads.load.body.loadMany(contracted)),
    readsOfMe: async (_: Me, page: PageArguments, { registry, language }) => {
      // One more than asked for tells whether there is a next page.
      const { value } = await registry.me.reads({ ...pageInput(page), first: page.first + 1 });
      const { items } = accepted(value, language);
      const edges = items.slice(0, page.first).map((read) => ({ cursor: read.cursor, node: read }));
      return connection({ edges, hasMore: items.length > page.first }, page.after);
    },
  },
  ViewerVillage: {
    division: ({ division }: Village, _, { reads }) => reads.load.division.load(division),
  },
  AccountBinding: {
    officers: ({ officerNames }: Binding) => officerNames,
  },
  PersonalRead: {
    division: ({ division }: PersonalRead, _, { reads }) => reads.load.division.load(division),
  },
};
