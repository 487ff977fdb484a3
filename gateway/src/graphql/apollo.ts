import { ApolloServer, HeaderMap, type ApolloServerOptions } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import { refusalRemedy } from '@cunjian/contracts';
import type { RequestHandler } from 'express';
import { GraphQLError, type GraphQLFormattedError, type GraphQLSchema } from 'graphql';
import type { GatewayContext } from '../context.ts';
import { gatewayError, internalError, shownExtensions } from '../errors.ts';
import { isAway, refusedCall } from '../refused.ts';
import { gatewayRefusals } from '../refusals.ts';
import { requestScope } from '../request-scope.ts';
import type { Execute } from './executor.ts';
import { isDeeperThan, maxQueryLength, maxTokens, maxVariableDepth } from './limits.ts';
import { standardMessage, standardRefusals } from './standard-errors.ts';

type Gateway = NonNullable<Extract<ApolloServerOptions<GatewayContext>, { gateway: unknown }>['gateway']>;

/** Hands our schema and our way of executing to Apollo Server. */
const gatewayOf = (schema: GraphQLSchema, execute: Execute): Gateway => {
  let announce: Parameters<Gateway['onSchemaLoadOrUpdate']>[0] = () => undefined;
  return {
    onSchemaLoadOrUpdate: (callback) => {
      announce = callback;
      return () => undefined;
    },
    load: async () => {
      announce({ apiSchema: schema, coreSupergraphSdl: '' });
      return {
        executor: ({ document, operation, queryHash, request, context }) =>
          execute({
            document,
            operation,
            queryHash,
            variables: request.variables ?? {},
            context: context as GatewayContext,
          }),
      };
    },
    stop: async () => undefined,
  };
};

/** Errors that were made to be shown are; of all others nothing but a number, under which they are logged. */
export const formatError = (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
  const { message, locations, path, extensions } = formatted;
  const where = { ...(locations && { locations }), ...(path && { path }) };
  const scope = requestScope.getStore();
  const language = scope?.language ?? 'en';
  const cause = error instanceof GraphQLError ? (error.originalError ?? error) : error;
  const refused = refusedCall(cause, language);
  if (isAway(cause)) scope?.log.warn({ err: cause, path }, 'a service did not answer');
  if (refused !== undefined)
    return { message: refused.message, ...where, extensions: shownExtensions(refused.extensions) };
  const code = extensions?.['code'];
  if (typeof code === 'string' && Object.hasOwn(gatewayRefusals, code))
    return { message, ...where, extensions: shownExtensions(extensions) };
  if (typeof code === 'string' && Object.hasOwn(standardRefusals, code)) {
    const remedy = refusalRemedy(standardRefusals, { code, params: {} }, language);
    const shown = { ...shownExtensions(extensions), remedy };
    return { message: standardMessage(message, language), ...where, extensions: shown };
  }
  scope?.log.error({ err: cause, path }, 'a field failed');
  return { ...internalError(language, scope?.correlationId ?? 'unknown'), ...where };
};

export const createApollo = async (schema: GraphQLSchema, execute: Execute): Promise<ApolloServer<GatewayContext>> => {
  const server = new ApolloServer<GatewayContext>({
    gateway: gatewayOf(schema, execute),
    plugins: [ApolloServerPluginCacheControlDisabled(), ApolloServerPluginLandingPageDisabled()],
    parseOptions: { maxTokens },
    persistedQueries: false,
    allowBatchedHttpRequests: false,
    introspection: true,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    formatError,
    stringifyResult: JSON.stringify,
    // The documents of compiled queries are kept with them; others are parsed anew.
    csrfPrevention: true,
  });
  await server.start();
  return server;
};

/** POST of one JSON object: `express.json` has parsed it. */
export const graphqlHandler =
  (
    server: ApolloServer<GatewayContext>,
    contextOf: (request: Parameters<RequestHandler>[0]) => Promise<GatewayContext>,
  ): RequestHandler =>
  async (request, response) => {
    const { language = 'en' } = requestScope.getStore() ?? {};
    const body: unknown = request.body;
    const isObject = typeof body === 'object' && body !== null && !Array.isArray(body);
    if (request.method !== 'POST' || !isObject)
      throw gatewayError('request.not-json', language, {}, { status: request.method === 'POST' ? 400 : 405 });
    const query = 'query' in body ? body.query : undefined;
    if (typeof query === 'string' && query.length > maxQueryLength)
      throw gatewayError('query.too-long', language, { length: query.length, limit: maxQueryLength });
    if ('variables' in body && isDeeperThan(body.variables, maxVariableDepth))
      throw gatewayError('query.variables-too-deep', language, { limit: maxVariableDepth });
    const headers = new HeaderMap();
    for (const [name, value] of Object.entries(request.headers))
      if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
    const answer = await server.executeHTTPGraphQLRequest({
      httpGraphQLRequest: { method: 'POST', headers, search: '', body },
      context: () => contextOf(request),
    });
    response.status(answer.status ?? 200);
    for (const [name, value] of answer.headers) response.setHeader(name, value);
    response.setHeader('cache-control', 'no-store');
    // Nothing of ours is delivered in pieces. Encoded here, since a socket encodes a long string much more slowly.
    response.end(Buffer.from(answer.body.kind === 'complete' ? answer.body.string : ''));
  };
