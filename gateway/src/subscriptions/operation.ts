import {
  getOperationAST,
  GraphQLError,
  OperationTypeNode,
  parse,
  subscribe,
  validate,
  type ExecutionArgs,
  type ExecutionResult,
  type GraphQLSchema,
} from 'graphql';
import type { SubscribePayload } from 'graphql-ws';
import type { GatewayContext } from '../context.ts';
import { gatewayError } from '../errors.ts';
import { formatError } from '../graphql/apollo.ts';
import { exceededLimit, isDeeperThan, maxQueryLength, maxTokens, maxVariableDepth } from '../graphql/limits.ts';

/** An error as HTTP would show it. */
export const shownError = (error: unknown): GraphQLError => {
  const formatted = formatError(error instanceof GraphQLError ? error.toJSON() : { message: '' }, error);
  return new GraphQLError(formatted.message, { extensions: formatted.extensions ?? null });
};

const parsed = (query: string) => {
  try {
    return parse(query, { maxTokens });
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    return new GraphQLError(error.message, { extensions: { code: 'GRAPHQL_PARSE_FAILED' } });
  }
};

/** A subscription within the limits that HTTP has too, or why it is not run. */
export const operationOf = (
  schema: GraphQLSchema,
  { query, variables, operationName }: SubscribePayload,
  context: GatewayContext,
): ExecutionArgs | readonly GraphQLError[] => {
  const { language } = context;
  if (query.length > maxQueryLength)
    return [gatewayError('query.too-long', language, { length: query.length, limit: maxQueryLength })];
  if (isDeeperThan(variables, maxVariableDepth))
    return [gatewayError('query.variables-too-deep', language, { limit: maxVariableDepth })];
  const document = parsed(query);
  if (document instanceof GraphQLError) return [document];
  const invalid = validate(schema, document);
  if (invalid.length > 0)
    return invalid.map(
      ({ message }) => new GraphQLError(message, { extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }),
    );
  const operation = getOperationAST(document, operationName);
  if (operation?.operation !== OperationTypeNode.SUBSCRIPTION) return [gatewayError('subscription.only', language)];
  const exceeded = exceededLimit({ schema, document, operation, variables: variables ?? {} });
  if (exceeded !== undefined) return [gatewayError(exceeded.code, language, exceeded.params)];
  return { schema, document, operationName, variableValues: variables, contextValue: context };
};

/** What a stream gives; an error in the middle of it is its last result, as a client expects errors of GraphQL. */
export const run = async (args: ExecutionArgs): Promise<AsyncGenerator<ExecutionResult> | ExecutionResult> => {
  const source = await subscribe(args);
  return Symbol.asyncIterator in source ? untilError(source) : source;
};

const untilError = async function* (source: AsyncGenerator<ExecutionResult>): AsyncGenerator<ExecutionResult> {
  try {
    yield* source;
  } catch (error) {
    yield { errors: [error instanceof GraphQLError ? error : new GraphQLError('', { originalError: error as Error })] };
  }
};
