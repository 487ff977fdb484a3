import { status, type handleClientStreamingCall, type handleUnaryCall } from '@grpc/grpc-js';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import type {
  AppendReq,
  AppendResp,
  DeleteReq,
  DeleteResp,
  TombstoneReq,
  TombstoneResp,
} from '@eventstore/db-client/generated/streams_pb.js';
import { randomUUID } from 'node:crypto';
import type { Append, AppendOutcome, Expected } from './appends.ts';
import { protocolError } from './faults.ts';
import { proposedEvent, streamName } from './messages.ts';
import type { ProtocolEvent } from './record.ts';
import type { Misbehave } from './service.ts';
import type { TransactionLog } from './transaction-log.ts';

export interface AppendServiceOptions {
  readonly log: TransactionLog;
  readonly append: Append;
  readonly misbehave: Misbehave;
  readonly nowMs: () => number;
  readonly maxAppendBytes: number;
}

type ExpectedOptions = NonNullable<ReturnType<DeleteReq['getOptions'] | AppendReq['getOptions']>>;

const expectedOf = (options: ExpectedOptions): Expected => {
  if (options.hasRevision()) return Number(options.getRevision());
  if (options.hasNoStream()) return 'none';
  return options.hasStreamExists() ? 'exists' : 'any';
};

const tombstonedError = (stream: string) =>
  protocolError(status.FAILED_PRECONDITION, `Event stream '${stream}' is deleted.`, 'stream-deleted', {
    'stream-name': stream,
  });

const wrongRevisionError = (stream: string, expected: Expected, current: number) =>
  protocolError(status.FAILED_PRECONDITION, 'Deletion failed due to WrongExpectedVersion.', 'wrong-expected-version', {
    'stream-name': stream,
    'expected-version': String(expected === 'none' ? -1 : expected),
    'actual-version': String(current),
  });

const appendResponse = (expected: Expected, outcome: Exclude<AppendOutcome, { is: 'tombstoned' }>): AppendResp => {
  if (outcome.is === 'written') {
    const position = new streams.AppendResp.Position()
      .setCommitPosition(String(outcome.position))
      .setPreparePosition(String(outcome.position));
    return new streams.AppendResp().setSuccess(
      new streams.AppendResp.Success().setCurrentRevision(String(outcome.revision)).setPosition(position),
    );
  }
  const wrong = new streams.AppendResp.WrongExpectedVersion();
  if (outcome.current === -1) wrong.setCurrentNoStream(new shared.Empty());
  else wrong.setCurrentRevision(String(outcome.current));
  if (typeof expected === 'number') wrong.setExpectedRevision(String(expected));
  else if (expected === 'none') wrong.setExpectedNoStream(new shared.Empty());
  else wrong.setExpectedStreamExists(new shared.Empty());
  return new streams.AppendResp().setWrongExpectedVersion(wrong);
};

const receive = async (call: AsyncIterable<unknown>, nowMs: () => number, maxAppendBytes: number) => {
  const events: ProtocolEvent[] = [];
  let options: ExpectedOptions | undefined;
  let bytes = 0;
  for await (const message of call as AsyncIterable<AppendReq>) {
    options ??= message.getOptions();
    const event = proposedEvent(message, nowMs());
    if (event === null) continue;
    bytes += event.data.length + event.metadata.length + 2 * event.type.length;
    if (bytes > maxAppendBytes)
      throw protocolError(
        status.INVALID_ARGUMENT,
        `Maximum Append Size of ${maxAppendBytes} Exceeded.`,
        'maximum-append-size-exceeded',
        { 'maximum-append-size': String(maxAppendBytes) },
      );
    events.push(event);
  }
  if (options === undefined) throw protocolError(status.INVALID_ARGUMENT, 'an append begins with its options');
  return { stream: streamName(options), expected: expectedOf(options), events };
};

export const createAppendService = (options: AppendServiceOptions) => {
  const { log, append, misbehave, nowMs, maxAppendBytes } = options;

  const handleAppend: handleClientStreamingCall<AppendReq, AppendResp> = (call, callback) => {
    const work = async (): Promise<void> => {
      const { stream, expected, events } = await receive(call, nowMs, maxAppendBytes);
      if (await misbehave('append', stream, 'before')) return;
      const outcome = await append(stream, expected, events);
      if (await misbehave('append', stream, 'after')) return;
      if (outcome.is === 'tombstoned') throw tombstonedError(stream);
      callback(null, appendResponse(expected, outcome));
    };
    work().catch((error: unknown) => callback(error as Error));
  };

  const systemEvent = (type: string, data: unknown): ProtocolEvent => ({
    id: randomUUID(),
    type,
    contentType: 'application/json',
    createdMs: nowMs(),
    metadata: new Uint8Array(0),
    data: Buffer.from(JSON.stringify(data)),
  });

  /** A deletion writes an event: into the stream itself where it is final, else into that of its metadata. */
  const remove = async (request: ExpectedOptions, final: boolean): Promise<bigint> => {
    const [stream, expected] = [streamName(request), expectedOf(request)];
    const { entries, tombstoned } = log.streamOf(stream);
    if (tombstoned) throw tombstonedError(stream);
    const current = entries.length - 1;
    if (typeof expected === 'number' && expected !== current) throw wrongRevisionError(stream, expected, current);
    const outcome = final
      ? await append(stream, 'any', [systemEvent('$streamDeleted', {})])
      : await append(`$$${stream}`, 'any', [systemEvent('$metadata', { $tb: current + 1 })]);
    return outcome.is === 'written' ? outcome.position : 0n;
  };

  const handleDelete: handleUnaryCall<DeleteReq, DeleteResp> = (call, callback) => {
    const { DeleteResp: Response } = streams;
    remove(call.request.getOptions() ?? new streams.DeleteReq.Options(), false).then(
      (position) =>
        callback(null, new Response().setPosition(new Response.Position().setCommitPosition(String(position)))),
      (error: unknown) => callback(error as Error),
    );
  };
  const handleTombstone: handleUnaryCall<TombstoneReq, TombstoneResp> = (call, callback) => {
    const { TombstoneResp: Response } = streams;
    remove(call.request.getOptions() ?? new streams.TombstoneReq.Options(), true).then(
      (position) =>
        callback(null, new Response().setPosition(new Response.Position().setCommitPosition(String(position)))),
      (error: unknown) => callback(error as Error),
    );
  };
  return { append: handleAppend, delete: handleDelete, tombstone: handleTombstone };
};
