import { randomUUID } from 'node:crypto';
import { maxEventBytes, type EventToAppend } from '@cunjian/event-store';

/** An event as the protocol has it: nothing in it means anything to the double but its type. */
export interface ProtocolEvent {
  readonly id: string;
  readonly type: string;
  readonly contentType: string;
  readonly createdMs: number;
  readonly metadata: Uint8Array;
  readonly data: Uint8Array;
}

interface Header {
  readonly id: string;
  readonly contentType: string;
  readonly createdMs: number;
  readonly metadataBytes: number;
}

const saltBytes = 32;
const lengthBytes = 4;

/** How many parts follow the one at hand; it stands in the first byte of the salt, of which the double has no other use. */
export const partsAfter = ({ salt }: Pick<EventToAppend, 'salt'>): number => salt[0] ?? 0;

/**
 * One event as the SQLite adapter can keep it: in several where it is larger than one of Cunjian's. Their ids are new,
 * since the server that is doubled takes an id as often as it is given.
 */
export const toParts = (event: ProtocolEvent): EventToAppend[] => {
  const { id, contentType, createdMs, metadata, data } = event;
  const header: Header = { id, contentType, createdMs, metadataBytes: metadata.length };
  const text = Buffer.from(JSON.stringify(header));
  const length = Buffer.alloc(lengthBytes);
  length.writeUInt32BE(text.length);
  const frame = Buffer.concat([length, text, metadata, data]);
  const count = Math.ceil(frame.length / maxEventBytes);
  return Array.from({ length: count }, (_, part) => ({
    id: randomUUID(),
    type: event.type,
    bytes: frame.subarray(part * maxEventBytes, (part + 1) * maxEventBytes),
    salt: new Uint8Array(saltBytes).fill(count - 1 - part, 0, 1),
  }));
};

export const fromParts = (parts: readonly EventToAppend[]): ProtocolEvent => {
  const frame = Buffer.concat(parts.map(({ bytes }) => bytes));
  const headerEnd = lengthBytes + frame.readUInt32BE(0);
  const header = JSON.parse(frame.toString('utf8', lengthBytes, headerEnd)) as Header;
  const dataStart = headerEnd + header.metadataBytes;
  return {
    id: header.id,
    type: parts[0]?.type ?? '',
    contentType: header.contentType,
    createdMs: header.createdMs,
    metadata: frame.subarray(headerEnd, dataStart),
    data: frame.subarray(dataStart),
  };
};
