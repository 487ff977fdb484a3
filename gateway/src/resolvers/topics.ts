import type { GatewayContext } from '../context.ts';
import type { Resolvers } from '../graphql/schema.ts';
import type { TopicView } from '../topic-reads.ts';
import { attachmentOf } from './attachments.ts';
import { commentsOf, type CommentsArguments } from './comments.ts';
import { connection, pageInput, type PageArguments } from './connection.ts';
import { given } from './given.ts';
import { orNotYet } from './not-yet.ts';
import { officeOf } from './office-of.ts';
import { payload, payloadFields } from './payload.ts';

interface ListArguments extends PageArguments {
  readonly atLeast?: string | null;
}
type Topics = GatewayContext['consultation']['topics'];

/** The version in force. */
const latestOf = ({ versions }: TopicView) => versions.at(-1);

const thresholdsOf = ({ demand, support, demanded }: TopicView) =>
  (demand?.thresholds ?? []).map(({ of, share: { numerator, denominator, orMore } }) => {
    const counted = support.find((one) => one.of === of);
    const reached = demanded?.of === of ? demanded : undefined;
    const members = reached?.members ?? counted?.members;
    return {
      ...{ of, numerator, denominator, orMore, members },
      have: counted?.have ?? 0,
      needed: reached?.needed ?? counted?.needed,
    };
  });

/** Its input is as the SDL says; the service checks it with its own schema. */
type Command = (commands: Topics) => (input: never) => ReturnType<Topics['support']>;

/** Carries out a command, and shows the topic as it is after it. */
const mutation =
  (command: Command) =>
  (_: unknown, { input }: { readonly input: object }, context: GatewayContext) =>
    payload(
      context,
      () => command(context.consultation.topics)(given(input) as never),
      async ({ topic }) => ({ topic: await context.reads.load.topic.load(topic) }),
      input,
    );

export const topicResolvers: Resolvers = {
  Query: {
    topic: async (_, { id, atLeast }: { id: string; atLeast?: string }, context) => {
      context.reads.since(atLeast);
      return orNotYet(await context.reads.load.topic.load(id), context);
    },
    topics: async (_, { division, atLeast, ...page }: ListArguments & { division: string }, context) => {
      const { consultation, reads } = context;
      reads.since(atLeast);
      const { value, stale } = await consultation.topics.list({ division, ...pageInput(page), ...reads.seen() });
      const edges = value.items.map(({ cursor, item }) => ({ cursor, node: item }));
      return { ...connection({ edges, hasMore: value.hasMore }, page.after), stale };
    },
    topicsDemanded: async (_, { atLeast, ...page }: ListArguments, { consultation, reads }) => {
      reads.since(atLeast);
      const { value, stale } = await consultation.topics.demanded({ ...pageInput(page), ...reads.seen() });
      const edges = value.items.map(({ cursor, item }) => ({ cursor, node: item }));
      return { ...connection({ edges, hasMore: value.hasMore }, page.after), stale };
    },
  },
  Topic: {
    stale: ({ stale }: TopicView) => stale ?? false,
    id: ({ topic }: TopicView) => topic,
    division: ({ division }: TopicView, _, { reads }) => reads.load.division.load(division),
    body: ({ body }: TopicView, _, { reads }) => reads.load.body.load(body),
    title: (topic: TopicView) => latestOf(topic)?.title,
    text: (topic: TopicView) => latestOf(topic)?.text,
    attachments: (topic: TopicView) =>
      (latestOf(topic)?.attachments ?? []).map((attachment) => attachmentOf(topic.topic, attachment)),
    version: (topic: TopicView) => latestOf(topic)?.version,
    author: ({ proposer, office, mine }: TopicView) => ({ person: proposer, officeKind: office, isMe: mine }),
    versions: ({ topic, versions }: TopicView) =>
      versions.map((version) => ({
        ...version,
        attachments: version.attachments.map((attachment) => attachmentOf(topic, attachment)),
      })),
    suggestion: ({ suggestion }: TopicView, _, { reads }) =>
      suggestion === undefined ? null : reads.load.suggestion.load(suggestion),
    supportedVersion: ({ supported }: TopicView) => supported,
    assembly: ({ demand }: TopicView) => demand?.assembly,
    thresholds: thresholdsOf,
    rules: ({ demand }: TopicView) => demand?.rules ?? [],
    comments: ({ topic }: TopicView, page: CommentsArguments, context) => commentsOf({ topic }, page, context),
  },
  TopicSummary: { office: officeOf },
  Author: {
    name: ({ person }: { readonly person: string }, _, { reads }) => reads.load.authorName.load(person),
  },
  TopicPayload: payloadFields,
  Mutation: {
    proposeTopic: mutation(({ propose }) => propose),
    reviseTopic: mutation(({ revise }) => revise),
    withdrawTopic: mutation(({ withdraw }) => withdraw),
    supportTopic: mutation(({ support }) => support),
    withdrawSupport: mutation(({ withdrawSupport }) => withdrawSupport),
    summariseTopic: mutation(({ summarise }) => summarise),
  },
};
