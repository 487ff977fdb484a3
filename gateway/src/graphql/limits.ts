import {
  getNamedType,
  isCompositeType,
  isListType,
  isNonNullType,
  isObjectType,
  isInterfaceType,
  Kind,
  SchemaMetaFieldDef,
  TypeMetaFieldDef,
  TypeNameMetaFieldDef,
  type ArgumentNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLOutputType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';

export const maxQueryLength = 20_000;
export const maxTokens = 4_000;
/** Lists and objects within one another: twice as many as the deepest input has. */
export const maxVariableDepth = 20;
export const maxDepth = 16;
export const maxAliases = 30;
export const maxFields = 1_000;
export const maxRootFields = 10;
export const maxPageSize = 100;
/** Fields times the sizes of the lists they stand in. */
export const maxCost = 60_000;
/** What a list without a page size is taken to hold. */
const assumedListSize = 10;

export interface Operation {
  readonly schema: GraphQLSchema;
  /** Validated against the schema. */
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  /** As they came; coerced later. */
  readonly variables: Readonly<Record<string, unknown>>;
}

export interface LimitExceeded {
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
}

interface Weight {
  readonly depth: number;
  readonly aliases: number;
  readonly fields: number;
  readonly cost: number;
}
const nothing: Weight = { depth: 0, aliases: 0, fields: 0, cost: 0 };

class Exceeded extends Error {
  readonly limit: LimitExceeded;
  constructor(limit: LimitExceeded) {
    super(limit.code);
    this.limit = limit;
  }
}

/**
 * The first limit that an operation exceeds, with its variables known; undefined where it may be compiled and run. Each
 * fragment is weighed once and counted wherever it is spread, so a document that multiplies itself costs nothing here.
 */
export const exceededLimit = (operation: Operation): LimitExceeded | undefined => {
  try {
    return tooHeavy(weigh(operation), rootFieldsOf(operation));
  } catch (error) {
    if (error instanceof Exceeded) return error.limit;
    throw error;
  }
};

const tooHeavy = ({ depth, aliases, fields, cost }: Weight, rootFields: number): LimitExceeded | undefined => {
  if (rootFields > maxRootFields)
    return { code: 'query.too-many-root-fields', params: { fields: rootFields, limit: maxRootFields } };
  if (depth > maxDepth) return { code: 'query.too-deep', params: { depth, limit: maxDepth } };
  if (aliases > maxAliases) return { code: 'query.too-many-aliases', params: { aliases, limit: maxAliases } };
  if (fields > maxFields) return { code: 'query.too-many-fields', params: { fields, limit: maxFields } };
  if (cost > maxCost) return { code: 'query.too-costly', params: { cost, limit: maxCost } };
  return undefined;
};

const fragmentsOf = (document: DocumentNode): ReadonlyMap<string, FragmentDefinitionNode> =>
  new Map(
    document.definitions.flatMap((definition) =>
      definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition] as const] : [],
    ),
  );

const rootFieldsOf = ({ document, operation }: Operation): number => {
  const fragments = fragmentsOf(document);
  const count = ({ selections }: SelectionSetNode): number =>
    selections.reduce((sum, selection) => {
      if (selection.kind === Kind.FIELD) return sum + 1;
      const set =
        selection.kind === Kind.INLINE_FRAGMENT
          ? selection.selectionSet
          : fragments.get(selection.name.value)?.selectionSet;
      return sum > maxRootFields || set === undefined ? sum : sum + count(set);
    }, 0);
  return count(operation.selectionSet);
};

const weigh = ({ schema, document, operation, variables }: Operation): Weight => {
  const fragments = fragmentsOf(document);
  const weighed = new Map<string, Weight>();

  const ofSet = ({ selections }: SelectionSetNode, parent: GraphQLNamedType | undefined): Weight => {
    let { depth, aliases, fields, cost } = nothing;
    for (const selection of selections) {
      const weight =
        selection.kind === Kind.FIELD
          ? ofField(selection, parent)
          : selection.kind === Kind.INLINE_FRAGMENT
            ? ofSet(selection.selectionSet, narrowed(selection.typeCondition?.name.value, parent))
            : ofFragment(selection.name.value);
      depth = Math.max(depth, weight.depth);
      aliases += weight.aliases;
      fields += weight.fields;
      cost += weight.cost;
    }
    return { depth, aliases, fields, cost };
  };

  const narrowed = (name: string | undefined, parent: GraphQLNamedType | undefined) =>
    name === undefined ? parent : schema.getType(name);

  const ofFragment = (name: string): Weight => {
    const known = weighed.get(name);
    if (known !== undefined) return known;
    const fragment = fragments.get(name);
    // Validation has refused cycles; should one ever come this far, it ends here.
    weighed.set(name, nothing);
    const weight =
      fragment === undefined
        ? nothing
        : ofSet(fragment.selectionSet, schema.getType(fragment.typeCondition.name.value));
    weighed.set(name, weight);
    return weight;
  };

  const ofField = (node: FieldNode, parent: GraphQLNamedType | undefined): Weight => {
    const field = fieldOf(schema, parent, node.name.value);
    const inner =
      node.selectionSet === undefined ? nothing : ofSet(node.selectionSet, field && getNamedType(field.type));
    return {
      depth: inner.depth + 1,
      aliases: inner.aliases + (node.alias === undefined ? 0 : 1),
      fields: inner.fields + 1,
      cost: 1 + inner.cost * sizeOf(node, field, operation, variables),
    };
  };

  return ofSet(operation.selectionSet, schema.getRootType(operation.operation) ?? undefined);
};

const fieldOf = (
  schema: GraphQLSchema,
  parent: GraphQLNamedType | undefined,
  name: string,
): GraphQLField<unknown, unknown> | undefined => {
  if (name === TypeNameMetaFieldDef.name) return TypeNameMetaFieldDef;
  if (parent === schema.getQueryType()) {
    if (name === SchemaMetaFieldDef.name) return SchemaMetaFieldDef;
    if (name === TypeMetaFieldDef.name) return TypeMetaFieldDef;
  }
  return isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[name] : undefined;
};

const isList = (type: GraphQLOutputType): boolean => isListType(isNonNullType(type) ? type.ofType : type);

/** How often what is selected below a field may be answered. */
const sizeOf = (
  node: FieldNode,
  field: GraphQLField<unknown, unknown> | undefined,
  operation: OperationDefinitionNode,
  variables: Operation['variables'],
): number => {
  if (field === undefined) return 1;
  const pageSize = node.arguments?.find(({ name: { value } }) => value === 'first' || value === 'last');
  if (pageSize !== undefined) return pageSizeOf(pageSize, operation, variables);
  // A connection's `edges` were counted with its page size. Introspection counts as any list: its types lead to one another.
  const named = getNamedType(field.type);
  const counted = node.name.value === 'edges' || !isCompositeType(named);
  return isList(field.type) && !counted ? assumedListSize : 1;
};

const pageSizeOf = (
  { name, value }: ArgumentNode,
  { variableDefinitions = [] }: OperationDefinitionNode,
  variables: Operation['variables'],
): number => {
  const given =
    value.kind === Kind.VARIABLE
      ? (variables[value.name.value] ??
        literalOf(variableDefinitions.find(({ variable }) => variable.name.value === value.name.value)?.defaultValue))
      : literalOf(value);
  if (typeof given === 'number' && Number.isInteger(given) && given >= 1 && given <= maxPageSize) return given;
  // What is no number at all is refused with its position by the coercion of variables.
  if (typeof given !== 'number') return maxPageSize;
  throw new Exceeded({
    code: 'query.bad-page-size',
    params: { argument: name.value, value: given, limit: maxPageSize },
  });
};

const literalOf = (node: ArgumentNode['value'] | undefined): unknown =>
  node?.kind === Kind.INT ? Number(node.value) : undefined;

/** Whether lists and objects stand within one another deeper than `limit`: looked at before anything recurses into them. */
export const isDeeperThan = (value: unknown, limit: number): boolean => {
  let level = [value];
  for (let depth = 0; depth <= limit; depth++) {
    level = level.flatMap((one) =>
      typeof one === 'object' && one !== null ? Object.values(one as Readonly<Record<string, unknown>>) : [],
    );
    if (level.length === 0) return false;
  }
  return true;
};
