import type { CallContext } from '../call-context.ts';
import { lookUpOnce } from '../look-up-once.ts';

/** A request is answered within a second or so; this many are under way at most, or nearly. */
const maxKeptCalls = 1_000;

/**
 * The one object for all calls of a service that a person's request makes, round after round, so that its sender is looked up
 * once and not once a call, as where the services share the gateway's process. Two requests are one here only where both the
 * number and the sender are the same.
 */
export const createKeptCalls = (maxCalls = maxKeptCalls): ((call: CallContext) => CallContext) => {
  /** The oldest first. */
  const kept = new Map<string, CallContext>();
  return ({ correlationId, account, office }) => {
    const key = JSON.stringify([correlationId, account, office]);
    const known = kept.get(key);
    if (known !== undefined) return known;
    const call = lookUpOnce({ correlationId, account, office });
    kept.set(key, call);
    const [oldest] = kept.keys();
    if (kept.size > maxCalls && oldest !== undefined) kept.delete(oldest);
    return call;
  };
};
