import type { Resolvers } from '../graphql/schema.ts';
import type { BodyView, OfficeView } from '../reads.ts';
import { orNotYet } from './not-yet.ts';

export const bodyResolvers: Resolvers = {
  Query: {
    body: async (_, { id, atLeast }: { id: string; atLeast?: string }, context) => {
      const { reads } = context;
      reads.since(atLeast);
      return orNotYet(await reads.load.body.load(id), context);
    },
  },
  Body: {
    stale: ({ stale }: BodyView) => stale ?? false,
    id: ({ body }: BodyView) => body,
    division: ({ division }: BodyView, _, { reads }) => reads.load.division.load(division),
    offices: async ({ body }: BodyView, _, { reads }) => (await reads.load.officesOf.load(body)) ?? [],
    agency: ({ agency }: BodyView, _, { reads }) => (agency === undefined ? null : reads.load.body.load(agency)),
  },
  Office: {
    stale: ({ stale }: OfficeView) => stale ?? false,
    id: ({ office }: OfficeView) => office,
    body: ({ body }: OfficeView, _, { reads }) => reads.load.body.load(body),
    division: ({ division }: OfficeView, _, { reads }) => reads.load.division.load(division),
  },
};
