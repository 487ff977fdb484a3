import type { BallotView, SecretOpening } from '../ballot-reads.ts';
import type { GatewayContext } from '../context.ts';
import type { Resolvers } from '../graphql/schema.ts';
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

export const secretBallotResolvers: Resolvers = {
  TakeTokenPayload: payloadFields,
  Mutation: {
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
