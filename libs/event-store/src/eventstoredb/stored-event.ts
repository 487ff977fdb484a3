import type { ReadResp } from '@eventstore/db-client/generated/streams_pb.js';
import type { EventToAppend, StoredEvent } from '../port.ts';

const encoder = new TextEncoder();
const saltBytes = 32;
/** What servers before 22.6 gave for the position of an event that was read from its stream: -1. */
const noPosition = 2n ** 64n - 1n;

/** What stands beside the bytes: the salt, and the id, which the server's own id need not be (see append.ts). */
export const encodeMetadata = ({ id, salt }: Pick<EventToAppend, 'id' | 'salt'>): Uint8Array =>
  encoder.encode(JSON.stringify({ id, salt: Buffer.from(salt).toString('base64url') }));

const decodeMetadata = (bytes: Uint8Array): Pick<EventToAppend, 'id' | 'salt'> | undefined => {
  try {
    const value: unknown = JSON.parse(Buffer.from(bytes).toString('utf8'));
    if (typeof value !== 'object' || value === null || !('id' in value) || !('salt' in value)) return undefined;
    const { id, salt } = value;
    if (typeof id !== 'string' || typeof salt !== 'string') return undefined;
    const decoded = Uint8Array.from(Buffer.from(salt, 'base64url'));
    return decoded.length === saltBytes ? { id, salt: decoded } : undefined;
  } catch {
    return undefined;
  }
};

/** The event of a response, or undefined where it is another message. Throws for an event that Cunjian did not write. */
export const storedEvent = (response: ReadResp): StoredEvent | undefined => {
  const record = response.getEvent()?.getEvent();
  if (record === undefined) return undefined;
  const stream = Buffer.from(record.getStreamIdentifier()?.getStreamName_asU8() ?? []).toString('utf8');
  const revision = Number(record.getStreamRevision());
  const beside = decodeMetadata(record.getCustomMetadata_asU8());
  if (beside === undefined)
    throw new Error(
      `event store: event ${revision} of stream ${stream} was not written by Cunjian: ` +
        'give the deployment a server of its own',
    );
  const position = BigInt(record.getCommitPosition());
  if (position === noPosition)
    throw new Error(
      'event store: the server does not say where an event of a stream lies: install EventStoreDB 22.10 or later',
    );
  return {
    ...beside,
    stream,
    revision,
    position,
    type: record.getMetadataMap().get('type') ?? '',
    bytes: record.getData_asU8(),
  };
};
