import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeExecutableSchema } from '@graphql-tools/schema';
import {
  getNamedType,
  isEnumType,
  isIntrospectionType,
  isObjectType,
  Kind,
  parse,
  type GraphQLFieldResolver,
  type GraphQLSchema,
  type GraphQLTypeResolver,
} from 'graphql';
import type { GatewayContext } from '../context.ts';
import { enumName } from '../enum-names.ts';
import { scalars } from './scalars.ts';

const folder = join(import.meta.dirname, '../../schema');
/** The order in which a newcomer reads them. */
export const schemaFiles = [
  'base',
  'registry',
  'people',
  'publication',
  'topics',
  'proceedings',
  'meetings',
  'ballots',
  'secret-ballots',
  'audit',
  'integration',
] as const;

export const typeDefs = schemaFiles.map((file) => readFileSync(join(folder, `${file}.graphql`), 'utf8')).join('\n');

// Parents and arguments are as the SDL says; GraphQL has checked them before a resolver sees them.
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- the library's own type for a map of resolvers of any parent
type Fields = Readonly<Record<string, GraphQLFieldResolver<any, GatewayContext>>>;
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- as above
type Abstract = { readonly __resolveType: GraphQLTypeResolver<any, GatewayContext> };
/** Fields of `Subscription`: a stream of what the field resolves. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- as above
type Streams = Readonly<Record<string, { readonly subscribe: GraphQLFieldResolver<any, GatewayContext> }>>;
export type Resolvers = Readonly<Record<string, Fields | Abstract | Streams>>;

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

/** What is made ready before it is resolved: see `readyLines`. */
const readyFields: ReadonlySet<string> = new Set(['DisclosureLine.kind']);

const toNames = (value: unknown): unknown =>
  typeof value === 'string' ? enumName(value) : Array.isArray(value) ? value.map(toNames) : value;

/** Compiled queries pass leaves on as they are, so the names of enum values are put in by the fields that have them. */
const nameEnumValues = (schema: GraphQLSchema): void => {
  for (const type of Object.values(schema.getTypeMap())) {
    if (isIntrospectionType(type)) continue;
    if (isEnumType(type)) type.serialize = (value) => (typeof value === 'string' ? enumName(value) : undefined);
    if (!isObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      if (!isEnumType(getNamedType(field.type)) || readyFields.has(`${type.name}.${field.name}`)) continue;
      const { name, resolve = (source: Readonly<Record<string, unknown>>) => source[name] } = field;
      field.resolve = (source, args, context, info) => {
        const found: unknown = resolve(source, args, context, info);
        return found instanceof Promise ? found.then(toNames) : toNames(found);
      };
    }
  }
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
  const schema = makeExecutableSchema({
    typeDefs,
    resolvers: merged,
    resolverValidationOptions: { requireResolversForResolveType: 'error', requireResolversToMatchSchema: 'error' },
  });
  nameEnumValues(schema);
  return schema;
};
