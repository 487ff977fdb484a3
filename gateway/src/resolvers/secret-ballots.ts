import type { BallotView, SecretOpening } from '../ballot-reads.ts';
import type { GatewayContext } from '../context.ts';
import type { Resolvers } from '../graphql/schema.ts';
import type { Item, Value } from '../loaders.ts';
import { nameOn } from './ballots.ts';
import { connection, pageInput, type PageArguments } from './connection.ts';
import { payload, payloadFields } from './payload.ts';

interface KeyInput {
  readonly input: Readonly<Record<'commandId' | 'ballot' | 'key', string>>;
}
interface TokenInput {
  readonly input: {
    readonly commandId: string;
    readonly ballot: string;
    readonly requests: readonly string[];
  };
}
interface OfBallot {
  readonly ballot: string;
  readonly person: string;
}

const shown = (context: GatewayContext) => async (result: { readonly ballot: string }) => ({
  ballot: await context.reads.load.ballot.load(result.ballot),
});

const takeToken = (_: unknown, { input }: TokenInput, context: GatewayContext) => {
  const [first = '', second = ''] = input.requests;
  // One too many, or too few, is refused as what is too short.
  const requests: [string, string] = input.requests.length === 2 ? [first, second] : ['', ''];
  return payload(
    context,
    () => context.consultation.secretBallots.takeToken({ ...input, requests }),
    async ({ answers }) => ({ answers, ...(await shown(context)(input)) }),
    input,
  );
};

type Notices = Value<GatewayContext['consultation']['secretBallots']['myNotices']>;
type Notice = Item<Notices>;

interface NoticeInput {
  readonly input: Readonly<Record<'commandId' | 'ballot' | 'person' | 'text' | 'reasons', string>> & {
    readonly upheld: boolean;
  };
}

const noticeResolvers: Resolvers = {
  Viewer: {
    tokenNotices: async (_: unknown, __: unknown, { consultation, reads }) =>
      (await consultation.secretBallots.myNotices({ ...reads.seen() })).value,
  },
  Query: {
    tokenDisputes: async (
      _,
      { division, atLeast }: { readonly division: string; readonly atLeast?: string | null },
      { consultation, reads },
    ) => {
      reads.since(atLeast);
      return (await consultation.secretBallots.tokenDisputes({ division, ...reads.seen() })).value;
    },
  },
  Mutation: {
    acknowledgeToken: (_, { input }: NoticeInput, context) =>
      payload(context, () => context.consultation.secretBallots.acknowledgeToken(input), shown(context), input),
    disputeToken: (_, { input }: NoticeInput, context) =>
      payload(context, () => context.consultation.secretBallots.disputeToken(input), shown(context), input),
    decideTokenDispute: (_, { input }: NoticeInput, context) =>
      payload(context, () => context.consultation.secretBallots.decideTokenDispute(input), shown(context), input),
  },
  TokenNotice: {
    ballot: ({ ballot }: Notice, _, { reads }) => reads.load.ballot.load(ballot),
    name: ({ ballot, person }: Notice, _, context) => nameOn(context, ballot, person),
    text: ({ dispute }: Notice) => dispute?.text,
    disputedAt: ({ dispute }: Notice) => dispute?.at,
    due: ({ dispute }: Notice) => dispute?.due,
    reasons: ({ dispute }: Notice) => dispute?.reasons,
  },
};

export const secretBallotResolvers: Resolvers = {
  ...noticeResolvers,
  TakeTokenPayload: payloadFields,
  Mutation: {
    ...noticeResolvers['Mutation'],
    takeToken,
    lodgeBallotKey: (_, { input }: KeyInput, context) =>
      payload(context, () => context.consultation.secretBallots.lodgeKey(input), shown(context), input),
    openBallotKey: (_, { input }: KeyInput, context) =>
      payload(context, () => context.consultation.secretBallots.openKey(input), shown(context), input),
  },
  Ballot: {
    secretVoting: ({ ballot }: BallotView, _, { reads }) => reads.load.secretOpening.load(ballot),
  },
  SecretVoting: {
    holders: ({ ballot, holders, keysOpened }: SecretOpening) =>
      holders.map((holder) => ({ ...holder, ballot, opened: keysOpened.includes(holder.office) })),
    openingSealedAs: async ({ division, position }: SecretOpening, _, { reads }) =>
      position === undefined ? null : (await reads.load.seal.load({ division, position }))?.index,
    tokens: async ({ ballot }: SecretOpening, page: PageArguments, { consultation, reads }) => {
      const { value } = await consultation.secretBallots.tokens({ ballot, ...pageInput(page), ...reads.seen() });
      const edges = value.items.map(({ cursor, item }) => ({ cursor, node: item }));
      return connection({ edges, hasMore: value.hasMore }, page.after);
    },
  },
  BallotKeyHolder: { name: ({ ballot, person }: OfBallot, _, context) => nameOn(context, ballot, person) },
  TokenTaken: { name: ({ ballot, person }: OfBallot, _, context) => nameOn(context, ballot, person) },
};
