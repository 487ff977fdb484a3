import { status, type handleServerStreamingCall, type ServerWritableStream } from '@grpc/grpc-js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import type { ReadReq, ReadResp } from '@eventstore/db-client/generated/streams_pb.js';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { protocolError } from './faults.ts';
import {
  caughtUpMessage,
  checkpointMessage,
  confirmationMessage,
  eventMessage,
  filterOf,
  notFoundMessage,
  streamName,
  type ReadOptions,
} from './messages.ts';
import type { Misbehave } from './service.ts';
import type { TransactionLog } from './transaction-log.ts';

/** The server's own, where a request leaves it open. */
const defaultSearchWindowEvents = 32;

type Call = ServerWritableStream<ReadReq, ReadResp>;
const { BACKWARDS } = streams.ReadReq.Options.ReadDirection;

const send = async (call: Call, message: ReadResp, signal: AbortSignal): Promise<void> => {
  if (!call.write(message)) await once(call, 'drain', { signal }).catch(() => undefined);
};

/** Positions of the log, in the order and from where the request wants them. */
function* indexesOf(log: TransactionLog, options: ReadOptions): Generator<number> {
  const all = options.getAll();
  const backwards = options.getReadDirection() === BACKWARDS;
  if (all !== undefined) {
    const given = all.getPosition()?.getCommitPosition();
    const position = given === undefined ? undefined : BigInt(given);
    if (backwards) {
      const end = position === undefined || all.hasEnd() ? log.entries.length : log.indexOf(position);
      for (let index = all.hasStart() ? -1 : end - 1; index >= 0; index--) yield index;
      return;
    }
    const from = position === undefined ? 0 : log.indexOf(position);
    // The server finds no record where a position is none of an event's.
    if (position !== undefined && from < log.entries.length && log.entries[from]?.position !== position)
      throw protocolError(status.INVALID_ARGUMENT, 'Trying to read from an invalid position.');
    for (let index = all.hasEnd() ? log.entries.length : from; index < log.entries.length; index++) yield index;
    return;
  }
  const wanted = options.getStream();
  const { entries, truncatedBefore } = log.streamOf(wanted === undefined ? '' : streamName(wanted));
  const last = entries.length - 1;
  const given = wanted?.hasRevision() === true ? Number(wanted.getRevision()) : undefined;
  if (backwards) {
    const from = wanted?.hasStart() === true ? 0 : Math.min(given ?? last, last);
    for (let revision = from; revision >= truncatedBefore; revision--) yield entries[revision] ?? -1;
  } else {
    const from = wanted?.hasEnd() === true ? last + 1 : Math.max(given ?? 0, truncatedBefore);
    for (let revision = from; revision <= last; revision++) yield entries[revision] ?? -1;
  }
}

export const createReadService = (log: TransactionLog, misbehave: Misbehave, closing: AbortSignal) => {
  const entryAt = async (index: number): Promise<ReadResp | undefined> => {
    const entry = log.entries[index];
    return entry === undefined ? undefined : eventMessage(entry, await log.read(index));
  };

  const readOnce = async (call: Call, options: ReadOptions, signal: AbortSignal): Promise<void> => {
    const wanted = options.getStream();
    if (wanted !== undefined) {
      const stream = streamName(wanted);
      const { entries, tombstoned, truncatedBefore } = log.streamOf(stream);
      if (tombstoned)
        throw protocolError(status.FAILED_PRECONDITION, `Event stream '${stream}' is deleted.`, 'stream-deleted', {
          'stream-name': stream,
        });
      if (entries.length <= truncatedBefore) return send(call, notFoundMessage(stream), signal);
    }
    const matches = filterOf(options);
    const count = Number(options.getCount());
    let sent = 0;
    for (const index of indexesOf(log, options)) {
      const entry = log.entries[index];
      if (sent >= count || signal.aborted) return;
      if (entry === undefined || !matches(entry)) continue;
      const message = await entryAt(index);
      if (message !== undefined) await send(call, message, signal);
      sent++;
    }
  };

  /** Of `$all`, after a position. A checkpoint after each so many events that were looked at, as the server does. */
  const subscribe = async (call: Call, options: ReadOptions, signal: AbortSignal): Promise<void> => {
    const all = options.getAll();
    if (all === undefined) throw protocolError(status.UNIMPLEMENTED, 'the double follows $all alone');
    const filter = options.getFilter();
    const matches = filterOf(options);
    const window = filter?.hasMax() === true ? filter.getMax() : defaultSearchWindowEvents;
    const interval = filter === undefined ? Infinity : window * Math.max(1, filter.getCheckpointintervalmultiplier());
    const given = all.getPosition()?.getCommitPosition();
    let next = given === undefined ? 0 : log.indexOf(BigInt(given) + 1n);
    if (all.hasEnd()) next = log.entries.length;
    await send(call, confirmationMessage(randomUUID()), signal);
    let considered = 0;
    let caughtUp = false;
    while (!signal.aborted) {
      const entry = log.entries[next];
      if (entry === undefined) {
        if (!caughtUp) await send(call, caughtUpMessage(), signal);
        caughtUp = true;
        await log.grown(next, signal);
        continue;
      }
      if (matches(entry)) {
        const message = await entryAt(next);
        if (message !== undefined) await send(call, message, signal);
      }
      next++;
      if (++considered % interval === 0) await send(call, checkpointMessage(entry.position, caughtUp), signal);
    }
  };

  const read: handleServerStreamingCall<ReadReq, ReadResp> = (call) => {
    const over = new AbortController();
    const signal = AbortSignal.any([over.signal, closing]);
    for (const event of ['cancelled', 'close', 'error']) call.on(event, () => over.abort());
    const work = async (): Promise<void> => {
      const options = call.request.getOptions();
      if (options === undefined) throw protocolError(status.INVALID_ARGUMENT, 'a read has options');
      const on = options.hasSubscription() ? 'subscribe' : 'read';
      const stream = options.getStream();
      const name = stream === undefined ? '$all' : streamName(stream);
      if (await misbehave(on, name, 'before')) return;
      await (on === 'subscribe' ? subscribe(call, options, signal) : readOnce(call, options, signal));
      if (await misbehave(on, name, 'after')) return;
      call.end();
    };
    work().catch((error: unknown) => call.emit('error', error));
  };
  return { read };
};
