import { decodeBase64, encodeBase64 } from '@cunjian/tlog';

const encoder = new TextEncoder();

export const utf8 = (text: string): Uint8Array => encoder.encode(text);

export const concat = (...parts: readonly Uint8Array[]): Uint8Array => {
  const all = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
};

/** Base 64 of RFC 4648, section 5, without padding. */
export const encodeBase64Url = (bytes: Uint8Array): string =>
  encodeBase64(bytes).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');

/** How long the text of so many bytes is. */
export const base64UrlLength = (bytes: number): number => Math.ceil((bytes * 4) / 3);

/**
 * Strict: exactly `bytes` bytes, no padding, nothing else, and the one spelling that they have.
 * Undefined for everything else.
 */
export const decodeBase64Url = (text: unknown, bytes: number): Uint8Array | undefined => {
  if (typeof text !== 'string' || text.length !== base64UrlLength(bytes) || !/^[\w-]*$/.test(text)) return undefined;
  const padded = text
    .replaceAll('-', '+')
    .replaceAll('_', '/')
    .padEnd(Math.ceil(bytes / 3) * 4, '=');
  try {
    return decodeBase64(padded);
  } catch {
    // Bits at its end that encode nothing.
    return undefined;
  }
};
