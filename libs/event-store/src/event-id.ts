import { hash } from 'node:crypto';
import { canonicalJson } from '@cunjian/kernel';

/** Fixed for ever: event ids are derived from it. */
const namespace = Buffer.from('5f0b6c1e8d3a4b7f9c25e1a07d4630b8', 'hex');

/**
 * UUIDv5 (RFC 9562, 5.5) of the canonical JSON of [division, actor, commandId, index]: the same command gives the same
 * event ids, whoever sends it again.
 */
export const eventId = (division: string, actor: string, commandId: string, index: number): string => {
  const name = Buffer.from(canonicalJson([division, actor, commandId, index]));
  const digest = hash('sha1', Buffer.concat([namespace, name]), 'buffer');
  digest[6] = ((digest[6] ?? 0) & 0x0f) | 0x50;
  digest[8] = ((digest[8] ?? 0) & 0x3f) | 0x80;
  const hex = digest.toString('hex', 0, 16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
};
