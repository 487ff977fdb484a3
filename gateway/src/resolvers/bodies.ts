import type { Resolvers } from '../graphql/schema.ts';
import type { BodyView, OfficeView } from '../reads.ts';

export const bodyResolvers: Resolvers = {
  Query: {
    body: (_, { id, atLeast }: { id: string; atLeast?: string }, { reads }) => {
      reads.since(atLeast);
      return reads.load.body.load(id);
    },
  },
  Body: {
    id: ({ body }: BodyView) => body,
    division: ({ division }: BodyView, _, { reads }) => reads.load.division.load(division),
    offices: async ({ body }: BodyView, _, { reads }) => (await reads.load.officesOf.load(body)) ?? [],
    agency: ({ agency }: BodyView, _, { reads }) => (agency === undefined ? null : reads.load.body.load(agency)),
  },
  Office: {
    id: ({ office }: OfficeView) => office,
    body: ({ body }: OfficeView, _, { reads }) => reads.load.body.load(body),
    division: ({ division }: OfficeView, _, { reads }) => reads.load.division.load(division),
  },
};
