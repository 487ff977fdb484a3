import { hash } from 'node:crypto';
import { canonicalJson } from '@cunjian/kernel';

/** Fixed for ever: notices and objections are named by what is derived from it. */
const namespace = Buffer.from('b2f6a90c43d74e5f8a17c0d95e3b6184', 'hex');

/** UUIDv5 (RFC 9562, 5.5) of the canonical JSON of `parts`. */
export const derivedUuid = (...parts: readonly string[]): string => {
  const digest = hash('sha1', Buffer.concat([namespace, Buffer.from(canonicalJson(parts))]), 'buffer');
  digest[6] = ((digest[6] ?? 0) & 0x0f) | 0x50;
  digest[8] = ((digest[8] ?? 0) & 0x3f) | 0x80;
  const hex = digest.toString('hex', 0, 16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
};

/** The same for the same person and command, so that a command sent twice makes one thing. */
export const derivedId = (what: string, person: string, commandId: string): string =>
  `${what}-${derivedUuid(what, person, commandId)}`;
