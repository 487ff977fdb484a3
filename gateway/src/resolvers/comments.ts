import type { GatewayContext } from '../context.ts';
import type { Resolvers } from '../graphql/schema.ts';
import type { CommentsKey, CommentView } from '../topic-reads.ts';
import { connection, pageInput, type PageArguments } from './connection.ts';
import { given } from './given.ts';
import { officeOf } from './office-of.ts';
import { payload, payloadFields } from './payload.ts';

export interface CommentsArguments extends PageArguments {
  readonly stance?: CommentsKey['stance'] | null;
}
type Comments = GatewayContext['consultation']['comments'];

/** A page of a topic or of a thread, read together with those of all others that the query asks for. */
export const commentsOf = async (
  of: Pick<CommentsKey, 'topic' | 'parent'>,
  { stance, ...page }: CommentsArguments,
  { reads }: GatewayContext,
) => {
  const key = { ...of, ...(stance && { stance }), ...pageInput(page) };
  const { items = [], hasMore = false, stale = false } = (await reads.load.commentsOf.load(key)) ?? {};
  const edges = items.map(({ cursor, item }) => ({ cursor, node: item }));
  return { ...connection({ edges, hasMore }, page.after), stale };
};

/** Its input is as the SDL says; the service checks it with its own schema. */
type Command = (commands: Comments) => (input: never) => ReturnType<Comments['edit']>;

/** Carries out a command, and shows the comment as it is after it. */
const mutation =
  (command: Command) =>
  (_: unknown, { input }: { readonly input: object }, context: GatewayContext) =>
    payload(
      context,
      () => command(context.consultation.comments)(given(input) as never),
      async ({ comment }) => ({ comment: await context.reads.load.comment.load(comment) }),
      input,
    );

export const commentResolvers: Resolvers = {
  Query: {
    commentAppeals: async (
      _,
      { atLeast, ...page }: PageArguments & { readonly atLeast?: string | null },
      { consultation, reads },
    ) => {
      reads.since(atLeast);
      const { value, stale } = await consultation.comments.appeals({ ...pageInput(page), ...reads.seen() });
      const edges = value.items.map(({ cursor, item }) => ({ cursor, node: item }));
      return { ...connection({ edges, hasMore: value.hasMore }, page.after), stale };
    },
  },
  Comment: {
    stale: ({ stale }: CommentView) => stale ?? false,
    id: ({ comment }: CommentView) => comment,
    topic: ({ topic }: CommentView, _, { reads }) => reads.load.topic.load(topic),
    author: ({ author, office, mine }: CommentView) => ({ person: author, officeKind: office, isMe: mine }),
    isAnswer: ({ proposer }: CommentView) => proposer,
    text: ({ versions }: CommentView) => versions.at(-1)?.text,
    replyCount: ({ replies }: CommentView) => replies,
    replies: async ({ topic, comment, replies }: CommentView, page: PageArguments, context) =>
      // Nobody asks for the thread of a comment that has none.
      replies === 0
        ? { ...connection({ edges: [], hasMore: false }, page.after), stale: false }
        : commentsOf({ topic, parent: comment }, page, context),
  },
  Folding: { office: officeOf },
  FoldingDecision: { office: officeOf },
  CommentPayload: payloadFields,
  Mutation: {
    makeComment: mutation(({ make }) => make),
    editComment: mutation(({ edit }) => edit),
    foldComment: mutation(({ fold }) => fold),
    appealFolding: mutation(({ appeal }) => appeal),
    decideAppeal: mutation(({ decideAppeal }) => decideAppeal),
  },
};
