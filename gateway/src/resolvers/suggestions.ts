import type { GatewayContext } from '../context.ts';
import type { Resolvers } from '../graphql/schema.ts';
import type { SuggestionView } from '../topic-reads.ts';
import { attachmentOf, type AttachmentView } from './attachments.ts';
import { connection, pageInput, type PageArguments } from './connection.ts';
import { given } from './given.ts';
import { orNotYet } from './not-yet.ts';
import { officeOf } from './office-of.ts';
import { payload, payloadFields } from './payload.ts';

interface ListArguments extends PageArguments {
  readonly atLeast?: string | null;
}
type Suggestions = GatewayContext['consultation']['suggestions'];

const listOf =
  (list: 'mine' | 'toAnswer') =>
  async (_: unknown, { atLeast, ...page }: ListArguments, { consultation, reads }: GatewayContext) => {
    reads.since(atLeast);
    const { value, stale } = await consultation.suggestions[list]({ ...pageInput(page), ...reads.seen() });
    const edges = value.items.map(({ cursor, item }) => ({ cursor, node: item }));
    return { ...connection({ edges, hasMore: value.hasMore }, page.after), stale };
  };

/** Its input is as the SDL says; the service checks it with its own schema. */
type Command = (commands: Suggestions) => (input: never) => ReturnType<Suggestions['settle']>;

/** Carries out a command, and shows the suggestion as it is after it. */
const mutation =
  (command: Command) =>
  (_: unknown, { input }: { readonly input: object }, context: GatewayContext) =>
    payload(
      context,
      () => command(context.consultation.suggestions)(given(input) as never),
      async ({ suggestion }) => ({ suggestion: await context.reads.load.suggestion.load(suggestion) }),
      input,
    );

const filesOf = (owner: string, files: readonly AttachmentView[]) => files.map((file) => attachmentOf(owner, file));

export const suggestionResolvers: Resolvers = {
  Query: {
    suggestion: async (_, { id, atLeast }: { id: string; atLeast?: string }, context) => {
      context.reads.since(atLeast);
      return orNotYet(await context.reads.load.suggestion.load(id), context);
    },
    suggestions: async (_, { division, atLeast, ...page }: ListArguments & { division: string }, context) => {
      const { consultation, reads } = context;
      reads.since(atLeast);
      const { value, stale } = await consultation.suggestions.list({ division, ...pageInput(page), ...reads.seen() });
      const edges = value.items.map(({ cursor, item }) => ({ cursor, node: item }));
      return { ...connection({ edges, hasMore: value.hasMore }, page.after), stale };
    },
    mySuggestions: listOf('mine'),
    suggestionsToAnswer: listOf('toAnswer'),
  },
  Suggestion: {
    stale: ({ stale }: SuggestionView) => stale ?? false,
    id: ({ suggestion }: SuggestionView) => suggestion,
    division: ({ division }: SuggestionView, _, { reads }) => reads.load.division.load(division),
    body: ({ body }: SuggestionView, _, { reads }) => reads.load.body.load(body),
    author: ({ suggester, mine }: SuggestionView) => ({ person: suggester, isMe: mine }),
    photos: ({ suggestion, photos }: SuggestionView) => filesOf(suggestion, photos),
    scan: ({ suggestion, scan }: SuggestionView) => scan && attachmentOf(suggestion, scan),
    answers: ({ suggestion, answers }: SuggestionView) =>
      answers.map((answer) => ({ ...answer, attachments: filesOf(suggestion, answer.attachments) })),
    topic: ({ topic }: SuggestionView, _, { reads }) => (topic === undefined ? null : reads.load.topic.load(topic)),
  },
  SuggestionAnswer: { office: officeOf },
  SuggestionPayload: payloadFields,
  Mutation: {
    makeSuggestion: mutation(({ make }) => make),
    recordPaperSuggestion: mutation(({ recordOnPaper }) => recordOnPaper),
    answerSuggestion: mutation(({ answer }) => answer),
    settleSuggestion: mutation(({ settle }) => settle),
    reopenSuggestion: mutation(({ reopen }) => reopen),
  },
};
