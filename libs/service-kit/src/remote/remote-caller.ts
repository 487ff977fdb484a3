import type { Clock } from '@cunjian/kernel';
import { createTRPCUntypedClient, httpBatchLink, TRPCClientError, type TRPCUntypedClient } from '@trpc/client';
import { TRPCError, type AnyRouter } from '@trpc/server';
import type { CallContext } from '../procedures.ts';
import { activeTraceparent, inSpan } from '../tracing/spans.ts';
import { traceparentHeader } from '../tracing/trace-context.ts';
import { errorFrom } from './wire-errors.ts';
import { callPath, proceduresPath, tokenHeader, type ProcedureKinds } from './serve-procedures.ts';
import { NotVouchedFor, type ServiceIdentity } from './service-token.ts';

/** A call that has not been answered by then has failed; queries wait up to 2 s for `atLeast` among it. */
const defaultDeadlineMs = 15_000;
/** A read is tried again where its service could not be reached; a command never: who sent it decides. */
const maxTries = 3;
const retryAfterMs = 100;
const maxItems = 100;

export interface RemoteServiceOptions {
  /** The service's name, which its answers must vouch for. */
  readonly service: string;
  /** `http://registry:4101` */
  readonly url: string;
  readonly identity: ServiceIdentity;
  readonly clock: Pick<Clock, 'sleep'>;
  readonly deadlineMs?: number;
}

/** A service in another process, called as if it were in this one: `createCaller` is that of its router. */
export type RemoteService<Router extends AnyRouter> = Pick<Router, 'createCaller'>;

export const createRemoteService = <Router extends AnyRouter>(options: RemoteServiceOptions): RemoteService<Router> => {
  let kinds: Promise<ProcedureKinds> | undefined;
  const system: CallContext = { correlationId: 'procedures' };
  const knownKinds = (): Promise<ProcedureKinds> => {
    kinds ??= fetchKinds(options, system).catch((error: unknown) => {
      kinds = undefined;
      throw unreachable(options.service, error);
    });
    return kinds;
  };
  const createCaller = (call: CallContext) => {
    let client: TRPCUntypedClient<AnyRouter> | undefined;
    return callerProxy([], async (path, input) => {
      const kind = (await knownKinds())[path];
      if (kind === undefined) throw new TRPCError({ code: 'NOT_FOUND', message: `${options.service} has no ${path}` });
      client ??= createClient(options, call);
      return send(options, client, kind, path, input);
    });
  };
  return { createCaller: createCaller as unknown as Router['createCaller'] };
};

const createClient = (options: RemoteServiceOptions, call: CallContext): TRPCUntypedClient<AnyRouter> =>
  createTRPCUntypedClient<AnyRouter>({
    links: [
      httpBatchLink({
        url: `${options.url}${callPath}`,
        methodOverride: 'POST',
        maxItems,
        fetch: (url, init) => tracedFetch(options, call, String(url), String(init?.body ?? '')),
      }),
    ],
  });

/** One span for calls of one moment, which go in one request. */
const tracedFetch = (
  options: RemoteServiceOptions,
  call: CallContext,
  url: string,
  body: string,
): Promise<Response> => {
  const method = new URL(url).pathname.slice(callPath.length + 1);
  const attributes = {
    'rpc.service': options.service,
    'rpc.method': method,
    'cunjian.correlationid': call.correlationId,
  };
  return inSpan(
    `call ${options.service}`,
    { kind: 'client', attributes },
    () => vouchedFetch(options, call, url, body),
    ({ status }) => ({ 'http.response.status_code': status }),
  );
};

/** Both sides vouch for themselves; an answer that nobody vouched for is none. */
const vouchedFetch = async (
  { service, identity, deadlineMs = defaultDeadlineMs }: RemoteServiceOptions,
  call: CallContext,
  url: string,
  body: string,
): Promise<Response> => {
  const { token, nonce } = await identity.vouchForCall(service, body, call);
  const traceparent = activeTraceparent();
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      [tokenHeader]: token,
      ...(traceparent === undefined ? {} : { [traceparentHeader]: traceparent }),
    },
    body,
    signal: AbortSignal.timeout(deadlineMs),
  });
  await identity.checkAnswer(response.headers.get(tokenHeader) ?? '', service, nonce);
  return response;
};

const fetchKinds = async (options: RemoteServiceOptions, call: CallContext): Promise<ProcedureKinds> => {
  const response = await vouchedFetch(options, call, `${options.url}${proceduresPath}`, '');
  if (!response.ok) throw new Error(`${options.service} answered ${response.status}`);
  return (await response.json()) as ProcedureKinds;
};

const send = async (
  { service, clock }: RemoteServiceOptions,
  client: TRPCUntypedClient<AnyRouter>,
  kind: 'query' | 'mutation',
  path: string,
  input: unknown,
): Promise<unknown> => {
  for (let tries = 1; ; tries++) {
    try {
      return await (kind === 'query' ? client.query(path, input) : client.mutation(path, input));
    } catch (error) {
      const answered = error instanceof TRPCClientError ? errorFrom(error.shape) : undefined;
      if (answered !== undefined) throw answered;
      if (kind === 'mutation' || tries === maxTries || !mayPass(error)) throw unreachable(service, error);
      await clock.sleep(retryAfterMs * tries);
    }
  }
};

const final: readonly unknown[] = ['TimeoutError', NotVouchedFor.name];

/** A deadline that has passed is not waited for again, and a stranger's answer stays one. */
const mayPass = (error: unknown): boolean => {
  const cause: unknown = error instanceof Error ? error.cause : undefined;
  return typeof cause !== 'object' || cause === null || !('name' in cause) || !final.includes(cause.name);
};

const unreachable = (service: string, cause: unknown): TRPCError =>
  new TRPCError({
    code: 'SERVICE_UNAVAILABLE',
    message: `${service} did not answer: ${cause instanceof Error ? cause.message : String(cause)}`,
    cause,
  });

/** `caller.disclosures.list(input)` → `call('disclosures.list', input)`. */
const callerProxy = (path: readonly string[], call: (path: string, input: unknown) => Promise<unknown>): unknown =>
  new Proxy(() => undefined, {
    get: (_target, name) =>
      // Not a promise, though it may be awaited.
      typeof name === 'string' && name !== 'then' ? callerProxy([...path, name], call) : undefined,
    apply: (_target, _self, [input]: unknown[]) => call(path.join('.'), input),
  });
