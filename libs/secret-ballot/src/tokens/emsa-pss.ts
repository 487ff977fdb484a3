import { concat } from '../bytes.ts';
import { sha384 } from '../web-crypto.ts';

const hashBytes = 48;

/** MGF1 with SHA-384 (RFC 8017, B.2.1). */
const mask = async (seed: Uint8Array, length: number): Promise<Uint8Array> => {
  const blocks: Uint8Array[] = [];
  for (let block = 0; block * hashBytes < length; block++)
    blocks.push(await sha384(concat(seed, Uint8Array.of(block >>> 24, block >>> 16, block >>> 8, block))));
  return concat(...blocks).subarray(0, length);
};

/**
 * EMSA-PSS-ENCODE with SHA-384 and MGF1-SHA-384 (RFC 8017, 9.1.1). WebCrypto signs with it but does not hand it out,
 * and a blinded signature needs it before the signing.
 * Throws (a bug) where `emBits` are too few for hash and salt.
 */
export const emsaPssEncode = async (message: Uint8Array, emBits: number, salt: Uint8Array): Promise<Uint8Array> => {
  const emBytes = Math.ceil(emBits / 8);
  const padding = emBytes - hashBytes - salt.length - 2;
  if (padding < 0) throw new RangeError(`${emBits} bits are too few for EMSA-PSS`);
  const hash = await sha384(concat(new Uint8Array(8), await sha384(message), salt));
  const block = concat(new Uint8Array(padding), Uint8Array.of(1), salt);
  const masked = (await mask(hash, block.length)).map((byte, at) => byte ^ (block[at] ?? 0));
  masked[0] = (masked[0] ?? 0) & (0xff >> (8 * emBytes - emBits));
  return concat(masked, hash, Uint8Array.of(0xbc));
};
