import { hash } from 'node:crypto';
import { canonicalJson } from '@cunjian/kernel';

/** Fixed for ever: event ids are derived from it. */
const namespace = Buffer.from('5f0b6c1e8d3a4b7f9c25e1a07d4630b8', 'hex');

/** The namespace, and room for what follows it. */
const named = Buffer.alloc(4_096);
namespace.copy(named);

const digestOf = (name: string): string => {
  // A UTF-16 code unit takes at most three bytes.
  if (namespace.length + name.length * 3 > named.length)
    return hash('sha1', Buffer.concat([namespace, Buffer.from(name)]), 'hex');
  return hash('sha1', named.subarray(0, namespace.length + named.write(name, namespace.length)), 'hex');
};

/**
 * UUIDv5 (RFC 9562, 5.5) of the canonical JSON of [division, actor, commandId, index]: the same command gives the same
 * event ids, whoever sends it again.
 */
export const eventId = (division: string, actor: string, commandId: string, index: number): string => {
  const digest = digestOf(canonicalJson([division, actor, commandId, index]));
  // RFC 9562, 4.1: the two high bits of byte 8 are 10.
  const variant = ((parseInt(digest.charAt(16), 16) & 0x3) | 0x8).toString(16);
  return (
    `${digest.slice(0, 8)}-${digest.slice(8, 12)}-5${digest.slice(13, 16)}-` +
    `${variant}${digest.slice(17, 20)}-${digest.slice(20, 32)}`
  );
};
