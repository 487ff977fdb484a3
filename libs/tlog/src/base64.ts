import { TlogError } from './tlog-error.ts';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const values = new Int8Array(128).fill(-1);
for (let i = 0; i < 64; i++) values[alphabet.charCodeAt(i)] = i;

/** Standard Base 64 with padding (RFC 4648, section 4). */
export const encodeBase64 = (bytes: Uint8Array): string => {
  let text = '';
  for (let i = 0; i < bytes.length; i += 3) {
    const a = bytes[i] ?? 0;
    const b = bytes[i + 1] ?? 0;
    const c = bytes[i + 2] ?? 0;
    text += alphabet.charAt(a >> 2) + alphabet.charAt(((a & 3) << 4) | (b >> 4));
    text += i + 1 < bytes.length ? alphabet.charAt(((b & 15) << 2) | (c >> 6)) : '=';
    text += i + 2 < bytes.length ? alphabet.charAt(c & 63) : '=';
  }
  return text;
};

const sextet = (text: string, at: number): number => {
  const value = values[text.charCodeAt(at)] ?? -1;
  if (value < 0) throw new TlogError('base64.malformed', `character ${at + 1} of "${text}" is not Base 64`);
  return value;
};

/**
 * Strict: padding is required, white space and non-zero trailing bits are refused, so that every byte string has
 * exactly one spelling (RFC 4648, section 3.5). Throws `base64.malformed`.
 */
export const decodeBase64 = (text: string): Uint8Array => {
  if (text.length % 4 !== 0) throw new TlogError('base64.malformed', `"${text}" is not a multiple of 4 characters`);
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0;
  const bytes = new Uint8Array((text.length / 4) * 3 - padding);
  let bits = 0;
  let held = 0;
  let out = 0;
  for (let i = 0; i < text.length - padding; i++) {
    held = ((held & 0x3f) << 6) | sextet(text, i);
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes[out++] = held >> bits;
  }
  if ((held & ((1 << bits) - 1)) !== 0)
    throw new TlogError('base64.malformed', `"${text}" ends in bits that encode nothing`);
  return bytes;
};
