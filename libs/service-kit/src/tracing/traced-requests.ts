import type { Random } from '@cunjian/kernel';
import type { RequestHandler } from 'express';
import { isTracing, openSpan } from './spans.ts';

export const correlationHeader = 'x-correlation-id';
/** What a client may choose as its number of a request. */
export const correlationPattern = /^[\w.:-]{1,100}$/;

export interface TracedRequestsOptions {
  readonly handler: RequestHandler;
  readonly random: Pick<Random, 'uuid'>;
  /** The first segment of paths that are traced. */
  readonly routes: readonly string[];
}

/** The edge of the deployment, where traces begin: what a client says of a trace of its own is not taken over. */
export const tracedRequests = ({ handler, random, routes }: TracedRequestsOptions): RequestHandler => {
  if (!isTracing()) return handler;
  return (request, response, next) => {
    const [, segment = ''] = request.path.split('/');
    if (!routes.includes(segment)) return void handler(request, response, next);
    const given = request.get(correlationHeader) ?? '';
    const correlationId = correlationPattern.test(given) ? given : random.uuid();
    request.headers[correlationHeader] = correlationId;
    const [method, route] = [request.method, `/${segment}`];
    const span = openSpan(`${method} ${route}`, {
      kind: 'server',
      root: true,
      attributes: { 'cunjian.correlationid': correlationId, 'http.request.method': method, 'http.route': route },
    });
    response.once('close', () => {
      const { statusCode } = response;
      const failed = statusCode >= 500 ? { 'error.type': String(statusCode) } : {};
      span?.end({ 'http.response.status_code': statusCode, ...failed });
    });
    if (span === undefined) return void handler(request, response, next);
    return span.run(() => void handler(request, response, next));
  };
};
