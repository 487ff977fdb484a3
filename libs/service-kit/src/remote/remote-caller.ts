import type { Clock } from '@cunjian/kernel';
import { TRPCError, type AnyRouter } from '@trpc/server';
import { z } from 'zod';
import type { CallContext } from '../call-context.ts';
import { activeTraceparent, inSpan } from '../tracing/spans.ts';
import { traceparentHeader } from '../tracing/trace-context.ts';
import { createBatches, type Asked } from './batches.ts';
import { createPost, DeadlinePassed, type Post, type Posted } from './post.ts';
import { errorFrom } from './wire-errors.ts';
import { callPath, maxBatchSize, proceduresPath, tokenHeader, type ProcedureKinds } from './serve-procedures.ts';
import { NotVouchedFor, type ServiceIdentity } from './service-token.ts';

/** A call that has not been answered by then has failed; queries wait up to 2 s for `atLeast` among it. */
const defaultDeadlineMs = 15_000;
/** A read is tried again where its service could not be reached; a command never: who sent it decides. */
const maxTries = 3;
const retryAfterMs = 100;
/** A service is not asked oftener what it can do, where it has no procedure of the name called. */
const minAskAgainMs = 1_000;

export interface RemoteServiceOptions {
  /** The service's name, which its answers must vouch for. */
  readonly service: string;
  /** `http://registry:4101` */
  readonly url: string;
  readonly identity: ServiceIdentity;
  readonly clock: Pick<Clock, 'now' | 'sleep'>;
  readonly deadlineMs?: number;
}

/** A service in another process, called as if it were in this one: `createCaller` is that of its router. */
export type RemoteService<Router extends AnyRouter> = Pick<Router, 'createCaller'>;

interface Connection extends RemoteServiceOptions {
  readonly post: Post;
}

export const createRemoteService = <Router extends AnyRouter>(options: RemoteServiceOptions): RemoteService<Router> => {
  const connection: Connection = { ...options, post: createPost(options.url) };
  const kindOf = createKindOf(connection);
  const createCaller = (call: CallContext) => {
    const ask = createBatches((batch) => askTogether(connection, call, batch), maxBatchSize);
    return callerProxy([], async (path, input) => {
      const kind = await kindOf(path);
      if (kind === undefined) throw new TRPCError({ code: 'NOT_FOUND', message: `${options.service} has no ${path}` });
      return send(connection, kind, () => ask({ path, input }));
    });
  };
  return { createCaller: createCaller as unknown as Router['createCaller'] };
};

/** Both sides vouch for themselves; an answer that nobody vouched for is none. */
const vouchedPost = async (
  { service, identity, post, deadlineMs = defaultDeadlineMs }: Connection,
  call: CallContext,
  path: string,
  body: string,
): Promise<Posted> => {
  const { token, nonce } = identity.vouchForCall(service, { path, body }, call);
  const traceparent = activeTraceparent();
  const headers = { [tokenHeader]: token, ...(traceparent === undefined ? {} : { [traceparentHeader]: traceparent }) };
  const answered = await post(path, headers, body, deadlineMs);
  identity.checkAnswer(String(answered.headers[tokenHeader] ?? ''), service, { path, body: answered.text }, nonce);
  if (answered.status !== 200) throw new Error(`it answered ${answered.status}`);
  return answered;
};

/** Whether a procedure reads; undefined where the service has none of that name, also now that it may be a newer one. */
const createKindOf = (connection: Connection) => {
  const { service, clock } = connection;
  let kinds: Promise<ProcedureKinds> | undefined;
  let askedMs = -Infinity;
  const ask = (): Promise<ProcedureKinds> => {
    const before = kinds;
    askedMs = clock.now();
    kinds = fetchKinds(connection).catch((error: unknown) => {
      kinds = before;
      throw unreachable(service, error);
    });
    return kinds;
  };
  return async (path: string): Promise<ProcedureKinds[string] | undefined> => {
    const kind = (await (kinds ?? ask()))[path];
    if (kind !== undefined) return kind;
    const isDue = clock.now() - askedMs >= minAskAgainMs;
    return (await (isDue || kinds === undefined ? ask() : kinds))[path];
  };
};

const fetchKinds = async (connection: Connection): Promise<ProcedureKinds> => {
  const { text } = await vouchedPost(connection, { correlationId: 'procedures' }, proceduresPath, '');
  return JSON.parse(text) as ProcedureKinds;
};

const answersSchema = z.array(
  z.union([z.object({ result: z.object({ data: z.unknown() }) }), z.object({ error: z.unknown() })]),
);

/** Calls of one moment in one request, tRPC's batch, and one span for them. */
const askTogether = async (
  connection: Connection,
  call: CallContext,
  batch: readonly Asked[],
): Promise<readonly (() => unknown)[]> => {
  const method = batch.map(({ path }) => path).join(',');
  const body = JSON.stringify(Object.fromEntries(batch.map(({ input }, index) => [index, input])));
  const attributes = {
    'rpc.service': connection.service,
    'rpc.method': method,
    'cunjian.correlationid': call.correlationId,
  };
  const { text } = await inSpan(
    `call ${connection.service}`,
    { kind: 'client', attributes },
    () => vouchedPost(connection, call, `${callPath}/${method}`, body),
    ({ status }) => ({ 'http.response.status_code': status }),
  );
  const answers = answersSchema.parse(JSON.parse(text));
  return answers.map((answer) => () => {
    if ('result' in answer) return answer.result.data;
    throw errorFrom(answer.error) ?? new Error('it answered an error of another form');
  });
};

const send = async (
  { service, clock }: Connection,
  kind: 'query' | 'mutation',
  ask: () => Promise<unknown>,
): Promise<unknown> => {
  for (let tries = 1; ; tries++) {
    try {
      return await ask();
    } catch (error) {
      if (error instanceof TRPCError) throw error;
      if (kind === 'mutation' || tries === maxTries || !mayPass(error)) throw unreachable(service, error);
      await clock.sleep(retryAfterMs * tries);
    }
  }
};

/** A deadline that has passed is not waited for again, and a stranger's answer stays one. */
const mayPass = (error: unknown): boolean => !(error instanceof DeadlinePassed || error instanceof NotVouchedFor);

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
