import { refuse, type Random, type Refused } from '@cunjian/kernel';
import type { AppendResp } from '@eventstore/db-client/generated/streams_pb.js';
import {
  duplicateEventId,
  maxEventBytes,
  unknownOutcome,
  type Appended,
  type EventToAppend,
  type ExpectedRevision,
} from '../port.ts';
import type { Connection } from './connection.ts';
import { explain, isNotLeader, isRefusal, isServerBusy, isTooLarge, isTombstoned, isWrongRevision } from './errors.ts';
import type { Gate } from './gate.ts';
import type { Reading } from './reading.ts';
import { appendRequest } from './requests.ts';
import type { Reservations } from './reservations.ts';
import { encodeMetadata } from './stored-event.ts';

const saltBytes = 32;

const findProblem = (stream: string, events: readonly EventToAppend[]): Error | Refused | undefined => {
  if (events.length === 0) return new TypeError(`stream ${stream}: nothing to append`);
  if (stream.startsWith('$')) return new TypeError(`stream ${stream}: names that begin with $ are the server's own`);
  if (new Set(events.map(({ id }) => id)).size < events.length) return duplicateEventId(stream);
  for (const { bytes, salt, type } of events) {
    if (salt.length !== saltBytes) return new TypeError(`a salt has ${saltBytes} bytes, not ${salt.length}`);
    if (type.startsWith('$')) return new TypeError(`type ${type}: types that begin with $ are the server's own`);
    if (bytes.length > maxEventBytes)
      return refuse('store.event-too-large', { bytes: bytes.length, limit: maxEventBytes });
  }
  return undefined;
};

export interface AppendingOptions {
  readonly connection: Connection;
  readonly reading: Reading;
  readonly reservations: Reservations;
  readonly random: Random;
  readonly gate: Gate;
  readonly deadlineMs: number;
}

type Append = (
  stream: string,
  expected: ExpectedRevision,
  events: readonly EventToAppend[],
) => Promise<Appended | Refused>;

export const createAppending = (options: AppendingOptions): Append => {
  const { connection, reading, reservations, random, gate, deadlineMs } = options;

  const lastRevision = async (stream: string): Promise<ExpectedRevision> =>
    (await reading.readStream(stream, { direction: 'backwards', limit: 1 }))[0]?.revision ?? 'none';
  const wrongRevision = (stream: string, expected: ExpectedRevision, actual: ExpectedRevision): Refused =>
    refuse('store.wrong-revision', { stream, expected, actual });

  /** Another leader was not asked to write before it said so. */
  const send = async (request: Parameters<typeof appendRequest>): Promise<AppendResp> => {
    try {
      return await connection.append(appendRequest(...request), deadlineMs);
    } catch (error) {
      if (!isNotLeader(error)) throw error;
      // The client has turned to the leader that the answer names.
      return connection.append(appendRequest(...request), deadlineMs);
    }
  };

  const appended = async (stream: string, first: number, count: number, response: AppendResp): Promise<Appended> => {
    const success = response.getSuccess();
    const revision = Number(success?.getCurrentRevision());
    if (revision !== first + count - 1)
      throw new Error(
        `event store: stream ${stream} went on at revision ${revision}, not ${first + count - 1}: ` +
          'it was deleted on the server, which Cunjian never does; restore a backup',
      );
    const position = success?.getPosition()?.getCommitPosition();
    if (position !== undefined) return { position: BigInt(position), revision };
    const [event] = await reading.readStream(stream, { from: revision, limit: 1 });
    return { position: event?.position ?? 0n, revision };
  };

  const failed = async (
    error: unknown,
    stream: string,
    expected: ExpectedRevision,
    bytes: number,
  ): Promise<Refused> => {
    if (isWrongRevision(error)) return wrongRevision(stream, expected, await lastRevision(stream));
    if (isTooLarge(error)) return refuse('store.event-too-large', { bytes, limit: error.maxAppendSize });
    if (isServerBusy(error)) return refuse('store.busy');
    const explained = explain(error, connection.target);
    if (isTombstoned(error)) throw new Error(`event store: stream ${stream}: ${explained.message}`, { cause: error });
    if (isRefusal(error)) throw explained;
    throw unknownOutcome(stream, explained);
  };

  const append: Append = async (stream, expected, events) => {
    const bytes = events.reduce((sum, event) => sum + event.bytes.length, 0);
    const ids = events.map(({ id }) => id);
    const reserved = await reservations.reserve(ids, stream).catch((error: unknown) => {
      throw explain(error, connection.target);
    });
    if (ids.some((id) => reserved.get(id) === 'other')) {
      const actual = await lastRevision(stream);
      if (actual !== expected) return wrongRevision(stream, expected, actual);
      throw duplicateEventId(stream);
    }
    const proposed = events.map((event) => ({
      // The server calls an append whose ids it finds at the expected place a success. An id that may be there already
      // goes under another name, so that a repetition is told what happened (docs/adr/0014).
      id: reserved.get(event.id) === 'own' ? event.id : random.uuid(),
      type: event.type,
      data: event.bytes,
      metadata: encodeMetadata(event),
    }));
    let response: AppendResp;
    try {
      response = await send([stream, expected, proposed]);
    } catch (error) {
      return failed(error, stream, expected, bytes);
    }
    const wrong = response.getWrongExpectedVersion();
    if (wrong !== undefined) {
      const actual = wrong.hasCurrentRevision() ? Number(wrong.getCurrentRevision()) : 'none';
      return wrongRevision(stream, expected, actual);
    }
    return appended(stream, expected === 'none' ? 0 : expected + 1, events.length, response);
  };

  return async (stream, expected, events) => {
    const problem = findProblem(stream, events);
    if (problem instanceof Error) throw problem;
    if (problem !== undefined) return problem;
    const bytes = events.reduce((sum, event) => sum + event.bytes.length, 0);
    return (await gate.pass(events.length, bytes, () => append(stream, expected, events))) ?? refuse('store.busy');
  };
};
