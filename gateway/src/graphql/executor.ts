import {
  getVariableValues,
  GraphQLError,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { compileQuery, isCompiledQuery, type CompiledQuery } from 'graphql-jit';
import { gatewayError, shownExtensions } from '../errors.ts';
import type { GatewayContext } from '../context.ts';
import { createLastUsed } from './last-used.ts';
import { exceededLimit } from './limits.ts';

/** A compiled query takes some 200 KB. */
export const maxCompiledQueries = 100;

export interface ExecutionRequest {
  /** Parsed and validated. */
  readonly document: DocumentNode;
  /** Undefined where the document holds several and none was named. */
  readonly operation: OperationDefinitionNode | undefined;
  /** Names the document's text. */
  readonly queryHash: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly context: GatewayContext;
}
export type Execute = (request: ExecutionRequest) => Promise<ExecutionResult>;

/** Runs operations compiled to JavaScript, those used last kept; whatever transport they came by. */
export const createExecutor = (schema: GraphQLSchema): Execute => {
  const compiled = createLastUsed<CompiledQuery>(maxCompiledQueries);

  const compile = (
    { document, queryHash }: ExecutionRequest,
    operationName: string | undefined,
  ): CompiledQuery | ExecutionResult => {
    const key = `${queryHash} ${operationName ?? ''}`;
    const known = compiled.get(key);
    if (known !== undefined) return known;
    const query = compileQuery(schema, document, operationName, {
      // What services answer is typed: strings and numbers are passed on as they are, which halves the time of a query.
      disableLeafSerialization: true,
      // An error that is not ours is logged with the stack it was thrown with.
      disablingCapturingStackErrors: true,
    });
    if (!isCompiledQuery(query)) return query;
    compiled.set(key, query);
    return query;
  };

  return async (request) => {
    const { document, operation, variables, context } = request;
    if (operation === undefined) return { errors: [new GraphQLError('Name the operation that is to be run.')] };
    const exceeded = exceededLimit({ schema, document, operation, variables });
    if (exceeded !== undefined) return { errors: [gatewayError(exceeded.code, context.language, exceeded.params)] };
    const query = compile(request, operation.name?.value);
    const result = isCompiledQuery(query) ? await query.query(undefined, context, variables) : query;
    const answer = withErrors(result, () => wrongVariables(schema, operation, variables));
    return context.lag.stale > 0 ? { ...answer, extensions: { stale: true } } : answer;
  };
};

const maxVariableErrors = 50;
/** The compiler names a field of an input as if it were the variable, and not what form is wanted: graphql-js says both. */
const wrongVariables = (
  schema: GraphQLSchema,
  { variableDefinitions = [] }: OperationDefinitionNode,
  variables: ExecutionRequest['variables'],
): readonly GraphQLError[] =>
  getVariableValues(schema, variableDefinitions, variables, { maxErrors: maxVariableErrors }).errors ?? [];

/** The compiler's errors lack what Apollo Server relies on; and those of a field never decide the status of the answer. */
const withErrors = (result: ExecutionResult, told: () => readonly GraphQLError[]): ExecutionResult => {
  const { errors, data } = result;
  if (errors === undefined) return result;
  // Nothing was run: what is wrong is in the variables or the operation's name.
  if (data === undefined) {
    const better = told();
    const shown = better.length > 0 ? better : errors;
    return { errors: shown.map(({ message }) => new GraphQLError(message, { extensions: badVariables })) };
  }
  const shown = errors.map(({ message, path, originalError }) => {
    const extensions = originalError instanceof GraphQLError ? shownExtensions(originalError.extensions) : {};
    return new GraphQLError(message, { path, originalError, extensions });
  });
  return { data, errors: shown };
};
const badVariables = { code: 'BAD_USER_INPUT', http: { status: 400 } };
