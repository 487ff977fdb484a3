import type { GatewayContext } from '../context.ts';
import type { Resolvers } from '../graphql/schema.ts';
import type { ContentView, DisclosureView } from '../reads.ts';
import { attachmentOf } from './attachments.ts';
import { lineChanges } from './line-changes.ts';

type Published = DisclosureView['versions'][number];
type Candidate = NonNullable<DisclosureView['candidate']>;

/** A version with what it belongs to; `previous` is the published one before it. */
export type VersionOf = (Published | Candidate) & {
  readonly disclosure: string;
  readonly division: string;
  readonly previous: number | undefined;
};

const within = (
  { disclosure, division }: DisclosureView,
  version: Published | Candidate,
  previous: number | undefined,
): VersionOf => ({ ...version, disclosure, division, previous });

export const publishedVersions = (disclosure: DisclosureView): readonly VersionOf[] =>
  disclosure.versions.map((version, at, all) => within(disclosure, version, all[at - 1]?.version));

export const draftOf = (disclosure: DisclosureView): VersionOf | undefined =>
  disclosure.candidate && within(disclosure, disclosure.candidate, disclosure.versions.at(-1)?.version);

const contentOf = ({ disclosure, version }: Pick<VersionOf, 'disclosure' | 'version'>, { reads }: GatewayContext) =>
  reads.load.content.load({ disclosure, version });

const empty: Pick<ContentView, 'accounts' | 'sections' | 'attachments'> = {
  accounts: [],
  sections: [],
  attachments: [],
};

export const versionResolvers: Resolvers = {
  DisclosureVersion: {
    meeting: ({ meeting, disclosure }: VersionOf) =>
      meeting && { ...meeting, minutes: meeting.minutes && attachmentOf(disclosure, meeting.minutes) },
    figuresHash: async (version: VersionOf, _, context) =>
      'figuresHash' in version ? version.figuresHash : (await contentOf(version, context))?.figuresHash,
    accounts: async (version: VersionOf, _, context) => (await contentOf(version, context))?.accounts ?? empty.accounts,
    sections: async (version: VersionOf, _, context) => (await contentOf(version, context))?.sections ?? empty.sections,
    attachments: async (version: VersionOf, _, context) =>
      ((await contentOf(version, context)) ?? empty).attachments.map((attachment) =>
        attachmentOf(version.disclosure, attachment, true),
      ),
    changes: async (version: VersionOf, _, context) => {
      const { disclosure, previous } = version;
      if (previous === undefined) return [];
      const [before = empty, after = empty] = await Promise.all([
        contentOf({ disclosure, version: previous }, context),
        contentOf(version, context),
      ]);
      return lineChanges(before, after);
    },
    seal: (version: VersionOf) =>
      'position' in version
        ? {
            ...{ division: version.division, position: version.position, event: version.event },
            of: { kind: 'disclosure' as const, id: version.disclosure, version: version.version },
          }
        : null,
  },
};
