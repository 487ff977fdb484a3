import type { Resolvers } from '../graphql/schema.ts';

/** An event whose place in the log is asked for. */
export interface SealedEvent {
  readonly division: string;
  readonly position: string;
  readonly event: string;
}

export const sealResolvers: Resolvers = {
  Seal: {
    logOrigin: async ({ division, position }: SealedEvent, _, { reads }) =>
      (await reads.load.seal.load({ division, position }))?.origin,
    index: async ({ division, position }: SealedEvent, _, { reads }) =>
      (await reads.load.seal.load({ division, position }))?.index,
  },
};
