import {
  createHmac,
  createPrivateKey,
  createPublicKey,
  createSecretKey,
  diffieHellman,
  hkdfSync,
  timingSafeEqual,
  type JsonWebKey,
  type KeyObject,
} from 'node:crypto';
import { z } from 'zod';

/** RFC 8037: an X25519 key as JSON. */
export type PrivateJwk = JsonWebKey;
export interface PublicJwks {
  readonly keys: readonly (JsonWebKey & { readonly kid?: string | undefined })[];
}
/** By the other's `kid`: what it and this one have in common, and nobody else. */
export type SharedKeys = ReadonlyMap<string, KeyObject>;

/** Thrown for a token that is none, or that none of the known has made. */
export class BadToken extends Error {
  override readonly name = 'BadToken';
}

const algorithm = 'HS256';
const headerSchema = z.object({ alg: z.literal(algorithm), kid: z.string() });
const keyBytes = 32;
const purpose = 'cunjian service token v1';

const x25519 = (key: KeyObject): KeyObject => {
  if (key.asymmetricKeyType !== 'x25519')
    throw new TypeError(
      `a service key is X25519, not ${key.asymmetricKeyType}: make the services' keys anew (cunjian service-keys --renew)`,
    );
  return key;
};

/** X25519 of each pair (RFC 7748), HKDF-SHA-256 (RFC 5869). Throws for other keys, and for a public one that would share with all. */
export const agreeKeys = (own: PrivateJwk, { keys }: PublicJwks): SharedKeys => {
  const privateKey = x25519(createPrivateKey({ key: own, format: 'jwk' }));
  return new Map(
    keys.map((key) => {
      const publicKey = x25519(createPublicKey({ key, format: 'jwk' }));
      const agreed = diffieHellman({ privateKey, publicKey });
      return [key.kid ?? '', createSecretKey(Buffer.from(hkdfSync('sha256', agreed, '', purpose, keyBytes)))];
    }),
  );
};

const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

const decode = (part: string): unknown => {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString());
  } catch (cause) {
    throw new BadToken('it is not JSON', { cause });
  }
};

const macOf = (signed: string, key: KeyObject): Buffer => createHmac('sha256', key).update(signed).digest();

/** A JWS in its compact form (RFC 7515) by a key that its writer shares with its reader. */
export const writeToken = (claims: object, kid: string, key: KeyObject): string => {
  const signed = `${encode({ alg: algorithm, kid })}.${encode(claims)}`;
  return `${signed}.${macOf(signed, key).toString('base64url')}`;
};

/** What somebody known has said to this one, and who. Throws `BadToken`. */
export const readToken = (token: string, keys: SharedKeys): { readonly kid: string; readonly payload: unknown } => {
  const [header = '', payload = '', mac = '', ...rest] = token.split('.');
  const { success, data } = headerSchema.safeParse(decode(header));
  const key = success ? keys.get(data.kid) : undefined;
  if (!success || key === undefined || rest.length > 0) throw new BadToken('no key that is known has signed it');
  const [wanted, given] = [macOf(`${header}.${payload}`, key), Buffer.from(mac, 'base64url')];
  if (given.length !== wanted.length || !timingSafeEqual(given, wanted))
    throw new BadToken('its signature is not good');
  return { kid: data.kid, payload: decode(payload) };
};
