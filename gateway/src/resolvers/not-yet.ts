import type { GatewayContext } from '../context.ts';
import { gatewayError } from '../errors.ts';

/**
 * Throws `query.not-yet` for what is not there while the read models lag behind the position asked for: null would say
 * that there is no such thing.
 */
export const orNotYet = <T>(found: T | null | undefined, { isLagging, language }: GatewayContext): T | null => {
  if (found !== undefined && found !== null) return found;
  if (isLagging()) throw gatewayError('query.not-yet', language);
  return null;
};
