import shared from '@eventstore/db-client/generated/shared_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import type { AppendReq, ReadReq, ReadResp } from '@eventstore/db-client/generated/streams_pb.js';
import type { ProtocolEvent } from './record.ts';
import type { Entry } from './transaction-log.ts';

const { ReadResp: Response } = streams;
/** .NET counts in these, from the epoch in the protocol's case. */
const ticksPerMs = 10_000n;

export const streamIdentifier = (stream: string) =>
  new shared.StreamIdentifier().setStreamName(Uint8Array.from(Buffer.from(stream)));

export const streamName = (holder: {
  getStreamIdentifier(): InstanceType<typeof shared.StreamIdentifier> | undefined;
}) => Buffer.from(holder.getStreamIdentifier()?.getStreamName_asU8() ?? []).toString('utf8');

export const eventMessage = (entry: Entry, event: ProtocolEvent): ReadResp => {
  const record = new Response.ReadEvent.RecordedEvent()
    .setId(new shared.UUID().setString(event.id))
    .setStreamIdentifier(streamIdentifier(entry.stream))
    .setStreamRevision(String(entry.revision))
    .setCommitPosition(String(entry.position))
    .setPreparePosition(String(entry.position))
    .setCustomMetadata(Buffer.from(event.metadata))
    .setData(Buffer.from(event.data));
  record
    .getMetadataMap()
    .set('type', event.type)
    .set('content-type', event.contentType)
    .set('created', String(BigInt(event.createdMs) * ticksPerMs));
  const read = new Response.ReadEvent().setEvent(record).setCommitPosition(String(entry.position));
  return new Response().setEvent(read);
};

export const confirmationMessage = (id: string): ReadResp =>
  new Response().setConfirmation(new Response.SubscriptionConfirmation().setSubscriptionId(id));

export const caughtUpMessage = (): ReadResp => new Response().setCaughtUp(new Response.CaughtUp());

/** While it catches up the server knows no prepare position, and sends 0 (KurrentDB issue 3989). */
export const checkpointMessage = (position: bigint, live: boolean): ReadResp =>
  new Response().setCheckpoint(
    new Response.Checkpoint().setCommitPosition(String(position)).setPreparePosition(live ? String(position) : '0'),
  );

export const notFoundMessage = (stream: string): ReadResp =>
  new Response().setStreamNotFound(new Response.StreamNotFound().setStreamIdentifier(streamIdentifier(stream)));

/** Null where the message is no event. */
export const proposedEvent = (request: AppendReq, createdMs: number): ProtocolEvent | null => {
  const message = request.getProposedMessage();
  if (message === undefined) return null;
  const metadata = message.getMetadataMap();
  return {
    id: message.getId()?.getString() ?? '',
    type: metadata.get('type') ?? '',
    contentType: metadata.get('content-type') ?? 'application/octet-stream',
    createdMs,
    metadata: message.getCustomMetadata_asU8(),
    data: message.getData_asU8(),
  };
};

export type ReadOptions = NonNullable<ReturnType<ReadReq['getOptions']>>;

/** Which entries a request is about, by the type of the event or the name of its stream. */
export const filterOf = (options: ReadOptions): ((entry: Pick<Entry, 'type' | 'stream'>) => boolean) => {
  const filter = options.getFilter();
  if (filter === undefined) return () => true;
  const byType = filter.getEventType();
  const expression = byType ?? filter.getStreamIdentifier();
  const regex = expression?.getRegex() ?? '';
  const prefixes = expression?.getPrefixList() ?? [];
  const pattern = regex === '' ? undefined : new RegExp(regex, 'u');
  return (entry) => {
    const text = byType === undefined ? entry.stream : entry.type;
    return pattern?.test(text) ?? prefixes.some((prefix) => text.startsWith(prefix));
  };
};
