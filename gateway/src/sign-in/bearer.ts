import type { KeyObject } from 'node:crypto';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { audience } from './embedded-issuer.ts';

export interface BearerOptions {
  readonly issuer: string;
  /** The embedded issuer's key; absent: the issuer's JWKS is fetched. */
  readonly key?: KeyObject;
  readonly jwksUri?: string;
}

/** Checks access tokens (RFC 9068). They carry the subject only: roles are looked up, never believed. */
export const createBearerCheck = ({ issuer, key, jwksUri }: BearerOptions) => {
  const remote = createRemoteJWKSet(new URL(jwksUri ?? `${issuer}/jwks`));
  return async (token: string): Promise<string | undefined> => {
    try {
      const options = { issuer, audience, requiredClaims: ['sub', 'exp'] };
      const { payload } =
        key === undefined ? await jwtVerify(token, remote, options) : await jwtVerify(token, key, options);
      return payload.sub;
    } catch {
      // Malformed, expired, or another issuer's: all the same to the caller, who must sign in.
      return undefined;
    }
  };
};
