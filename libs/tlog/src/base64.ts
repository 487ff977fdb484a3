import { TlogError } from './tlog-error.ts';

const encoder = new TextEncoder();
const decoder = new TextDecoder();
const alphabet = encoder.encode('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/');
const padding = 0x3d;
const values = new Uint8Array(256).fill(64);
alphabet.forEach((code, value) => (values[code] = value));

const encodedLength = (bytes: number): number => Math.ceil(bytes / 3) * 4;

/** Writes Base 64 as ASCII into `out` at `at`. */
export const writeBase64 = (bytes: Uint8Array, out: Uint8Array, at: number): void => {
  let to = at;
  for (let i = 0; i < bytes.length; i += 3) {
    const bits = ((bytes[i] ?? 0) << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
    out[to] = alphabet[bits >> 18] ?? 0;
    out[to + 1] = alphabet[(bits >> 12) & 63] ?? 0;
    out[to + 2] = i + 1 < bytes.length ? (alphabet[(bits >> 6) & 63] ?? 0) : padding;
    out[to + 3] = i + 2 < bytes.length ? (alphabet[bits & 63] ?? 0) : padding;
    to += 4;
  }
};

/** Standard Base 64 with padding (RFC 4648, section 4). */
export const encodeBase64 = (bytes: Uint8Array): string => {
  const ascii = new Uint8Array(encodedLength(bytes.length));
  writeBase64(bytes, ascii, 0);
  return decoder.decode(ascii);
};

/** Undefined where `decodeBase64` would throw. */
export const readBase64 = (ascii: Uint8Array): Uint8Array | undefined => {
  if (ascii.length % 4 !== 0) return undefined;
  const padded = ascii.at(-1) !== padding ? 0 : ascii.at(-2) !== padding ? 1 : 2;
  const bytes = new Uint8Array((ascii.length / 4) * 3 - padded);
  let invalid = 0;
  for (let i = 0, to = 0; i < ascii.length; i += 4, to += 3) {
    const last = i + 4 === ascii.length ? padded : 0;
    const a = values[ascii[i] ?? 0] ?? 64;
    const b = values[ascii[i + 1] ?? 0] ?? 64;
    const c = last === 2 ? 0 : (values[ascii[i + 2] ?? 0] ?? 64);
    const d = last > 0 ? 0 : (values[ascii[i + 3] ?? 0] ?? 64);
    invalid |= (a | b | c | d) & 64;
    const bits = (a << 18) | (b << 12) | (c << 6) | d;
    bytes[to] = bits >> 16;
    bytes[to + 1] = bits >> 8;
    bytes[to + 2] = bits;
    // Bits that encode nothing must be zero.
    if (last > 0) invalid |= bits & (last === 2 ? 0xffff : 0xff);
  }
  return invalid === 0 ? bytes : undefined;
};

/**
 * Strict: padding is required, white space and non-zero trailing bits are refused, so that every byte string has
 * exactly one spelling (RFC 4648, section 3.5). Throws `base64.malformed`.
 */
export const decodeBase64 = (text: string): Uint8Array => {
  const bytes = readBase64(asciiOf(text));
  if (bytes === undefined) throw new TlogError('base64.malformed', `"${text.slice(0, 100)}" is not padded Base 64`);
  return bytes;
};

/** Hashes, salts and signatures fit; it is cheaper to use it again than to allocate. */
const scratch = new Uint8Array(1_024);

const asciiOf = (text: string): Uint8Array => {
  // A UTF-16 code unit takes at most three bytes.
  if (text.length * 3 > scratch.length) return encoder.encode(text);
  return scratch.subarray(0, encoder.encodeInto(text, scratch).written);
};
