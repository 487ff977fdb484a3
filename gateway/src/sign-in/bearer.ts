import { hash, type KeyObject } from 'node:crypto';
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

/** A key that the issuer has withdrawn is believed no longer than this. */
const maxRememberedMs = 60_000;
const maxRemembered = 1_000;

interface Verified {
  readonly subject: string | undefined;
  readonly expiresMs: number;
  readonly verifiedMs: number;
}

/** Checks access tokens (RFC 9068): the subject, or undefined. Roles are looked up, never believed. */
export const createBearerCheck = ({ issuer, audience, clock, keys }: BearerOptions) => {
  let remote: ReturnType<typeof createRemoteJWKSet> | undefined;
  const verify = async (token: string, options: JWTVerifyOptions) => {
    if (typeof keys !== 'function') return jwtVerify(token, keys, options);
    remote ??= createRemoteJWKSet(await keys());
    return jwtVerify(token, remote, options);
  };
  /** By hash, so that no token lies in memory longer than its request. Verifying a signature costs as much as a query. */
  const remembered = new Map<string, Verified>();
  return async (token: string): Promise<string | undefined> => {
    const now = clock.now();
    const key = hash('sha256', token, 'base64url');
    const known = remembered.get(key);
    if (known !== undefined && now < known.expiresMs && now - known.verifiedMs < maxRememberedMs) return known.subject;
    try {
      const currentDate = new Date(now);
      const { payload } = await verify(token, {
        issuer,
        audience,
        algorithms,
        currentDate,
        requiredClaims: ['sub', 'exp'],
      });
      const { sub: subject, exp = 0 } = payload;
      if (remembered.size >= maxRemembered) remembered.clear();
      remembered.set(key, { subject, expiresMs: exp * 1_000, verifiedMs: now });
      return subject;
    } catch {
      // Malformed, expired, or another issuer's: all the same to the caller, who must sign in.
      return undefined;
    }
  };
};
