import { createHash } from 'node:crypto';
import type { Clock, Random } from '@cunjian/kernel';
import { z } from 'zod';
import type { CallContext } from '../call-context.ts';
import {
  BadToken,
  readPrivateKey,
  readPublicKeys,
  readToken,
  writeToken,
  type PrivateJwk,
  type PublicJwks,
} from './signed-token.ts';

/** How long a service token is good for: one call over a slow line, and clocks that differ a little. */
const lifetimeSeconds = 30;
const clockToleranceSeconds = 5;

/** RFC 7519. Both directions bind what they vouch for: a call its body and whom it is made for, an answer the call it answers. */
const everyToken = z.object({ iss: z.string(), aud: z.string(), iat: z.int(), exp: z.int() });
const callClaims = everyToken.extend({
  jti: z.string().min(1),
  body: z.string().length(43),
  correlation: z.string(),
  account: z.string().optional(),
  office: z.string().optional(),
});
const answerClaims = everyToken.extend({ nonce: z.string().min(1) });

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

/** One service's name and key, and the public keys of all: JWTs signed with Ed25519, a key a service. */
export interface ServiceIdentity {
  readonly service: string;
  /** For a call of `to` with these bytes, in the name of `call`. The nonce comes back in the answer's token. */
  vouchForCall(to: string, body: string, call: CallContext): { readonly token: string; readonly nonce: string };
  /** Throws `NotVouchedFor`. */
  checkCall(token: string, body: string): VouchedCall;
  vouchForAnswer(to: string, nonce: string): string;
  /** Throws `NotVouchedFor`. */
  checkAnswer(token: string, from: string, nonce: string): void;
}

export interface ServiceIdentityOptions {
  readonly service: string;
  /** Its private key, Ed25519. */
  readonly key: PrivateJwk;
  /** The public keys of all services; `kid` is the service's name. */
  readonly keys: PublicJwks;
  readonly clock: Pick<Clock, 'now'>;
  readonly random: Pick<Random, 'uuid'>;
}

const digestOf = (body: string): string => createHash('sha256').update(body).digest('base64url');

export const createServiceIdentity = (options: ServiceIdentityOptions): ServiceIdentity => {
  const { service, clock, random } = options;
  const key = readPrivateKey(options.key);
  const keys = readPublicKeys(options.keys);
  const nowSeconds = (): number => Math.floor(clock.now() / 1000);
  const sign = (to: string, claims: Readonly<Record<string, string | undefined>>): string => {
    const now = nowSeconds();
    return writeToken({ iss: service, aud: to, iat: now, exp: now + lifetimeSeconds, ...claims }, service, key);
  };
  const verify = <Claims extends z.infer<typeof everyToken>>(token: string, schema: z.ZodType<Claims>): Claims => {
    try {
      const { kid, payload } = readToken(token, keys);
      const claims = schema.parse(payload);
      const wrong = wrongWith(claims, { kid, service, now: nowSeconds() });
      if (wrong !== undefined) throw new BadToken(wrong);
      return claims;
    } catch (error) {
      if (error instanceof BadToken || error instanceof z.ZodError)
        throw new NotVouchedFor(`a service token was not accepted: ${error.message}`, { cause: error });
      throw error;
    }
  };
  return {
    service,
    vouchForCall: (to, body, { account, office, correlationId: correlation }) => {
      const nonce = random.uuid();
      return { token: sign(to, { jti: nonce, body: digestOf(body), correlation, account, office }), nonce };
    },
    checkCall: (token, body) => {
      const claims = verify(token, callClaims);
      const { iss: from, jti: nonce, correlation: correlationId, account, office } = claims;
      if (claims.body !== digestOf(body)) throw new NotVouchedFor(`${from} vouched for another body`);
      return { from, nonce, call: { correlationId, account, office } };
    },
    vouchForAnswer: (to, nonce) => sign(to, { nonce }),
    checkAnswer: (token, from, nonce) => {
      const answered = verify(token, answerClaims);
      if (answered.iss !== from || answered.nonce !== nonce)
        throw new NotVouchedFor(`an answer expected of ${from} is of ${answered.iss}, or of another call`);
    },
  };
};

interface Expected {
  /** Whose key has signed it. */
  readonly kid: string;
  readonly service: string;
  /** Seconds since the epoch. */
  readonly now: number;
}

/** RFC 7519, 4.1, for a token whose signature is good. */
const wrongWith = (
  { iss, aud, iat, exp }: z.infer<typeof everyToken>,
  { kid, service, now }: Expected,
): string | undefined => {
  // A service vouches for itself alone.
  if (iss !== kid) return `a token of ${kid} says it is of ${iss}`;
  if (aud !== service) return `it is for ${aud}`;
  if (exp <= now - clockToleranceSeconds || now - iat > lifetimeSeconds + clockToleranceSeconds)
    return 'it has expired';
  return iat > now + clockToleranceSeconds ? 'it is of the future' : undefined;
};
