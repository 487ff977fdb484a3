import type { Language } from '@cunjian/contracts';
import type { Random } from '@cunjian/kernel';
import type { Log } from '@cunjian/service-kit';
import { correlationHeader, correlationPattern } from '@cunjian/service-kit/tracing';
import type { ErrorRequestHandler, Request, RequestHandler } from 'express';
import { GraphQLError } from 'graphql';
import { gatewayError } from '../errors.ts';
import { formatError } from '../graphql/apollo.ts';
import { refusedCall } from '../refused.ts';
import { requestScope } from '../request-scope.ts';

/** A request that takes longer is answered `request.timed-out`. */
export const requestTimeoutMs = 60_000;

/** By Accept-Language; Chinese where it does not say. */
export const languageOf = (request: Request): Language =>
  request.acceptsLanguages('zh', 'zh-CN', 'en') === 'en' ? 'en' : 'zh';

/** Gives each request its language, its number and a time limit. */
export const beginRequest =
  (log: Log, random: Random): RequestHandler =>
  (request, response, next) => {
    const given = request.get(correlationHeader) ?? '';
    const correlationId = correlationPattern.test(given) ? given : random.uuid();
    const language = languageOf(request);
    response.setHeader(correlationHeader, correlationId);
    response.vary('accept-language');
    response.setTimeout(requestTimeoutMs, () => {
      if (response.headersSent) return void response.destroy();
      const { message, extensions } = gatewayError('request.timed-out', language);
      response.status(503).json({ errors: [{ message, extensions: { code: extensions['code'] } }] });
    });
    requestScope.run({ language, correlationId, log: log.child({ correlationId }) }, next);
  };

interface HttpFault {
  readonly status: number;
  /** Of the body parser. */
  readonly type?: unknown;
  readonly limit?: unknown;
}

/** Thrown by the router, the body parser or the sender of files for what a client did. */
const isHttpFault = (error: unknown): error is HttpFault =>
  typeof error === 'object' &&
  error !== null &&
  'status' in error &&
  typeof error.status === 'number' &&
  error.status >= 400 &&
  error.status < 500;

const ofClient = ({ status, type, limit }: HttpFault, { path }: Request, language: Language): GraphQLError => {
  if (type === 'entity.too.large' && path === uploadPath)
    return gatewayError('upload.too-large', language, { limit: Number(limit) / bytesPerMegabyte }, { status });
  if (type === 'entity.too.large')
    return gatewayError('request.too-large', language, { limit: Number(limit) }, { status });
  if (type !== undefined) return gatewayError('request.not-json', language, {}, { status });
  if (status === 404) return gatewayError('request.not-found', language, {}, { status });
  return gatewayError(
    'request.bad-address',
    language,
    { field: 'path', value: path.slice(0, maxShownPath) },
    { status },
  );
};
const maxShownPath = 100;
/** Whose bodies are files. */
export const uploadPath = '/upload';
const bytesPerMegabyte = 1_000_000;

/**
 * Every path answers an error in the form of GraphQL: `{ errors: [{ message, extensions: { code, remedy } }] }`, with the
 * status that tells whose fault it is.
 */
export const answerError: ErrorRequestHandler = (error: unknown, request, response, next) => {
  if (response.headersSent) return next(error);
  const { language = 'en' } = requestScope.getStore() ?? {};
  const shown = isHttpFault(error) ? ofClient(error, request, language) : (refusedCall(error, language) ?? error);
  const formatted = formatError(shown instanceof GraphQLError ? shown.toJSON() : { message: '' }, shown);
  response.status(statusOf(shown)).json({ message: formatted.message, errors: [formatted] });
};

/** What no route answered. */
export const notFound: RequestHandler = (_request, _response, next) => {
  const { language = 'zh' } = requestScope.getStore() ?? {};
  next(gatewayError('request.not-found', language, {}, { status: 404 }));
};

/** GraphQL answers 200 to a query that was refused; whoever fetches a file would take the refusal for it. */
const refusedStatus = 422;

const statusOf = (error: unknown): number => {
  if (!(error instanceof GraphQLError)) return 500;
  const http: unknown = error.extensions['http'];
  const status = typeof http === 'object' && http !== null && 'status' in http ? http.status : undefined;
  if (typeof status !== 'number') return 500;
  return status < 400 ? refusedStatus : status;
};
