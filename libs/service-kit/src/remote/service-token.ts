import { createHash } from 'node:crypto';
import type { Clock, Random } from '@cunjian/kernel';
import { z } from 'zod';
import type { CallContext } from '../call-context.ts';
import { agreeKeys, BadToken, readToken, writeToken, type PrivateJwk, type PublicJwks } from './signed-token.ts';

/** How long a service token is good for: one call over a slow line, and clocks that differ a little. */
const lifetimeSeconds = 30;
const clockToleranceSeconds = 5;

/**
 * RFC 7519. Both directions bind the path and the body that they vouch for; a call also whom it is made for, an answer which
 * call it answers.
 */
const everyToken = z.object({ iss: z.string(), aud: z.string(), iat: z.int(), exp: z.int() });
const callClaims = everyToken.extend({
  jti: z.string().min(1),
  sent: z.string().length(43),
  correlation: z.string(),
  account: z.string().optional(),
  office: z.string().optional(),
});
const answerClaims = everyToken.extend({ nonce: z.string().min(1), sent: z.string().length(43) });

/** Thrown where the other side is not who it must be, or what it sent is not what it vouched for. */
export class NotVouchedFor extends Error {
  override readonly name = 'NotVouchedFor';
}

/** What a token vouches for. */
export interface Sent {
  /** Of the call, the answer's too; without what comes after a `?`. */
  readonly path: string;
  readonly body: string;
}

export interface VouchedCall {
  /** The service that calls. */
  readonly from: string;
  /** In whose name. */
  readonly call: CallContext;
  /** To be named in the answer's token. */
  readonly nonce: string;
}

/** One service's name and key, and the public keys of all: JWTs by a key that only caller and callee share. */
export interface ServiceIdentity {
  readonly service: string;
  /** For a call of `to`, in the name of `call`. The nonce comes back in the answer's token. */
  vouchForCall(to: string, sent: Sent, call: CallContext): { readonly token: string; readonly nonce: string };
  /** Throws `NotVouchedFor`. */
  checkCall(token: string, sent: Sent): VouchedCall;
  vouchForAnswer(to: string, sent: Sent, nonce: string): string;
  /** Throws `NotVouchedFor`. */
  checkAnswer(token: string, from: string, sent: Sent, nonce: string): void;
}

export interface ServiceIdentityOptions {
  readonly service: string;
  /** Its private key, X25519. */
  readonly key: PrivateJwk;
  /** The public keys of all services; `kid` is the service's name. */
  readonly keys: PublicJwks;
  readonly clock: Pick<Clock, 'now'>;
  readonly random: Pick<Random, 'uuid'>;
}

/** A path has no line break in it. */
const digestOf = ({ path, body }: Sent): string =>
  createHash('sha256').update(`${path}\n`).update(body).digest('base64url');

export const createServiceIdentity = (options: ServiceIdentityOptions): ServiceIdentity => {
  const { service, clock, random } = options;
  const keys = agreeKeys(options.key, options.keys);
  const nowSeconds = (): number => Math.floor(clock.now() / 1000);
  const sign = (to: string, claims: Readonly<Record<string, string | undefined>>): string => {
    const now = nowSeconds();
    const key = keys.get(to);
    if (key === undefined) throw new Error(`no key of ${to} is known to ${service}`);
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
    vouchForCall: (to, sent, { account, office, correlationId: correlation }) => {
      const nonce = random.uuid();
      return { token: sign(to, { jti: nonce, sent: digestOf(sent), correlation, account, office }), nonce };
    },
    checkCall: (token, sent) => {
      const claims = verify(token, callClaims);
      const { iss: from, jti: nonce, correlation: correlationId, account, office } = claims;
      if (claims.sent !== digestOf(sent)) throw new NotVouchedFor(`${from} vouched for another path or body`);
      return { from, nonce, call: { correlationId, account, office } };
    },
    vouchForAnswer: (to, sent, nonce) => sign(to, { nonce, sent: digestOf(sent) }),
    checkAnswer: (token, from, sent, nonce) => {
      const answered = verify(token, answerClaims);
      if (answered.iss !== from || answered.nonce !== nonce)
        throw new NotVouchedFor(`an answer expected of ${from} is of ${answered.iss}, or of another call`);
      if (answered.sent !== digestOf(sent)) throw new NotVouchedFor(`${from} vouched for another answer`);
    },
  };
};

interface Expected {
  /** Who has signed it. */
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
