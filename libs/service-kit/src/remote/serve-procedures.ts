import { callTRPCProcedure, getTRPCErrorFromUnknown, type AnyRouter } from '@trpc/server';
import type { Request, RequestHandler, Response } from 'express';
import { z } from 'zod';
import type { CallContext } from '../call-context.ts';
import type { Log } from '../log.ts';
import { continueTrace } from '../tracing/spans.ts';
import { traceparentHeader } from '../tracing/trace-context.ts';
import { createKeptCalls } from './kept-calls.ts';
import { readBody } from './read-body.ts';
import { NotVouchedFor, type ServiceIdentity } from './service-token.ts';
import { errorShape } from './wire-errors.ts';

/** A disclosure of ten thousand lines is about as large as an event may be; some such may come in one batch. */
const maxBodyBytes = 8_000_000;
export const maxBatchSize = 100;

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

/** What a batch of tRPC has in its body: the input of its first procedure under "0", and so on. */
const inputsSchema = z.record(z.string(), z.unknown());

/**
 * A service's procedures over HTTP (tRPC's batches, POST only), for the services named and nobody else: what a request
 * says of its sender and of the person it acts for counts only where its token vouches for it.
 */
export const serveProcedures = (options: ServeProceduresOptions): RequestHandler => {
  const kinds = kindsOf(options.router);
  const authenticate = createAuthenticate(options);
  const answerTo = createAnswerTo(options, kinds);
  return async (request, response, next) => {
    const { path, method } = request;
    const isCall = path.startsWith(`${callPath}/`);
    if (method !== 'POST' || (!isCall && path !== proceduresPath)) return next();
    const body = await readBody(request, maxBodyBytes).catch(() => null);
    // Its sender is gone, and nobody waits for an answer.
    if (body === null) return void response.destroy();
    if (body === undefined) return answer(response, 413, { error: `a call has at most ${maxBodyBytes} bytes` });
    const vouched = authenticate(request, body);
    if (vouched === undefined) return answer(response, 401, { error: 'a valid service token is required' });
    const { call, tokenFor } = vouched;
    if (!isCall) return answer(response, 200, kinds, tokenFor);
    const paths = path.slice(callPath.length + 1).split(',');
    const inputs = inputsOf(body, paths);
    if (inputs === undefined)
      return answer(response, 400, { error: `a batch of 1 to ${maxBatchSize} calls is required` }, tokenFor);
    const calls = paths.map((one, index) => ({ path: one, input: inputs[index] }));
    await continueTrace(request.get(traceparentHeader), async () =>
      answer(response, 200, await Promise.all(calls.map((one) => answerTo(call, one))), tokenFor),
    );
  };
};

const inputsOf = (body: string, paths: readonly string[]): Readonly<Record<string, unknown>> | undefined => {
  if (paths.length > maxBatchSize) return undefined;
  try {
    return inputsSchema.safeParse(JSON.parse(body)).data;
  } catch {
    return undefined;
  }
};

/** The token of an answer with this body, for whoever has called. */
type TokenFor = (body: string) => string;

const answer = (response: Response, status: number, value: unknown, tokenFor?: TokenFor): void => {
  const body = JSON.stringify(value);
  response.status(status).setHeader('content-type', 'application/json');
  if (tokenFor !== undefined) response.setHeader(tokenHeader, tokenFor(body));
  response.end(Buffer.from(body));
};

/** In whose name the request calls; undefined where nobody vouches for it. */
const createAuthenticate = ({ identity, callers, log }: ServeProceduresOptions) => {
  const keptCall = createKeptCalls();
  return (request: Request, body: string): { call: CallContext; tokenFor: TokenFor } | undefined => {
    const { path } = request;
    try {
      const { from, nonce, call } = identity.checkCall(request.get(tokenHeader) ?? '', { path, body });
      if (!callers.includes(from)) throw new NotVouchedFor(`${from} may not call ${identity.service}`);
      const tokenFor = (text: string): string => identity.vouchForAnswer(from, { path, body: text }, nonce);
      return { call: keptCall(call), tokenFor };
    } catch (error) {
      if (!(error instanceof NotVouchedFor)) throw error;
      log.warn({ err: error, from: request.ip }, 'a call was turned away');
      return undefined;
    }
  };
};

interface Call {
  readonly path: string;
  readonly input: unknown;
}

const createAnswerTo =
  ({ router, log }: ServeProceduresOptions, kinds: ProcedureKinds) =>
  async (ctx: CallContext, { path, input }: Call): Promise<object> => {
    try {
      const type = kinds[path] ?? 'query';
      const getRawInput = async () => input;
      return { result: { data: await callTRPCProcedure({ router, path, type, ctx, getRawInput, ...alone }) } };
    } catch (cause) {
      const error = getTRPCErrorFromUnknown(cause);
      const { correlationId } = ctx;
      if (error.code === 'INTERNAL_SERVER_ERROR')
        log.error({ err: error, procedure: path, correlationId }, 'a procedure failed');
      return { error: errorShape(error) };
    }
  };

/** Nothing of ours is called off, or asks for its place in a batch. */
const alone = { signal: undefined, batchIndex: 0 };
