import type { GatewayContext } from '../context.ts';
import type { Resolvers } from '../graphql/schema.ts';
import { accepted } from '../refused.ts';
import { nodeTypeOf } from './ids.ts';
import { orNotYet } from './not-yet.ts';

export const baseResolvers: Resolvers = {
  Query: {
    node: async (_, { id, atLeast }: { id: string; atLeast?: string }, context) => {
      context.reads.since(atLeast);
      return orNotYet(await readNode(id, context), context);
    },
  },
  Node: { __resolveType: ({ __typename }: { __typename: string }) => __typename },
  Payload: { __resolveType: () => undefined },
  Receipt: {
    state: async ({ note }: { note: string }, _, { audit, language }) =>
      accepted(await audit.receiptState({ note }), language).state,
  },
};

const named = <T extends object>(__typename: string, thing: T | null | undefined) =>
  thing === null || thing === undefined ? null : { ...thing, __typename };

/** Null for what is not there, and for what the caller may not see. */
export const readNode = async (id: string, { reads }: GatewayContext): Promise<object | null> => {
  const type = nodeTypeOf(id);
  switch (type) {
    case 'Division':
      return named(type, await reads.load.division.load(id));
    case 'Body':
      return named(type, await reads.load.body.load(id));
    case 'Office':
      return named(type, await reads.load.office.load(id));
    case 'Notice':
      return named(type, await reads.load.notice.load(id));
    case 'FinanceDisclosure':
      return named(type, await reads.load.disclosure.load(id));
    case 'Objection':
      return named(type, await reads.load.objection.load(id));
    case 'Proceeding':
      return named(type, await reads.load.proceeding.load(id));
    case 'Resolution':
      return named(type, await reads.load.resolution.load(id));
    case 'Topic':
      return named(type, await reads.load.topic.load(id));
    case 'Comment':
      return named(type, await reads.load.comment.load(id));
    case 'Suggestion':
      return named(type, await reads.load.suggestion.load(id));
    case 'Ballot':
      return named(type, await reads.load.ballot.load(id));
    case undefined:
      return null;
  }
};
