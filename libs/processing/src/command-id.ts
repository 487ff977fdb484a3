import { hash } from 'node:crypto';
import { canonicalJson } from '@cunjian/kernel';

/** Fixed for ever: ids of commands that have been carried out are derived from it. */
const namespace = Buffer.from('8e1d4a52c7f04b0d9a6be37f21c5d894', 'hex');

/** UUIDv5 (RFC 9562, 5.5) of the canonical JSON of `parts`. */
export const commandIdOf = (...parts: readonly (string | number)[]): string => {
  const digest = hash('sha1', Buffer.concat([namespace, Buffer.from(canonicalJson(parts))]), 'buffer');
  digest[6] = ((digest[6] ?? 0) & 0x0f) | 0x50;
  digest[8] = ((digest[8] ?? 0) & 0x3f) | 0x80;
  const hex = digest.toString('hex', 0, 16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
};
