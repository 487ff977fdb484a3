import { createExpressMiddleware } from '@trpc/server/adapters/express';
import type { AnyRouter } from '@trpc/server';
import express, { Router, type Request, type RequestHandler } from 'express';
import type { Log } from '../log.ts';
import { continueTrace } from '../tracing/spans.ts';
import { traceparentHeader } from '../tracing/trace-context.ts';
import { createKeptCalls } from './kept-calls.ts';
import { NotVouchedFor, type ServiceIdentity, type VouchedCall } from './service-token.ts';

/** A disclosure of ten thousand lines is about as large as an event may be; some such may come in one batch. */
const maxBodyBytes = 8_000_000;
const maxBatchSize = 100;

/** Of a call and of its answer: a JWT of the service that sent it. */
export const tokenHeader = 'cunjian-service-token';
export const proceduresPath = '/procedures';
export const callPath = '/call';

/** Procedure → what it is: a caller repeats reads alone. */
export type ProcedureKinds = Readonly<Record<string, 'query' | 'mutation'>>;

const kindsOf = (router: AnyRouter): ProcedureKinds =>
  Object.fromEntries(
    Object.entries(router._def.procedures as Record<string, { _def: { type: 'query' | 'mutation' } }>).map(
      ([path, { _def }]) => [path, _def.type],
    ),
  );

export interface ServeProceduresOptions {
  readonly router: AnyRouter;
  readonly identity: ServiceIdentity;
  /** The services that may call; any other is turned away. */
  readonly callers: readonly string[];
  readonly log: Pick<Log, 'warn' | 'error'>;
}

/**
 * A service's procedures over HTTP (tRPC, batched, POST only), for the services named and nobody else: what a request
 * says of its sender and of the person it acts for counts only where its token vouches for it.
 */
export const serveProcedures = ({ router, identity, callers, log }: ServeProceduresOptions): Router => {
  const vouched = new WeakMap<Request, VouchedCall>();
  const keptCall = createKeptCalls();
  const authenticate: RequestHandler = async (request, response, next) => {
    request.body = typeof request.body === 'string' ? request.body : '';
    try {
      const call = await identity.checkCall(request.get(tokenHeader) ?? '', request.body as string);
      if (!callers.includes(call.from)) throw new NotVouchedFor(`${call.from} may not call ${identity.service}`);
      vouched.set(request, call);
      response.set(tokenHeader, await identity.vouchForAnswer(call.from, call.nonce));
    } catch (error) {
      if (!(error instanceof NotVouchedFor)) throw error;
      log.warn({ err: error, from: request.ip }, 'a call was turned away');
      response.status(401).json({ error: 'a valid service token is required' });
      return;
    }
    next();
  };
  const answer = createExpressMiddleware({
    router,
    allowMethodOverride: true,
    maxBatchSize,
    createContext: ({ req }) => {
      const call = vouched.get(req);
      if (call === undefined) throw new Error('a call reached the procedures without its token');
      return keptCall(call.call);
    },
    onError: ({ error, path }) => {
      if (error.code === 'INTERNAL_SERVER_ERROR') log.error({ err: error, procedure: path }, 'a procedure failed');
    },
  });
  const kinds = kindsOf(router);
  const served = Router();
  served.use([callPath, proceduresPath], express.text({ type: () => true, limit: maxBodyBytes }), authenticate);
  served.post(proceduresPath, (_request, response) => void response.json(kinds));
  served.post(`${callPath}/*path`, (request, response, next) => {
    request.url = request.url.slice(callPath.length);
    continueTrace(request.get(traceparentHeader), () => answer(request, response, next));
  });
  return served;
};
