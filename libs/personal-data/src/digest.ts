import { createHash } from 'node:crypto';
import type { Digest } from '@cunjian/contracts';
import { canonicalJson } from '@cunjian/kernel';

/** 256 bits, so that what remains after erasure can't be guessed (RFC 9901, section 9.3 asks for at least 128). */
export const saltBytes = 32;

/** base64url(SHA-256(salt ‖ canonicalJson(value))); an opening of the digest is salt and value. */
export const digestOf = (salt: Uint8Array, value: string): Digest =>
  createHash('sha256').update(salt).update(canonicalJson(value), 'utf8').digest('base64url') as Digest;
