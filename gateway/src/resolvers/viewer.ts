import type { Resolvers } from '../graphql/schema.ts';
import type { Me } from '../reads.ts';
import type { PageArguments } from './connection.ts';
import { readsOfMe } from './reads-of-me.ts';

type Village = Me['villages'][number];
type Binding = Me['bindings'][number];
interface PersonalRead {
  readonly division: string;
  readonly office: string;
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
    readsOfMe: (_: Me, page: PageArguments, context) => readsOfMe(page, context),
  },
  ViewerVillage: {
    division: ({ division }: Village, _, { reads }) => reads.load.division.load(division),
  },
  AccountBinding: {
    officers: ({ officerNames }: Binding) => officerNames,
  },
  PersonalRead: {
    division: ({ division }: PersonalRead, _, { reads }) => reads.load.division.load(division),
    officeKind: async ({ office }: PersonalRead, _, { reads }) => (await reads.load.office.load(office))?.kind,
  },
};
