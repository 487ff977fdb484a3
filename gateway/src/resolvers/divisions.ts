import type { Resolvers } from '../graphql/schema.ts';
import type { DivisionView } from '../reads.ts';
import { connection, pageInput, type PageArguments } from './connection.ts';
import { orNotYet } from './not-yet.ts';

/** The name as history knows it at an instant; the first one for what lies before the list came in. */
const nameAsOf = ({ names, name }: DivisionView, asOf: string): string => {
  const instant = new Date(asOf).toISOString();
  return (names.findLast(({ since }) => since <= instant) ?? names[0])?.name ?? name;
};

interface SearchArguments {
  readonly text: string;
  readonly within?: string | null;
  readonly level?: DivisionView['level'] | null;
  readonly first: number;
}

export const divisionResolvers: Resolvers = {
  Query: {
    division: async (_, { code, atLeast }: { code: string; atLeast?: string }, context) => {
      const { reads } = context;
      reads.since(atLeast);
      return orNotYet(await reads.load.division.load(code), context);
    },
    searchDivisions: async (_, { text, within, level, first }: SearchArguments, { registry }) => {
      // Which is on no list.
      if (level === 'nation') return [];
      const asked = { text, first, ...(within && { within }), ...(level && { level }) };
      const { value } = await registry.divisions.search(asked);
      return value.map(({ division }) => division);
    },
  },
  Division: {
    stale: ({ stale }: DivisionView) => stale ?? false,
    id: ({ code }: DivisionView) => code,
    name: (division: DivisionView, { asOf }: { asOf?: string | null }) =>
      asOf === null || asOf === undefined ? division.name : nameAsOf(division, asOf),
    formerNames: ({ names }: DivisionView) =>
      names.slice(0, -1).map(({ name }, at) => ({ name, until: names[at + 1]?.since })),
    // The nation is on no list, and above it is nothing.
    ancestors: async ({ code }: DivisionView, _, { reads }) => (await reads.load.ancestors.load(code)) ?? [],
    childCount: ({ children }: DivisionView) => children,
    children: async ({ code }: DivisionView, page: PageArguments, { reads }) => {
      const found = await reads.load.children.load({ code, ...pageInput(page) });
      const { items = [], hasMore = false } = found ?? {};
      return connection(
        { edges: items.map(({ cursor, division }) => ({ cursor, node: division })), hasMore },
        page.after,
      );
    },
    successors: async ({ successors }: DivisionView, _, { reads }) =>
      (await reads.load.division.loadMany(successors)).filter((one) => one !== undefined),
    bodies: async ({ code }: DivisionView, _, { reads }) => (await reads.load.bodiesOf.load(code)) ?? [],
  },
};
