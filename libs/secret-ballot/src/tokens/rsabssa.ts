import { concat, encodeBase64Url, decodeBase64Url } from '../bytes.ts';
import { rsaPssVerifier } from '../web-crypto.ts';
import { emsaPssEncode } from './emsa-pss.ts';
import { bigIntOf, bitLength, bytesOf, modInverse, modPow } from './modular.ts';

/** RSABSSA-SHA384-PSS-Randomized (RFC 9474, section 5): these lengths are part of its name. */
export const prefixBytes = 32;
export const saltBytes = 48;

export const issuerKeyBits = 2_048;
export const issuerKeyBytes = issuerKeyBits / 8;
const publicExponent = 65_537n;

/** An issuer's public RSA key; e is always 65537. */
export interface IssuerKey {
  /** Base64url, as `n` of a JWK. */
  readonly text: string;
  readonly modulus: bigint;
  /** Of the modulus, and of everything that is blinded or signed. */
  readonly bytes: number;
  /** RSASSA-PSS-VERIFY (RFC 8017, 8.1.2) of a finished signature on what `prepare` gave. */
  verify(signature: Uint8Array, prepared: Uint8Array): Promise<boolean>;
}

/** A key of any size; from outside, take `readIssuerKey`. */
export const issuerKeyOf = (modulus: Uint8Array, saltLength = saltBytes): IssuerKey => {
  const text = encodeBase64Url(modulus);
  return { text, modulus: bigIntOf(modulus), bytes: modulus.length, verify: rsaPssVerifier(text, saltLength) };
};

/** Undefined for all that can't be the modulus of 2,048 bits: another length, a leading zero bit, an even number. */
export const readIssuerKey = (text: unknown): IssuerKey | undefined => {
  const modulus = decodeBase64Url(text, issuerKeyBytes);
  if (modulus === undefined || (modulus[0] ?? 0) < 0x80 || (modulus.at(-1) ?? 0) % 2 === 0) return undefined;
  return issuerKeyOf(modulus);
};

/** PrepareRandomize (RFC 9474, 4.1): `prefix` is 32 random bytes. */
export const prepare = (message: Uint8Array, prefix: Uint8Array): Uint8Array => {
  if (prefix.length !== prefixBytes) throw new RangeError(`a prefix has ${prefixBytes} bytes`);
  return concat(prefix, message);
};

export interface Blinding {
  /** Random, 48 bytes. */
  readonly salt: Uint8Array;
  /** Random, from 1 to n - 1. Whoever knows it can tell which blinded request became which signature. */
  readonly factor: bigint;
}

export interface Blinded {
  /** Goes to the issuer; as every other request, it is a uniformly random number to him. */
  readonly blinded: Uint8Array;
  /** Stays here. */
  readonly inverse: bigint;
}

/**
 * Blind (RFC 9474, 4.2). Throws where encoded message or factor have a factor in common with n, which no honest key
 * and no random number bring about.
 */
export const blind = async (key: IssuerKey, prepared: Uint8Array, { salt, factor }: Blinding): Promise<Blinded> => {
  const n = key.modulus;
  const encoded = bigIntOf(await emsaPssEncode(prepared, bitLength(n) - 1, salt));
  const inverse = modInverse(factor, n);
  if (inverse === undefined || modInverse(encoded, n) === undefined)
    throw new RangeError('the blinding factor or the message divides the modulus');
  return { blinded: bytesOf((encoded * modPow(factor, publicExponent, n)) % n, key.bytes), inverse };
};

/** Finalize (RFC 9474, 4.4). Undefined where the answer is no signature on what was asked for. */
export const finalize = async (
  key: IssuerKey,
  prepared: Uint8Array,
  answer: Uint8Array,
  inverse: bigint,
): Promise<Uint8Array | undefined> => {
  if (answer.length !== key.bytes) return undefined;
  const signature = bytesOf((bigIntOf(answer) * inverse) % key.modulus, key.bytes);
  return (await key.verify(signature, prepared)) ? signature : undefined;
};
