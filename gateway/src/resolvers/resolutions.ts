import type { GatewayContext } from '../context.ts';
import type { Resolvers } from '../graphql/schema.ts';
import type { FinanceLinkView, ResolutionView } from '../proceeding-reads.ts';
import type { DisclosureView } from '../reads.ts';
import { attachmentOf } from './attachments.ts';
import { connection, pageInput, type PageArguments } from './connection.ts';
import { orNotYet } from './not-yet.ts';
import type { SealedEvent } from './seals.ts';

type Report = ResolutionView['reports'][number];
type Posting = NonNullable<ResolutionView['published']>;

interface Seeing {
  readonly atLeast?: string | null;
}
interface ListArguments extends PageArguments, Seeing {
  readonly division: string;
}

/** With the resolution whose readers may fetch its photo. */
const posting = (resolution: string, shown: Posting | undefined) =>
  shown && { ...shown, photo: shown.photo && attachmentOf(resolution, shown.photo) };

const officeOf = ({ office }: { readonly office?: string | undefined }, _: unknown, { reads }: GatewayContext) =>
  office === undefined ? null : reads.load.office.load(office);

export const resolutionResolvers: Resolvers = {
  Query: {
    resolution: async (_, { id, atLeast }: { id: string } & Seeing, context) => {
      context.reads.since(atLeast);
      return orNotYet(await context.reads.load.resolution.load(id), context);
    },
    resolutions: async (_, { division, atLeast, ...page }: ListArguments, { consultation, reads }) => {
      reads.since(atLeast);
      const { value, stale } = await consultation.resolutions.list({ division, ...pageInput(page), ...reads.seen() });
      const edges = value.items.map(({ cursor, item }) => ({ cursor, node: item }));
      return { ...connection({ edges, hasMore: value.hasMore }, page.after), stale };
    },
  },
  Resolution: {
    stale: ({ stale }: ResolutionView) => stale ?? false,
    id: ({ resolution }: ResolutionView) => resolution,
    division: ({ division }: ResolutionView, _, { reads }) => reads.load.division.load(division),
    body: ({ body }: ResolutionView, _, { reads }) => reads.load.body.load(body),
    proceeding: ({ proceeding }: ResolutionView, _, { reads }) => reads.load.proceeding.load(proceeding),
    topic: ({ topic }: ResolutionView, _, { reads }) => reads.load.topic.load(topic),
    responsibleOffice: ({ responsibleOffice }: ResolutionView, _, { reads }) =>
      responsibleOffice === undefined ? null : reads.load.office.load(responsibleOffice),
    responsibleName: ({ responsible }: ResolutionView, _, { reads }) => reads.load.personName.load(responsible),
    spent: ({ reports }: ResolutionView) => reports.reduce((sum, { spent = 0 }) => sum + spent, 0),
    seal: ({ resolution, division, position, event }: ResolutionView): SealedEvent => ({
      ...{ division, position, event },
      of: { kind: 'resolution', id: resolution },
    }),
    published: ({ resolution, published }: ResolutionView) => posting(resolution, published),
    result: ({ resolution, result }: ResolutionView) => posting(resolution, result),
    reports: ({ resolution, reports }: ResolutionView) =>
      reports.map(({ photos, ...report }) => ({
        ...report,
        photos: photos.map((photo) => attachmentOf(resolution, photo)),
      })),
  },
  ResolutionReport: {
    id: ({ report }: Report) => report,
    office: officeOf,
    disclosure: ({ disclosure }: Report, _, { reads }) =>
      disclosure === undefined ? null : reads.load.disclosure.load(disclosure),
  },
  FinanceDisclosure: {
    resolutions: async ({ disclosure }: DisclosureView, _, { reads }) => {
      const links = (await reads.load.resolutionsOf.load(disclosure)) ?? [];
      const found = await Promise.all(links.map(({ resolution }) => reads.load.resolution.load(resolution)));
      return links.flatMap((link: FinanceLinkView, at) => {
        const resolution = found[at];
        return resolution === undefined ? [] : [{ ...link, resolution }];
      });
    },
  },
};
