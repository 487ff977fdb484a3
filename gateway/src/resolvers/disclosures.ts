import type { GatewayContext } from '../context.ts';
import type { Resolvers } from '../graphql/schema.ts';
import type { DisclosureView } from '../reads.ts';
import { attachmentOf } from './attachments.ts';
import { connection, pageInput, sliceOf, type PageArguments } from './connection.ts';
import { draftOf, publishedVersions } from './disclosure-versions.ts';
import { readyAccounts } from './lines.ts';
import { orNotYet } from './not-yet.ts';
import { disclosureTitle } from './period-texts.ts';

interface Seeing {
  readonly atLeast?: string | null;
}
interface ListArguments extends PageArguments, Seeing {
  readonly division: string;
  readonly body?: string | null;
  readonly asOf?: string | null;
}
interface Page {
  readonly items: readonly { readonly cursor: string; readonly item: DisclosureView }[];
  readonly hasMore: boolean;
}

const disclosureConnection = (
  { value, stale }: { value: Page; stale: boolean },
  after: PageArguments['after'],
  asOf?: string,
) => {
  const edges = value.items.map(({ cursor, item }) => ({
    cursor,
    node: asOf === undefined ? item : { ...item, asOf },
  }));
  return { ...connection({ edges, hasMore: value.hasMore }, after), stale };
};

/** The version that steps and rules are shown of. */
const underWay = (disclosure: DisclosureView) => disclosure.candidate ?? disclosure.versions.at(-1);

const disclosureQueries = {
  disclosure: async (
    _: unknown,
    { id, asOf, atLeast }: { id: string; asOf?: string } & Seeing,
    context: GatewayContext,
  ) => {
    const { publication, reads } = context;
    reads.since(atLeast);
    if (asOf === null || asOf === undefined) return orNotYet(await reads.load.disclosure.load(id), context);
    const [then] = reads.dated(await publication.disclosures.get({ ids: [id], asOf, ...reads.seen() }));
    return then && { ...then, asOf };
  },
  disclosures: async (_: unknown, args: ListArguments, { publication, reads }: GatewayContext) => {
    const { division, body, asOf, atLeast, ...page } = args;
    reads.since(atLeast);
    const asked = { division, ...(body && { body }), ...(asOf && { asOf }), ...pageInput(page), ...reads.seen() };
    return disclosureConnection(await publication.disclosures.list(asked), page.after, asOf ?? undefined);
  },
  reviewsWaiting: async (_: unknown, { atLeast, ...page }: PageArguments & Seeing, context: GatewayContext) => {
    const { publication, reads } = context;
    reads.since(atLeast);
    const found = await publication.disclosures.reviewsWaiting({ ...pageInput(page), ...reads.seen() });
    return disclosureConnection(found, page.after);
  },
  disclosuresInPreparation: async (
    _: unknown,
    { atLeast, ...page }: PageArguments & Seeing,
    context: GatewayContext,
  ) => {
    const { publication, reads } = context;
    reads.since(atLeast);
    const found = await publication.disclosures.inPreparation({ ...pageInput(page), ...reads.seen() });
    return disclosureConnection(found, page.after);
  },
  disclosureBoard: async (
    _: unknown,
    { period, atLeast, ...page }: { period: string } & PageArguments & Seeing,
    { publication, reads, language }: GatewayContext,
  ) => {
    reads.since(atLeast);
    const { value, stale } = await publication.disclosures.board({ period, ...reads.seen() });
    const missingCount = value.filter(({ missing }) => missing).length;
    return { ...sliceOf(value, page, language), totalCount: value.length, missingCount, stale };
  },
  checkSheet: async (
    _: unknown,
    sheet: { disclosure: string; version: number; figuresHash: string },
    { publication }: GatewayContext,
  ) => {
    const { content, ...status } = (await publication.disclosures.checkSheet({ ...sheet })).value;
    if (content === undefined) return status;
    return { ...status, accounts: readyAccounts(content.accounts), sections: content.sections };
  },
};

export const disclosureResolvers: Resolvers = {
  Query: disclosureQueries,
  FinanceDisclosure: {
    id: ({ disclosure }: DisclosureView) => disclosure,
    body: ({ body }: DisclosureView, _, { reads }) => reads.load.body.load(body),
    division: ({ division }: DisclosureView, _, { reads }) => reads.load.division.load(division),
    title: async ({ title, body, period }: DisclosureView, _, { reads, language }) =>
      title ?? disclosureTitle((await reads.load.body.load(body))?.name ?? '', period, language),
    steps: (disclosure: DisclosureView) => underWay(disclosure)?.steps ?? [],
    rules: (disclosure: DisclosureView) => underWay(disclosure)?.rules ?? [],
    current: (disclosure: DisclosureView) => publishedVersions(disclosure).at(-1) ?? draftOf(disclosure),
    draft: draftOf,
    versions: (disclosure: DisclosureView) => [...publishedVersions(disclosure), draftOf(disclosure) ?? []].flat(),
    version: (disclosure: DisclosureView, { version }: { version: number }) =>
      [...publishedVersions(disclosure), draftOf(disclosure)].find((one) => one?.version === version),
    posted: ({ versions }: DisclosureView) => versions.at(-1)?.isPosted ?? false,
    postings: ({ versions, disclosure }: DisclosureView) =>
      versions.flatMap(({ version, postings }) =>
        postings.map((posting) => ({ ...posting, version, photo: attachmentOf(disclosure, posting.photo) })),
      ),
    withdrawalReason: ({ versions }: DisclosureView) => versions.at(-1)?.withdrawalReason,
    objections: async ({ disclosure, asOf }: DisclosureView, page: PageArguments, { reads }) => {
      const then = asOf === undefined ? {} : { asOf };
      const found = await reads.load.objectionsOf.load({ disclosure, ...then, ...pageInput(page) });
      const { items = [], hasMore = false, stale = false } = found ?? {};
      const edges = items.map(({ cursor, item }) => ({ cursor, node: item }));
      return { ...connection({ edges, hasMore }, page.after), stale };
    },
    stale: ({ stale }: DisclosureView) => stale ?? false,
  },
  BoardEntry: { body: ({ body }: { body: string }, _, { reads }) => reads.load.body.load(body) },
};
