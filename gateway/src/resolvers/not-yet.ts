import type { GatewayContext } from '../context.ts';
import { gatewayError } from '../errors.ts';

/**
 * Throws `query.not-yet` for what is not there while the read models lag behind the position asked for: null would say
 * that there is no such thing.
 */
export const orNotYet = <T>(found: T | null | undefined, { lag, language }: GatewayContext): T | null => {
  if (found !== undefined && found !== null) return found;
  if (lag.stale > 0) throw gatewayError('query.not-yet', language);
  return null;
};
