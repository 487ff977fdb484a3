import { createHash } from 'node:crypto';
import type { Clock, Random } from '@cunjian/kernel';
import { createLocalJWKSet, errors, importJWK, jwtVerify, SignJWT, type JSONWebKeySet, type JWK } from 'jose';
import { z } from 'zod';
import type { CallContext } from '../procedures.ts';

/** How long a service token is good for: one call over a slow line, and clocks that differ a little. */
const lifetimeSeconds = 30;
const clockToleranceSeconds = 5;
const algorithm = 'EdDSA';

/** Both directions bind what they vouch for: a call its body and whom it is made for, an answer the call it answers. */
const callClaims = z.object({
  jti: z.string().min(1),
  body: z.string().length(43),
  correlation: z.string(),
  account: z.string().optional(),
  office: z.string().optional(),
});
const answerClaims = z.object({ nonce: z.string().min(1) });

/** Thrown where the other side is not who it must be, or what it sent is not what it vouched for. */
export class NotVouchedFor extends Error {
  override readonly name = 'NotVouchedFor';
}

export interface VouchedCall {
  /** The service that calls. */
  readonly from: string;
  /** In whose name. */
  readonly call: CallContext;
  /** To be named in the answer's token. */
  readonly nonce: string;
}

/** One service's name and key, and the public keys of all: JWTs (RFC 7519) signed with Ed25519, a key a service. */
export interface ServiceIdentity {
  readonly service: string;
  /** For a call of `to` with these bytes, in the name of `call`. The nonce comes back in the answer's token. */
  vouchForCall(
    to: string,
    body: string,
    call: CallContext,
  ): Promise<{ readonly token: string; readonly nonce: string }>;
  /** Throws `NotVouchedFor`. */
  checkCall(token: string, body: string): Promise<VouchedCall>;
  vouchForAnswer(to: string, nonce: string): Promise<string>;
  /** Throws `NotVouchedFor`. */
  checkAnswer(token: string, from: string, nonce: string): Promise<void>;
}

export interface ServiceIdentityOptions {
  readonly service: string;
  /** Its private key, Ed25519. */
  readonly key: JWK;
  /** The public keys of all services; `kid` is the service's name. */
  readonly keys: JSONWebKeySet;
  readonly clock: Pick<Clock, 'now'>;
  readonly random: Pick<Random, 'uuid'>;
}

const digestOf = (body: string): string => createHash('sha256').update(body).digest('base64url');

export const createServiceIdentity = async (options: ServiceIdentityOptions): Promise<ServiceIdentity> => {
  const { service, clock, random } = options;
  const key = await importJWK(options.key, algorithm);
  const keyOf = createLocalJWKSet(options.keys);
  const sign = (to: string, claims: Record<string, string>): Promise<string> => {
    const now = Math.floor(clock.now() / 1000);
    return new SignJWT(claims)
      .setProtectedHeader({ alg: algorithm, kid: service })
      .setIssuer(service)
      .setAudience(to)
      .setIssuedAt(now)
      .setExpirationTime(now + lifetimeSeconds)
      .sign(key);
  };
  const verify = async <Claims>(
    token: string,
    schema: z.ZodType<Claims>,
  ): Promise<{ from: string; claims: Claims }> => {
    try {
      const { payload, protectedHeader } = await jwtVerify(token, keyOf, {
        algorithms: [algorithm],
        audience: service,
        currentDate: new Date(clock.now()),
        clockTolerance: clockToleranceSeconds,
        maxTokenAge: lifetimeSeconds,
      });
      // A service vouches for itself alone.
      if (payload.iss === undefined || payload.iss !== protectedHeader.kid)
        throw new NotVouchedFor(`a token of ${protectedHeader.kid} says it is of ${payload.iss}`);
      return { from: payload.iss, claims: schema.parse(payload) };
    } catch (error) {
      if (error instanceof errors.JOSEError || error instanceof z.ZodError)
        throw new NotVouchedFor(`a service token was not accepted: ${error.message}`, { cause: error });
      throw error;
    }
  };
  return {
    service,
    vouchForCall: async (to, body, { account, office, correlationId }) => {
      const nonce = random.uuid();
      const token = await sign(to, {
        jti: nonce,
        body: digestOf(body),
        correlation: correlationId,
        ...(account === undefined ? {} : { account }),
        ...(office === undefined ? {} : { office }),
      });
      return { token, nonce };
    },
    checkCall: async (token, body) => {
      const { from, claims } = await verify(token, callClaims);
      if (claims.body !== digestOf(body)) throw new NotVouchedFor(`${from} vouched for another body`);
      const { jti, correlation: correlationId, account, office } = claims;
      return { from, nonce: jti, call: { correlationId, account, office } };
    },
    vouchForAnswer: (to, nonce) => sign(to, { nonce }),
    checkAnswer: async (token, from, nonce) => {
      const answered = await verify(token, answerClaims);
      if (answered.from !== from || answered.claims.nonce !== nonce)
        throw new NotVouchedFor(`an answer expected of ${from} is of ${answered.from}, or of another call`);
    },
  };
};
