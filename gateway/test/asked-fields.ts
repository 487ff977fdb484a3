import {
  getNamedType,
  getNullableType,
  isCompositeType,
  isInterfaceType,
  isListType,
  isObjectType,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';

type Field = GraphQLField<unknown, unknown>;

/** A field with arguments, and how a query comes to it. */
export interface AskedField {
  readonly type: string;
  readonly field: Field;
  /** Fields from the root down to what has it; empty for a field of the root. */
  readonly way: readonly Step[];
}
interface Step {
  readonly field: Field;
}

const fieldsOf = (type: GraphQLNamedType): readonly Field[] =>
  isObjectType(type) || isInterfaceType(type) ? Object.values(type.getFields()) : [];

/** Shortest ways from Query to every type that it reaches. */
const waysFrom = (query: GraphQLObjectType): ReadonlyMap<string, readonly Step[]> => {
  const ways = new Map<string, readonly Step[]>([[query.name, []]]);
  const waiting: GraphQLNamedType[] = [query];
  for (let type = waiting.shift(); type !== undefined; type = waiting.shift())
    for (const field of fieldsOf(type)) {
      const named = getNamedType(field.type);
      if (!isObjectType(named) || ways.has(named.name)) continue;
      ways.set(named.name, [...(ways.get(type.name) ?? []), { field }]);
      waiting.push(named);
    }
  return ways;
};

/** Every field of what can be read that takes arguments, those of the root first; a new one is among them by itself. */
export const askedFields = (schema: GraphQLSchema): readonly AskedField[] => {
  const query = schema.getQueryType();
  if (query === null || query === undefined) return [];
  return [...waysFrom(query)].flatMap(([type, way]) =>
    fieldsOf(schema.getType(type) ?? query)
      .filter(({ args }) => type === query.name || args.length > 0)
      .map((field) => ({ type, field, way })),
  );
};

const argument = (value: unknown): string => JSON.stringify(value);

/** Everything below a type, a few levels deep, lists with a page of one. */
export const selectionOf = (type: GraphQLNamedType, depth: number, schema: GraphQLSchema): string => {
  if (!isCompositeType(type)) return '';
  if (isInterfaceType(type)) {
    const narrowed = schema.getPossibleTypes(type).map((one) => `... on ${one.name} { __typename id }`);
    return `{ __typename ${narrowed.join(' ')} }`;
  }
  const inner = fieldsOf(type).flatMap((field) => {
    const named = getNamedType(field.type);
    const needed = field.args.filter(({ type: given }) => String(given).endsWith('!'));
    const call = needed.length === 0 ? '' : `(${needed.map(({ name }) => `${name}: ${argument(1)}`).join(', ')})`;
    // A version is asked for by its number, a page by its size: both are 1.
    if (!isCompositeType(named)) return [`${field.name}${call}`];
    const wrapped = ['edges', 'node', 'pageInfo'].includes(field.name);
    if (depth === 0 && !wrapped) return [];
    // Lists of lists multiply what a query costs.
    const less = isListType(getNullableType(field.type)) && !wrapped ? 2 : 1;
    return [`${field.name}${call} ${selectionOf(named, wrapped ? depth : Math.max(0, depth - less), schema)}`];
  });
  return `{ __typename ${inner.join(' ')} }`;
};

export interface Asked {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

const call = ({ name, args }: Field, as: (argument: string) => string): string =>
  args.length === 0 ? name : `${name}(${args.map((one) => `${one.name}: $${as(one.name)}`).join(', ')})`;

/** A query that asks for the field with `given`, and for what leads to it with values that `sane` makes. */
export const queryOf = (
  schema: GraphQLSchema,
  { field, way }: AskedField,
  given: Readonly<Record<string, unknown>>,
  sane: (field: Field) => Readonly<Record<string, unknown>>,
  { depth = 1, kind = 'query' }: { readonly depth?: number; readonly kind?: 'query' | 'mutation' } = {},
): Asked => {
  const steps = way.map((step, at) => ({ field: step.field, prefix: `w${at}_`, given: sane(step.field) }));
  const all = [...steps, { field, prefix: 'v_', given }];
  const declared = all.flatMap(({ field: { args }, prefix }) =>
    args.map(({ name, type }) => `$${prefix}${name}: ${String(type)}`),
  );
  const calls = all.map(({ field: one, prefix }) => call(one, (name) => prefix + name));
  const inner = `${calls.at(-1) ?? ''} ${selectionOf(getNamedType(field.type), depth, schema)}`;
  const body = calls.slice(0, -1).reduceRight((below, one) => `${one} { ${below} }`, inner);
  const head = declared.length === 0 ? kind : `${kind} (${declared.join(', ')})`;
  const variables = Object.fromEntries(
    all.flatMap(({ prefix, given: values }) => Object.entries(values).map(([name, value]) => [prefix + name, value])),
  );
  return { query: `${head} { ${body} }`, variables };
};
