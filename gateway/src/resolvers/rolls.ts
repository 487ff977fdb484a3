import type { BallotView, RollPageKey } from '../ballot-reads.ts';
import type { Resolvers } from '../graphql/schema.ts';
import { nameOn } from './ballots.ts';
import { connection, pageInput, type PageArguments } from './connection.ts';

type Roll = NonNullable<BallotView['roll']>;

interface OnRoll {
  readonly ballot: string;
  readonly person: string;
}
interface Granted extends OnRoll {
  readonly proxy?: string;
}
interface Objection {
  readonly ballot: string;
  readonly about: string;
  readonly objector: string;
  readonly decided?: { readonly outcome: string; readonly reasons: string | null; readonly at: string };
}
interface Found<Item> {
  readonly items: readonly { readonly cursor: string; readonly item: Item }[];
  readonly hasMore: boolean;
}

const listOf = <Item extends object>(ballot: string, page: PageArguments, found: Found<Item> | undefined) => {
  const edges = (found?.items ?? []).map(({ cursor, item }) => ({ cursor, node: { ...item, ballot } }));
  return connection({ edges, hasMore: found?.hasMore ?? false }, page.after);
};

const keyOf = ({ ballot }: Roll, page: PageArguments): RollPageKey => ({ ballot, ...pageInput(page) });

export const rollResolvers: Resolvers = {
  Query: {
    rollEntries: async (_, { ballot, people }: { ballot: string; people: string[] }, { consultation, reads }) =>
      (await consultation.rolls.ofPeople({ ballot, people, ...reads.seen() })).value,
  },
  Roll: {
    entries: async (roll: Roll, page: PageArguments, { reads }) =>
      listOf(roll.ballot, page, await reads.load.rollEntries.load(keyOf(roll, page))),
    objections: async (roll: Roll, page: PageArguments, { reads }) =>
      listOf(roll.ballot, page, await reads.load.rollObjections.load(keyOf(roll, page))),
    granted: async (roll: Roll, page: PageArguments, { reads }) =>
      listOf(roll.ballot, page, await reads.load.rollGranted.load(keyOf(roll, page))),
  },
  RollEntry: {
    name: ({ ballot, person }: OnRoll, _, context) => nameOn(context, ballot, person),
  },
  Entitlement: {
    name: ({ ballot, person }: OnRoll, _, context) => nameOn(context, ballot, person),
    proxyName: ({ ballot, proxy }: Granted, _, context) =>
      proxy === undefined ? null : nameOn(context, ballot, proxy),
  },
  RollObjection: {
    id: ({ objection }: { readonly objection: string }) => objection,
    aboutName: ({ ballot, about }: Objection, _, context) => nameOn(context, ballot, about),
    objectorName: ({ ballot, objector }: Objection, _, context) => nameOn(context, ballot, objector),
    outcome: ({ decided }: Objection) => decided?.outcome,
    reasons: ({ decided }: Objection) => decided?.reasons,
    decidedAt: ({ decided }: Objection) => decided?.at,
  },
};
