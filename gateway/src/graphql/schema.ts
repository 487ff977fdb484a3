import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeExecutableSchema } from '@graphql-tools/schema';
import { Kind, parse, type GraphQLFieldResolver, type GraphQLSchema, type GraphQLTypeResolver } from 'graphql';
import type { GatewayContext } from '../context.ts';
import { scalars } from './scalars.ts';

const folder = join(import.meta.dirname, '../../schema');
/** The order in which a newcomer reads them. */
export const schemaFiles = ['base', 'registry', 'publication', 'audit'] as const;

export const typeDefs = schemaFiles.map((file) => readFileSync(join(folder, `${file}.graphql`), 'utf8')).join('\n');

// Parents and arguments are as the SDL says; GraphQL has checked them before a resolver sees them.
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- the library's own type for a map of resolvers of any parent
type Fields = Readonly<Record<string, GraphQLFieldResolver<any, GatewayContext>>>;
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- as above
type Abstract = { readonly __resolveType: GraphQLTypeResolver<any, GatewayContext> };
export type Resolvers = Readonly<Record<string, Fields | Abstract>>;

/** Fields of the registry, as its procedures name them. */
const personalFields = { NAME: 'name', ID_NUMBER: 'idNumber', PHONE: 'phone', BIRTH_DATE: 'birthDate' };

/** `VILLAGERS_COMMITTEE` in the schema is `villagers-committee` in the services. */
const enumValues = (): Record<string, Record<string, string>> => {
  const found: Record<string, Record<string, string>> = {};
  for (const definition of parse(typeDefs).definitions)
    if (definition.kind === Kind.ENUM_TYPE_DEFINITION)
      found[definition.name.value] = Object.fromEntries(
        (definition.values ?? []).map(({ name: { value } }) => [value, value.toLowerCase().replaceAll('_', '-')]),
      );
  return found;
};

/** Throws where a resolver belongs to no field of the schema. */
export const buildSchema = (resolvers: readonly Resolvers[]): GraphQLSchema => {
  const merged: Record<string, object> = {
    ...enumValues(),
    PersonalField: personalFields,
    ...Object.fromEntries(scalars.map((scalar) => [scalar.name, scalar])),
  };
  for (const map of resolvers)
    for (const [type, fields] of Object.entries(map)) merged[type] = { ...merged[type], ...fields };
  return makeExecutableSchema({
    typeDefs,
    resolvers: merged,
    resolverValidationOptions: { requireResolversForResolveType: 'error', requireResolversToMatchSchema: 'error' },
  });
};
