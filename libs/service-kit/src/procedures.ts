import { may, visitor, type Action, type Caller, type Resource } from '@cunjian/access';
import { refuse, type Refusal, type Refused } from '@cunjian/kernel';
import { initTRPC } from '@trpc/server';
import { z } from 'zod';

/** What a call brings along: who signed in (the token's subject), which of her offices she acts in. Never roles. */
export interface CallContext {
  readonly account?: string | undefined;
  readonly office?: string | undefined;
  readonly correlationId: string;
}

/** Every mutation carries the id that the client minted once for this intent. */
export const commandInput = z.object({ commandId: z.uuid() });
/** Every query may ask for at least the state after a position that a mutation returned. */
export const queryInput = z.object({ atLeast: z.string().regex(/^\d+$/).optional() });

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

/** Asked by a procedure for each thing it touches. Answering without having asked is a bug, and throws. */
export interface Authorisation {
  /** The refusal `access.denied` where the caller may not. */
  authorise(resource: Resource): Refused | undefined;
  may(resource: Resource): boolean;
}

export type ResolveCaller = (context: CallContext) => Promise<Caller>;

const authorisation = (caller: Caller, action: Action) => {
  let asked = false;
  const allowed = (resource: Resource): boolean => {
    asked = true;
    return may(caller, action, resource);
  };
  const granted: Authorisation = {
    may: allowed,
    authorise: (resource) =>
      allowed(resource) ? undefined : refuse('access.denied', { action, division: resource.division }),
  };
  return { ...granted, wasAsked: () => asked };
};

/**
 * The builders that every service makes its procedures with. The action of a procedure is part of its definition, so
 * the matrix of role × action × division is generated from the list of procedures.
 */
export const createProcedures = (resolveCaller: ResolveCaller) => {
  const t = initTRPC.context<CallContext>().meta<{ readonly action: Action }>().create();
  const procedure = (action: Action) =>
    t.procedure.meta({ action }).use(async ({ ctx, next, path }) => {
      const caller = ctx.account === undefined ? visitor : await resolveCaller(ctx);
      const { wasAsked, ...granted } = authorisation(caller, action);
      const result = await next({ ctx: { ...ctx, ...granted, caller } });
      if (result.ok && !wasAsked()) throw new Error(`${path} answered without asking who may: ${action}`);
      return result;
    });
  return {
    router: t.router,
    createCallerFactory: t.createCallerFactory,
    query: (action: Action) => procedure(action).input(queryInput),
    command: (action: Action) => procedure(action).input(commandInput),
  };
};
