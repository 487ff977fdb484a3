import type { KeyObject } from 'node:crypto';
import type { Clock } from '@cunjian/kernel';
import { createRemoteJWKSet, jwtVerify, type JWTVerifyOptions } from 'jose';

export interface BearerOptions {
  readonly issuer: string;
  readonly audience: string;
  readonly clock: Pick<Clock, 'now'>;
  /** The embedded issuer's key, or where another issuer's keys are found. */
  readonly keys: KeyObject | (() => Promise<URL>);
}

/** Signatures that a public key verifies: never those of a shared secret. */
const algorithms = ['ES256', 'ES384', 'RS256', 'PS256', 'EdDSA'];

/** Checks access tokens (RFC 9068): the subject, or undefined. Roles are looked up, never believed. */
export const createBearerCheck = ({ issuer, audience, clock, keys }: BearerOptions) => {
  let remote: ReturnType<typeof createRemoteJWKSet> | undefined;
  const verify = async (token: string, options: JWTVerifyOptions) => {
    if (typeof keys !== 'function') return jwtVerify(token, keys, options);
    remote ??= createRemoteJWKSet(await keys());
    return jwtVerify(token, remote, options);
  };
  return async (token: string): Promise<string | undefined> => {
    try {
      const currentDate = new Date(clock.now());
      const { payload } = await verify(token, {
        issuer,
        audience,
        algorithms,
        currentDate,
        requiredClaims: ['sub', 'exp'],
      });
      return payload.sub;
    } catch {
      // Malformed, expired, or another issuer's: all the same to the caller, who must sign in.
      return undefined;
    }
  };
};
