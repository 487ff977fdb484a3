import type { Resolvers } from '../graphql/schema.ts';

interface Asked {
  readonly division: string;
  readonly atLeast?: string | null;
}

export const meetingResolvers: Resolvers = {
  Query: {
    representativesMeeting: async (_, { division, atLeast }: Asked, { consultation, reads }) => {
      reads.since(atLeast);
      return (await consultation.meetings.ofRepresentatives({ division, ...reads.seen() })).value;
    },
  },
};
