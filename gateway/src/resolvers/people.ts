import type { Resolvers } from '../graphql/schema.ts';
import { accepted } from '../refused.ts';
import { connection, pageInput, type PageArguments } from './connection.ts';
import { given } from './given.ts';

interface Seen {
  readonly atLeast?: string | null;
}
interface OfVillage extends PageArguments, Seen {
  readonly division: string;
}
interface OfPerson extends OfVillage {
  readonly person?: string | null;
}
interface Contract {
  readonly agency: string;
  readonly body: string;
}
interface Act {
  readonly person?: string;
  readonly actor: string;
}

/** What is known of people beside who lives where: contracts, near relatives, personal data that is kept. */
export const peopleResolvers: Resolvers = {
  Query: {
    agencyContracts: async (_, { agency, atLeast, ...page }: PageArguments & Seen & { agency: string }, context) => {
      const { registry, reads, language } = context;
      reads.since(atLeast);
      const { value } = await registry.contracts.list({ agency, ...pageInput(page), ...reads.seen() });
      const { items, hasMore } = accepted(value, language);
      const edges = items.map(({ cursor, contract: { contract: id, ...contract }, inForce }) => ({
        cursor,
        node: { id, ...contract, inForce },
      }));
      return connection({ edges, hasMore }, page.after);
    },
    residentsById: async (
      _,
      { division, persons, atLeast }: Seen & { division: string; persons: string[] },
      context,
    ) => {
      const { registry, reads, language } = context;
      reads.since(atLeast);
      return accepted((await registry.residents.get({ division, persons, ...reads.seen() })).value, language);
    },
    formerResidents: async (_, { division, atLeast, ...page }: OfVillage, { registry, reads, language }) => {
      reads.since(atLeast);
      const { value } = await registry.residents.former({ division, ...pageInput(page), ...reads.seen() });
      const { items, hasMore } = accepted(value, language);
      const edges = items.map(({ cursor, resident }) => ({ cursor, node: resident }));
      return connection({ edges, hasMore }, page.after);
    },
    registeredTwice: async (_, { division, atLeast, ...page }: OfVillage, { registry, reads, language }) => {
      reads.since(atLeast);
      const { value } = await registry.residents.registeredTwice({ division, ...pageInput(page), ...reads.seen() });
      const { items, hasMore } = accepted(value, language);
      const edges = items.map(({ cursor, ...twice }) => ({ cursor, node: twice }));
      return connection({ edges, hasMore }, page.after);
    },
    kinship: async (_, { division, person, atLeast, ...page }: OfPerson, { registry, reads, language }) => {
      reads.since(atLeast);
      const asked = { division, ...given({ person }), ...pageInput(page), ...reads.seen() };
      const { items, hasMore } = accepted((await registry.residents.kinship(asked)).value, language);
      const edges = items.map(({ cursor, ...pair }) => ({ cursor, node: pair }));
      return connection({ edges, hasMore }, page.after);
    },
    personalData: async (_, { division, person, atLeast }: Seen & { division: string; person: string }, context) => {
      const { registry, reads, language } = context;
      reads.since(atLeast);
      return accepted((await registry.personalData.of({ division, person, ...reads.seen() })).value, language);
    },
    personalDataActs: async (_, { division, person, atLeast, ...page }: OfPerson, { registry, reads, language }) => {
      reads.since(atLeast);
      const asked = { division, ...given({ person }), ...pageInput(page), ...reads.seen() };
      const { items, hasMore } = accepted((await registry.personalData.acts(asked)).value, language);
      const edges = items.map(({ cursor, act }) => ({ cursor, node: act }));
      return connection({ edges, hasMore }, page.after);
    },
  },
  RegisteredTwice: {
    elsewhere: async ({ elsewhere }: { readonly elsewhere: readonly string[] }, _, { reads }) =>
      (await Promise.all(elsewhere.map((code) => reads.load.division.load(code)))).filter((one) => one !== undefined),
  },
  AgencyContract: {
    agency: ({ agency }: Contract, _, { reads }) => reads.load.body.load(agency),
    body: ({ body }: Contract, _, { reads }) => reads.load.body.load(body),
  },
  PersonalDataKept: {
    division: ({ division }: { readonly division: string }, _, { reads }) => reads.load.division.load(division),
  },
  PersonalDataAct: {
    byHerself: ({ person, actor }: Act) => person !== undefined && person === actor,
  },
};
