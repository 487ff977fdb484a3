import { isIdentityNumber } from '@cunjian/personal-data';
import { refuse, type Clock } from '@cunjian/kernel';
import { createRemoteJWKSet, errors, jwtVerify, type JWTVerifyGetKey } from 'jose';
import type { RealNameConfig } from '../config.ts';
import type { RealNameIssuer } from './real-name-issuer.ts';

/** Signatures that a public key verifies: never those of a shared secret. */
const algorithms = ['ES256', 'ES384', 'RS256', 'PS256', 'EdDSA'];
/** Between the issuer's clock and ours. */
const clockToleranceS = 30;
const keysTimeoutMs = 5_000;

export interface OidcRealNameIssuerOptions extends RealNameConfig {
  readonly clock: Pick<Clock, 'now'>;
  /** By default fetched from `jwksUri`, and kept for a while. */
  readonly keys?: JWTVerifyGetKey;
}

/** What is wrong with a token, as against a failure to get the keys that tell. */
const isBadToken = (error: unknown): boolean =>
  error instanceof errors.JWTInvalid ||
  error instanceof errors.JWTExpired ||
  error instanceof errors.JWTClaimValidationFailed ||
  error instanceof errors.JWSInvalid ||
  error instanceof errors.JWSSignatureVerificationFailed ||
  error instanceof errors.JOSEAlgNotAllowed ||
  error instanceof errors.JOSENotSupported ||
  error instanceof errors.JWKSNoMatchingKey ||
  error instanceof errors.JWKSMultipleMatchingKeys;

/**
 * An OIDC issuer whose ID tokens (OpenID Connect Core 1.0, 2) carry the identity number of somebody whose card it has seen.
 * The account to be bound must be the token's subject. Refuses `account.bad-assertion`, and `account.issuer-unreachable`
 * where the issuer's keys can't be fetched.
 */
export const createOidcRealNameIssuer = (options: OidcRealNameIssuerOptions): RealNameIssuer => {
  const { issuer, audience, jwksUri, idNumberClaim, maxAgeS, clock } = options;
  const keys = options.keys ?? createRemoteJWKSet(new URL(jwksUri), { timeoutDuration: keysTimeoutMs });
  const bad = refuse('account.bad-assertion', {}, 'assertion');
  return {
    verify: async (assertion, account) => {
      try {
        const { payload } = await jwtVerify(assertion, keys, {
          issuer,
          audience,
          algorithms,
          currentDate: new Date(clock.now()),
          clockTolerance: clockToleranceS,
          maxTokenAge: maxAgeS,
          requiredClaims: ['sub', 'exp', 'iat', idNumberClaim],
        });
        const claimed = payload[idNumberClaim];
        const idNumber = typeof claimed === 'string' ? claimed.trim().toUpperCase() : '';
        return payload.sub === account && isIdentityNumber(idNumber) ? { idNumber } : bad;
      } catch (error) {
        return isBadToken(error) ? bad : refuse('account.issuer-unreachable');
      }
    },
  };
};
