import type { Resolvers } from '../graphql/schema.ts';
import type { NoticeView } from '../reads.ts';
import { attachmentOf } from './attachments.ts';
import { connection, pageInput, type PageArguments } from './connection.ts';
import { orNotYet } from './not-yet.ts';

type Version = NoticeView['versions'][number];
/** With the notice that it belongs to. */
interface VersionOf extends Version {
  readonly notice: string;
  readonly division: string;
}

interface ListArguments extends PageArguments {
  readonly division: string;
  readonly asOf?: string | null;
  readonly drafts?: boolean | null;
  readonly atLeast?: string | null;
}

/** What is shown of a notice: its newest version, or the draft where nothing is out. */
const shownOf = ({ versions, draft }: NoticeView) => versions.at(-1) ?? draft;

const versionsOf = ({ versions, notice, division }: NoticeView): VersionOf[] =>
  versions.map((version) => ({ ...version, notice, division }));

const sealOf = ({ division, position, event, notice, version }: VersionOf) => ({
  ...{ division, position, event },
  of: { kind: 'notice' as const, id: notice, version },
});

export const noticeResolvers: Resolvers = {
  Query: {
    notice: async (_, { id, asOf, atLeast }: { id: string; asOf?: string; atLeast?: string }, context) => {
      const { publication, reads } = context;
      reads.since(atLeast);
      if (asOf === null || asOf === undefined) return orNotYet(await reads.load.notice.load(id), context);
      return reads.dated(await publication.notices.get({ ids: [id], asOf, ...reads.seen() }))[0];
    },
    notices: async (_, { division, asOf, drafts, atLeast, ...page }: ListArguments, { publication, reads }) => {
      reads.since(atLeast);
      const asked = { division, drafts: drafts ?? false, ...(asOf && { asOf }) };
      const { value, stale } = await publication.notices.list({ ...asked, ...pageInput(page), ...reads.seen() });
      const edges = value.items.map(({ cursor, item }) => ({ cursor, node: item }));
      return { ...connection({ edges, hasMore: value.hasMore }, page.after), stale };
    },
  },
  Notice: {
    stale: ({ stale }: NoticeView) => stale ?? false,
    id: ({ notice }: NoticeView) => notice,
    division: ({ division }: NoticeView, _, { reads }) => reads.load.division.load(division),
    body: ({ body }: NoticeView, _, { reads }) => reads.load.body.load(body),
    title: (notice: NoticeView) => shownOf(notice)?.title,
    text: (notice: NoticeView) => shownOf(notice)?.text,
    attachments: (notice: NoticeView) =>
      (shownOf(notice)?.attachments ?? []).map((attachment) => attachmentOf(notice.notice, attachment, true)),
    publishedAt: ({ versions }: NoticeView) => versions.at(-1)?.publishedAt,
    versions: versionsOf,
    seal: (notice: NoticeView) => {
      const newest = versionsOf(notice).at(-1);
      return newest && sealOf(newest);
    },
  },
  NoticeVersion: {
    attachments: ({ notice, attachments }: VersionOf) =>
      attachments.map((attachment) => attachmentOf(notice, attachment, true)),
    seal: sealOf,
  },
};
