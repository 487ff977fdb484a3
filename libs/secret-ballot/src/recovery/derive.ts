import { canonicalJson } from '@cunjian/kernel';
import { utf8 } from '../bytes.ts';
import { bigIntOf } from '../tokens/modular.ts';
import { prefixBytes, saltBytes, type Blinding, type IssuerKey } from '../tokens/rsabssa.ts';
import { hkdf } from '../web-crypto.ts';

/** Each use of a seed has an `info` of its own (RFC 5869, 3.2), so that none tells anything of another. */
const derive = (seed: Uint8Array, ballot: string, use: readonly string[], bytes: number): Promise<Uint8Array> =>
  hkdf(seed, utf8(canonicalJson(['cunjian secret ballot v1', ballot, ...use])), bytes);

const secretBytes = 32;

/** The seed of the one-time Ed25519 key. */
export const deriveOneTimeSecret = (seed: Uint8Array, ballot: string): Promise<Uint8Array> =>
  derive(seed, ballot, ['one-time key'], secretBytes);

/** The seed of an officer's X25519 key, for DeriveKeyPair of RFC 9180. */
export const deriveOfficerSecret = (seed: Uint8Array, ballot: string): Promise<Uint8Array> =>
  derive(seed, ballot, ['officer key'], secretBytes);

/** With so many bits more than the modulus has, the remainder is as good as uniform. */
const surplusBytes = 16;

/** All that is random in a token's request to one issuer. */
export const deriveBlinding = async (
  seed: Uint8Array,
  ballot: string,
  issuer: IssuerKey,
): Promise<Blinding & { readonly prefix: Uint8Array }> => {
  const length = prefixBytes + saltBytes + issuer.bytes + surplusBytes;
  const bytes = await derive(seed, ballot, ['blinding', issuer.text], length);
  return {
    prefix: bytes.slice(0, prefixBytes),
    salt: bytes.slice(prefixBytes, prefixBytes + saltBytes),
    factor: bigIntOf(bytes.subarray(prefixBytes + saltBytes)) % issuer.modulus,
  };
};
