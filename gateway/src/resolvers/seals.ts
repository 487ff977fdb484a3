import type { Resolvers } from '../graphql/schema.ts';

/** An event whose place in the log is asked for. */
export interface SealedEvent {
  readonly division: string;
  readonly position: string;
  readonly event: string;
  /** What it published: the disclosure or the notice, by its id. */
  readonly of: { readonly kind: 'disclosure' | 'notice'; readonly id: string; readonly version: number };
}

export const sealResolvers: Resolvers = {
  Seal: {
    logOrigin: async ({ division, position }: SealedEvent, _, { reads }) =>
      (await reads.load.seal.load({ division, position }))?.origin,
    values: async ({ of: { kind, ...key } }: SealedEvent, _, { reads }) =>
      (await reads.load[kind === 'disclosure' ? 'disclosureEvidence' : 'noticeEvidence'].load(key))?.values ?? [],
    index: async ({ division, position }: SealedEvent, _, { reads }) =>
      (await reads.load.seal.load({ division, position }))?.index,
  },
};
