import type { Caller } from '@cunjian/access';
import type { Refused } from '@cunjian/kernel';
import type { CallContext, ResolveCaller } from './call-context.ts';

/** How long what was found of the sender of a request is believed within it. */
export const maxBelievedMs = 1_000;

interface Found {
  readonly atMs: number;
  readonly caller: Promise<Caller | Refused>;
}

const requests = new WeakMap<CallContext, Map<ResolveCaller, Found>>();

/**
 * From now on the procedures that are called with this very object look its sender up once between two commands, each
 * service for itself, and not once a procedure. For what one request calls.
 */
export const lookUpOnce = (call: CallContext): CallContext => {
  requests.set(call, new Map());
  return call;
};

/** Whoever sent a call, as `resolve` says, or said just now to another procedure of the same request. */
export const lookUp = (resolve: ResolveCaller, call: CallContext): Promise<Caller | Refused> => {
  const found = requests.get(call);
  const known = found?.get(resolve);
  if (known !== undefined && performance.now() - known.atMs < maxBelievedMs) return known.caller;
  const caller = resolve(call);
  found?.set(resolve, { atMs: performance.now(), caller });
  return caller;
};

/** A command may have changed who somebody is: what follows it in the request looks anew. */
export const forgetLookUps = (call: CallContext): void => requests.get(call)?.clear();
