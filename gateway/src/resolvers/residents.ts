import type { Resolvers } from '../graphql/schema.ts';
import { accepted } from '../refused.ts';
import { connection, pageInput, type PageArguments } from './connection.ts';

interface OfDivision extends PageArguments {
  readonly division: string;
  readonly atLeast?: string | null;
}

interface OfRoll extends PageArguments {
  readonly body: string;
  readonly status: 'on-roll' | 'left';
  readonly atLeast?: string | null;
}

export const residentResolvers: Resolvers = {
  Query: {
    residents: async (_, { division, search, atLeast, ...page }: OfDivision & { search?: string }, context) => {
      const { registry, reads, language } = context;
      reads.since(atLeast);
      const asked = { division, ...(search && { search }), ...pageInput(page), ...reads.seen() };
      const { items, hasMore, total } = accepted((await registry.residents.list(asked)).value, language);
      const edges = items.map(({ cursor, resident }) => ({ cursor, node: resident }));
      return { ...connection({ edges, hasMore }, page.after), totalCount: total };
    },
    members: async (_, { body, status, atLeast, ...page }: OfRoll, context) => {
      const { registry, reads, language } = context;
      reads.since(atLeast);
      const asked = { body, status, ...pageInput(page), ...reads.seen() };
      const { items, hasMore, total } = accepted((await registry.members.list(asked)).value, language);
      const edges = items.map(({ cursor, ...member }) => ({ cursor, node: member }));
      return { ...connection({ edges, hasMore }, page.after), totalCount: total };
    },
    openSlips: async (_, { division, atLeast, ...page }: OfDivision, { registry, reads, language }) => {
      reads.since(atLeast);
      const asked = { division, ...pageInput(page), ...reads.seen() };
      const { items, hasMore } = accepted((await registry.slips.open(asked)).value, language);
      const edges = items.map(({ cursor, slip }) => ({ cursor, node: slip }));
      return connection({ edges, hasMore }, page.after);
    },
    importProgress: async (_, { id, atLeast }: { id: string; atLeast?: string }, { registry, reads }) => {
      reads.since(atLeast);
      return (await registry.imports.get({ imports: [id], ...reads.seen() })).value[0];
    },
  },
  ImportProgress: {
    id: (progress: { import: string }) => progress.import,
    written: ({ added, changed, ended }: Readonly<Record<'added' | 'changed' | 'ended', number>>) =>
      added + changed + ended,
    done: ({ status }: { status: string }) => status === 'completed',
  },
};
