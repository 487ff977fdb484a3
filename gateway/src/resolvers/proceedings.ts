import type { GatewayContext } from '../context.ts';
import type { Resolvers } from '../graphql/schema.ts';
import type { ProceedingView } from '../proceeding-reads.ts';
import type { TopicView } from '../topic-reads.ts';
import { attachmentOf } from './attachments.ts';
import { connection, pageInput, type PageArguments } from './connection.ts';
import { orNotYet } from './not-yet.ts';

type Step = ProceedingView['steps'][number];
type StepVoting = Step['decides'][number];
type Taken = Step['taken'][number];

interface Seeing {
  readonly atLeast?: string | null;
}
interface ListArguments extends PageArguments, Seeing {
  readonly division: string;
}

const officeOf = ({ office }: { readonly office?: string | undefined }, _: unknown, { reads }: GatewayContext) =>
  office === undefined ? null : reads.load.office.load(office);

export const proceedingResolvers: Resolvers = {
  Query: {
    proceeding: async (_, { id, atLeast }: { id: string } & Seeing, context) => {
      context.reads.since(atLeast);
      return orNotYet(await context.reads.load.proceeding.load(id), context);
    },
    proceedings: async (_, { division, atLeast, ...page }: ListArguments, { consultation, reads }) => {
      reads.since(atLeast);
      const { value, stale } = await consultation.proceedings.list({ division, ...pageInput(page), ...reads.seen() });
      const edges = value.items.map(({ cursor, item }) => ({ cursor, node: item }));
      return { ...connection({ edges, hasMore: value.hasMore }, page.after), stale };
    },
  },
  Topic: {
    proceedings: async ({ topic }: TopicView, _, { reads }) => (await reads.load.proceedingsOf.load(topic)) ?? [],
  },
  Proceeding: {
    stale: ({ stale }: ProceedingView) => stale ?? false,
    id: ({ proceeding }: ProceedingView) => proceeding,
    begunOn: ({ on }: ProceedingView) => on,
    division: ({ division }: ProceedingView, _, { reads }) => reads.load.division.load(division),
    body: ({ body }: ProceedingView, _, { reads }) => reads.load.body.load(body),
    topic: ({ topic }: ProceedingView, _, { reads }) => reads.load.topic.load(topic),
    resolution: ({ resolution }: ProceedingView, _, { reads }) =>
      resolution === undefined ? null : reads.load.resolution.load(resolution),
    // Each with the proceeding whose readers may fetch its minutes.
    steps: ({ proceeding, steps }: ProceedingView) =>
      steps.map((step) => ({ ...step, taken: step.taken.map((taken) => ({ ...taken, proceeding })) })),
  },
  StepVoting: {
    majorityOf: ({ majority }: StepVoting) => majority.of,
    majority: ({ majority }: StepVoting) => majority.share,
    noticeDays: ({ notice }: StepVoting) => notice?.days,
  },
  StepRecord: {
    office: officeOf,
    minutes: ({ minutes, proceeding }: Taken & { readonly proceeding: string }) =>
      minutes && attachmentOf(proceeding, minutes),
  },
};
