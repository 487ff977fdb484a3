import type { Resolvers } from '../graphql/schema.ts';

/** An event whose place in the log is asked for. */
export interface SealedEvent {
  readonly division: string;
  readonly position: string;
  readonly event: string;
  /** What it published, by its id; a tally holds no text. */
  readonly of:
    | { readonly kind: 'disclosure' | 'notice'; readonly id: string; readonly version: number }
    | { readonly kind: 'resolution'; readonly id: string }
    | { readonly kind: 'tally' };
}

export const sealResolvers: Resolvers = {
  Seal: {
    logOrigin: async ({ division, position }: SealedEvent, _, { reads }) =>
      (await reads.load.seal.load({ division, position }))?.origin,
    values: async ({ of }: SealedEvent, _, { reads: { load } }) => {
      if (of.kind === 'tally') return [];
      if (of.kind === 'resolution') return (await load.resolutionEvidence.load(of.id))?.values ?? [];
      const { kind, id, version } = of;
      const loader = kind === 'disclosure' ? load.disclosureEvidence : load.noticeEvidence;
      return (await loader.load({ id, version }))?.values ?? [];
    },
    index: async ({ division, position }: SealedEvent, _, { reads }) =>
      (await reads.load.seal.load({ division, position }))?.index,
  },
};
