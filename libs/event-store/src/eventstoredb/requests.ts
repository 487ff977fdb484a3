import shared from '@eventstore/db-client/generated/shared_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import type { AppendReq, ReadReq } from '@eventstore/db-client/generated/streams_pb.js';
import type { ExpectedRevision } from '../port.ts';

/** Leaves out what the server writes for itself and our own reservations: types that begin with `$`. */
const ownEventTypes = '^[^$]';
/** How many events the server looks at before it looks whether its batch is full. */
const searchWindowEvents = 1_000;

const { Options } = streams.ReadReq;
type Options = ReturnType<ReadReq['getOptions']> & object;
const { FORWARDS, BACKWARDS } = Options.ReadDirection;

const streamIdentifier = (stream: string) =>
  new shared.StreamIdentifier().setStreamName(Uint8Array.from(Buffer.from(stream)));

const finish = (options: Options): ReadReq => {
  options.setResolveLinks(false);
  options.setUuidOption(new Options.UUIDOption().setString(new shared.Empty()));
  return new streams.ReadReq().setOptions(options);
};

export const readStreamRequest = (
  stream: string,
  direction: 'forwards' | 'backwards',
  from: bigint | 'start' | 'end',
  count: number,
): ReadReq => {
  const where = new Options.StreamOptions().setStreamIdentifier(streamIdentifier(stream));
  if (from === 'start') where.setStart(new shared.Empty());
  else if (from === 'end') where.setEnd(new shared.Empty());
  else where.setRevision(String(from));
  return finish(
    new Options()
      .setStream(where)
      .setReadDirection(direction === 'forwards' ? FORWARDS : BACKWARDS)
      .setCount(String(count))
      .setNoFilter(new shared.Empty()),
  );
};

/** A place in the server's log. Our events write one record each, so that both of theirs are the same. */
export interface LogPosition {
  readonly commit: bigint;
  readonly prepare: bigint;
}

const allFrom = ({ commit, prepare }: LogPosition) => {
  const where = new Options.AllOptions();
  if (commit === 0n) return where.setStart(new shared.Empty());
  return where.setPosition(
    new Options.Position().setCommitPosition(String(commit)).setPreparePosition(String(prepare)),
  );
};

const ownEvents = () => {
  const expression = new Options.FilterOptions.Expression().setRegex(ownEventTypes);
  return new Options.FilterOptions().setEventType(expression);
};

/** From a position inclusive; 0n is the beginning. */
export const readAllRequest = (from: bigint, count: number): ReadReq =>
  finish(
    new Options()
      .setAll(allFrom({ commit: from, prepare: from }))
      .setReadDirection(FORWARDS)
      .setCount(String(count))
      // The server demands a window larger than the count, or none of its own.
      .setFilter(ownEvents().setCount(new shared.Empty())),
  );

export const readLastRequest = (): ReadReq =>
  finish(
    new Options()
      .setAll(new Options.AllOptions().setEnd(new shared.Empty()))
      .setReadDirection(BACKWARDS)
      .setCount('1')
      .setFilter(ownEvents().setMax(searchWindowEvents)),
  );

/** After a position, exclusive, and without an end; the server reports each window that it searched. */
export const subscribeRequest = (after: LogPosition): ReadReq =>
  finish(
    new Options()
      .setAll(allFrom(after))
      .setReadDirection(FORWARDS)
      .setSubscription(new Options.SubscriptionOptions())
      .setFilter(ownEvents().setMax(searchWindowEvents).setCheckpointintervalmultiplier(1)),
  );

export interface Proposed {
  readonly id: string;
  readonly type: string;
  readonly data: Uint8Array;
  readonly metadata?: Uint8Array;
}

/** Bytes in the realm of the caller: the generated code takes no others. */
const own = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

export function* appendRequest(
  stream: string,
  expected: ExpectedRevision,
  events: readonly Proposed[],
): Generator<AppendReq> {
  const options = new streams.AppendReq.Options().setStreamIdentifier(streamIdentifier(stream));
  if (expected === 'none') options.setNoStream(new shared.Empty());
  else options.setRevision(String(expected));
  yield new streams.AppendReq().setOptions(options);
  for (const { id, type, data, metadata } of events) {
    const message = new streams.AppendReq.ProposedMessage()
      .setId(new shared.UUID().setString(id))
      .setData(own(data))
      .setCustomMetadata(own(metadata ?? new Uint8Array(0)));
    message.getMetadataMap().set('type', type).set('content-type', 'application/json');
    yield new streams.AppendReq().setProposedMessage(message);
  }
}
