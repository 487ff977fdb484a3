import { may, visitor, type Action, type Caller, type Resource } from '@cunjian/access';
import { isRefused, refuse, type Refusal, type Refused } from '@cunjian/kernel';
import { isInvalidCursor } from '@cunjian/read-model';
import { initTRPC, TRPCError } from '@trpc/server';
import { z } from 'zod';
import type { CallContext, ResolveCaller } from './call-context.ts';
import { forgetLookUps, lookUp } from './look-up-once.ts';
import type { Named, ReadGate } from './read-gate.ts';
import { inSpan, untraced } from './tracing/spans.ts';
import { refuseUncleanText } from './unclean-text.ts';

export type { CallContext, ResolveCaller } from './call-context.ts';

/** Every mutation carries the id that the client minted once for this intent. */
export const commandInput = z.object({ commandId: z.uuid() });
/** Every query may ask for at least the state after a position that a mutation returned. */
export const queryInput = z.object({
  atLeast: z
    .string()
    .regex(/^\d{1,20}$/)
    .optional(),
});

export interface Done<Result> {
  readonly ok: true;
  /** Opaque; hand it back as `atLeast`. */
  readonly position: string;
  /** Ids of the events written, or found where the command is repeated: what a receipt is asked for. */
  readonly events: readonly string[];
  readonly repeated: boolean;
  readonly result: Result;
}
/** What every mutation answers. A refusal is a value, never an exception. */
export type Outcome<Result> = Done<Result> | { readonly ok: false; readonly refusals: readonly Refusal[] };

/** What a query that names its read models answers: see `Answering`. */
export interface Answer<Value> {
  /** True where `atLeast` was asked for and the read models had not seen it in time; the page shows 处理中. */
  readonly stale: boolean;
  readonly value: Value;
}

/** In the context of every query, for its return: `return ctx.answer(value)`. */
export interface Answering {
  answer<Value>(value: Value): Answer<Value>;
}

/** Asked by a procedure for each thing it touches. Answering without having asked is a bug, and throws. */
export interface Authorisation {
  /** The refusal `access.denied` where the caller may not, or the one that kept the caller from being known. */
  authorise(resource: Resource): Refused | undefined;
  may(resource: Resource): boolean;
}

const authorisation = (caller: Caller | Refused, action: Action) => {
  let asked = false;
  const allowed = (resource: Resource): boolean => {
    asked = true;
    return !isRefused(caller) && may(caller, action, resource);
  };
  const granted: Authorisation = {
    may: allowed,
    authorise: (resource) => {
      if (allowed(resource)) return undefined;
      return isRefused(caller) ? caller : refuse('access.denied', { action, division: resource.division });
    },
  };
  return { ...granted, wasAsked: () => asked };
};

/**
 * Refuses a query as a whole, whatever its answer is like: thrown as BAD_REQUEST, with the refusals in its `cause`
 * (`isRefused` of it).
 */
export const refuseQuery = (refused: Refused): TRPCError => {
  const { code } = refused.refused[0];
  return new TRPCError({ code: 'BAD_REQUEST', message: code, cause: Object.assign(new Error(code), refused) });
};

/** Without a gate nothing is known of how far the read models are, so whoever asks for `atLeast` is told `stale`. */
const noGate: ReadGate = { reached: async () => false };

/**
 * The builders that every service makes its procedures with. The action of a procedure is part of its definition, so
 * the matrix of role × action × division is generated from the list of procedures. A query names the read models
 * (projections) it reads after its action, so that `atLeast` waits for these and no others.
 */
export const createProcedures = (resolveCaller: ResolveCaller, readGate: ReadGate = noGate) => {
  const t = initTRPC.context<CallContext>().meta<{ readonly action: Action }>().create({ isDev: false });
  const traced = t.procedure.use(({ ctx, path, next }) =>
    inSpan(
      path,
      { kind: 'server', attributes: { 'rpc.method': path, 'cunjian.correlationid': ctx.correlationId } },
      () => next(),
      (result) => (result.ok ? {} : { 'error.type': result.error.code }),
    ),
  );
  // Of every procedure, so that no schema of an input has to think of it.
  const checked = traced.use(async ({ getRawInput, next }) => {
    refuseUncleanText(await getRawInput());
    return next();
  });
  const procedure = (action: Action) =>
    checked.meta({ action }).use(async ({ ctx, next, path, type }) => {
      if (type === 'mutation') forgetLookUps(ctx);
      const isVisitor = ctx.account === undefined && ctx.office === undefined;
      const resolved = isVisitor ? visitor : await lookUp(resolveCaller, ctx);
      const { wasAsked, ...granted } = authorisation(resolved, action);
      const caller = isRefused(resolved) ? visitor : resolved;
      const result = await next({ ctx: { ...ctx, ...granted, caller } });
      if (type === 'mutation') forgetLookUps(ctx);
      if (result.ok && !wasAsked()) throw new Error(`${path} answered without asking who may: ${action}`);
      return result;
    });
  /**
   * For what nobody may be known to have done: no span is opened, no caller is looked up, and a context that names one is a
   * bug of whoever calls.
   */
  const anonymous = (action: Action) =>
    t.procedure.meta({ action }).use(async ({ ctx, next, path, getRawInput }) => {
      if (ctx.account !== undefined || ctx.office !== undefined) throw new Error(`${path} must not be told who calls`);
      refuseUncleanText(await getRawInput());
      const { wasAsked, ...granted } = authorisation(visitor, action);
      const result = await untraced(() => next({ ctx: { ...ctx, ...granted, caller: visitor } }));
      if (result.ok && !wasAsked()) throw new Error(`${path} answered without asking who may: ${action}`);
      return result;
    });
  return {
    router: t.router,
    createCallerFactory: t.createCallerFactory,
    anonymous,
    query: (action: Action, ...reads: readonly Named[]) =>
      procedure(action)
        .input(queryInput)
        .use(async ({ ctx, input: { atLeast }, next }) => {
          const stale = atLeast !== undefined && !(await readGate.reached(reads, BigInt(atLeast)));
          const answering: Answering = { answer: (value) => ({ stale, value }) };
          const result = await next({ ctx: { ...ctx, ...answering } });
          if (!result.ok && isInvalidCursor(result.error.cause))
            throw refuseQuery(refuse('query.bad-cursor', {}, 'after'));
          return result;
        }),
    command: (action: Action) => procedure(action).input(commandInput),
  };
};
