import type { BallotView, BallotVote } from '../ballot-reads.ts';
import type { GatewayContext } from '../context.ts';
import type { Resolvers } from '../graphql/schema.ts';
import type { ProceedingView } from '../proceeding-reads.ts';
import type { TopicView } from '../topic-reads.ts';
import { attachmentOf } from './attachments.ts';
import { connection, pageInput, type PageArguments } from './connection.ts';
import { orNotYet } from './not-yet.ts';
import type { SealedEvent } from './seals.ts';

interface Seeing {
  readonly atLeast?: string | null;
}
interface ListArguments extends PageArguments, Seeing {
  readonly division: string;
}
type Question = BallotView['question'];
type Rule = BallotView['rule'];

const optionsOf = (question: Question) => {
  switch (question.kind) {
    case 'yes-no':
      return [];
    case 'election':
      return question.candidates.map(({ name, ...candidate }) => ({ ...candidate, text: name }));
    default:
      return question.options;
  }
};

const mostOf = (question: Question): number =>
  question.kind === 'up-to' ? question.most : question.kind === 'election' ? question.seats : 1;

const questionResolvers: Resolvers = {
  BallotQuestion: {
    options: optionsOf,
    most: mostOf,
    writeIns: (question: Question) => question.kind === 'election' && question.writeIns,
    runOffOf: (question: Question, _, { reads }) =>
      question.kind === 'election' && question.runOffOf !== undefined
        ? reads.load.ballot.load(question.runOffOf)
        : null,
  },
  BallotRule: {
    majorityOf: ({ majority }: Rule) => majority.of,
    majority: ({ majority }: Rule) => majority.share,
    runOffMajority: ({ runOffMajority }: Rule) => runOffMajority?.share,
    noticeDays: ({ notice }: Rule) => notice?.days,
    rollPublishedDays: ({ rollPublished }: Rule) => rollPublished?.days,
  },
};

const tallySeal = ({
  division,
  countedPosition: position,
  events: { counted: event },
}: Pick<BallotView, 'division' | 'countedPosition' | 'events'>): SealedEvent | null =>
  position === undefined || event === undefined ? null : { division, position, event, of: { kind: 'tally' } };

const receiptResolvers: Resolvers = {
  BallotStanding: { receipt: ({ vote }: { readonly vote?: BallotVote }) => vote },
  BallotReceipt: {
    ballot: ({ ballot }: BallotVote, _, { reads }) => reads.load.ballot.load(ballot),
    name: ({ person, ballot }: BallotVote, _, context) => nameOn(context, ballot, person),
    proxyName: ({ proxy, ballot }: BallotVote, _, context) =>
      proxy === undefined ? null : nameOn(context, ballot, proxy),
    sealedAs: async ({ division, position }: BallotVote, _, { reads }) =>
      division === undefined ? null : (await reads.load.seal.load({ division, position }))?.index,
  },
  BallotChoice: {
    options: (choice: NonNullable<BallotVote['choice']>) => (choice.kind === 'yes-no' ? [] : choice.options),
  },
};

/** As whoever may read the roll of a ballot may know her. */
export const nameOn = async ({ reads }: GatewayContext, ballot: string, person: string) => {
  const found = await reads.load.ballot.load(ballot);
  if (found === undefined) return null;
  const { body, division } = found;
  return reads.load.rollName.load({ body, division, person });
};

export const ballotResolvers: Resolvers = {
  ...questionResolvers,
  ...receiptResolvers,
  Query: {
    ballot: async (_, { id, atLeast }: { id: string } & Seeing, context) => {
      context.reads.since(atLeast);
      return orNotYet(await context.reads.load.ballot.load(id), context);
    },
    ballots: async (_, { division, atLeast, ...page }: ListArguments, { consultation, reads }) => {
      reads.since(atLeast);
      const { value, stale } = await consultation.ballots.list({ division, ...pageInput(page), ...reads.seen() });
      const edges = value.items.map(({ cursor, item }) => ({ cursor, node: item }));
      return { ...connection({ edges, hasMore: value.hasMore }, page.after), stale };
    },
  },
  Topic: {
    ballots: async ({ topic }: TopicView, _, { reads }) => (await reads.load.ballotsOfTopic.load(topic)) ?? [],
  },
  Proceeding: {
    ballots: async ({ proceeding }: ProceedingView, _, { reads }) =>
      (await reads.load.ballotsOfProceeding.load(proceeding)) ?? [],
  },
  Viewer: {
    openBallots: async (_: unknown, __, { consultation, reads }) =>
      reads.dated(await consultation.ballots.open({ ...reads.seen() })),
    myBallots: async (_: unknown, page: PageArguments, { consultation, reads }) => {
      const { value, stale } = await consultation.ballots.mine({ ...pageInput(page), ...reads.seen() });
      const edges = value.items.map(({ cursor, item }) => ({ cursor, node: item }));
      return { ...connection({ edges, hasMore: value.hasMore }, page.after), stale };
    },
  },
  Ballot: {
    stale: ({ stale }: BallotView) => stale ?? false,
    id: ({ ballot }: BallotView) => ballot,
    division: ({ division }: BallotView, _, { reads }) => reads.load.division.load(division),
    body: ({ body }: BallotView, _, { reads }) => reads.load.body.load(body),
    topic: ({ topic }: BallotView, _, { reads }) => (topic === undefined ? null : reads.load.topic.load(topic)),
    proceeding: ({ proceeding }: BallotView, _, { reads }) =>
      proceeding === undefined ? null : reads.load.proceeding.load(proceeding),
    cancelledReason: ({ cancelled }: BallotView) => cancelled?.reason,
    cancelledCode: ({ cancelled }: BallotView) => cancelled?.code,
    protocols: ({ ballot, protocols }: BallotView) =>
      protocols.map(({ agreed, ...protocol }) => ({
        ...protocol,
        agreed: agreed && {
          ...agreed.entry,
          scans: agreed.scans.map((scan) => attachmentOf(ballot, scan)),
        },
      })),
    turnout: ({ counted }: BallotView) => counted?.arithmetic,
    result: ({ counted, countedAt, writeIns, ...ballot }: BallotView) =>
      counted && { ...counted, countedAt, writeIns, seal: tallySeal(ballot) },
    standing: async ({ ballot }: BallotView, _, { reads }) =>
      (await reads.load.ballotStanding.load(ballot)) ?? { isOnRoll: false, principals: [] },
  },
};
