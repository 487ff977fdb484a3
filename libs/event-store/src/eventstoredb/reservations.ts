import type { Random } from '@cunjian/kernel';
import type { ReadResp } from '@eventstore/db-client/generated/streams_pb.js';
import type { Connection } from './connection.ts';
import { isWrongRevision } from './errors.ts';
import { appendRequest, readStreamRequest } from './requests.ts';
import type { Retrying } from './retrying.ts';

/** The server's filters leave it out with what is the server's own. */
const reservationType = '$cunjian.event-id.v1';
const maxReservationsInFlight = 32;

/** `own`: for this stream, now. `before`: for this stream already. `other`: for another stream. */
export type Reservation = 'own' | 'before' | 'other';

export interface Reservations {
  /** One stream for each event id says to which stream the id belongs, for ever. May be repeated. */
  reserve(ids: readonly string[], stream: string): Promise<ReadonlyMap<string, Reservation>>;
}

const streamOf = (id: string): string => `cunjian-id-${id}`;

export const createReservations = (options: {
  readonly connection: Connection;
  readonly retrying: Retrying;
  readonly random: Random;
  readonly deadlineMs: number;
}): Reservations => {
  const { connection, retrying, random, deadlineMs } = options;

  const ownerOf = async (id: string): Promise<string> => {
    let owner = '';
    const take = (response: ReadResp): boolean => {
      const record = response.getEvent()?.getEvent();
      if (record !== undefined) owner = Buffer.from(record.getData_asU8()).toString('utf8');
      return true;
    };
    const request = readStreamRequest(streamOf(id), 'forwards', 0n, 1);
    await connection.gather(request, { deadlineMs, requiresLeader: true, take });
    return owner;
  };

  const reserveOne = async (id: string, stream: string): Promise<Reservation> => {
    const data = Buffer.from(JSON.stringify(stream));
    // An id of its own: for one that it knows the server would call a repetition a success.
    const event = { id: random.uuid(), type: reservationType, data };
    try {
      const response = await connection.append(appendRequest(streamOf(id), 'none', [event]), deadlineMs);
      if (!response.hasWrongExpectedVersion()) return 'own';
    } catch (error) {
      if (!isWrongRevision(error)) throw error;
    }
    return (await ownerOf(id)) === data.toString('utf8') ? 'before' : 'other';
  };

  return {
    reserve: async (ids, stream) => {
      const reserved = new Map<string, Reservation>();
      const waiting = [...ids];
      const work = async (): Promise<void> => {
        for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) {
          const wanted = id;
          reserved.set(wanted, await retrying(() => reserveOne(wanted, stream)));
        }
      };
      await Promise.all(Array.from({ length: Math.min(maxReservationsInFlight, ids.length) }, work));
      return reserved;
    },
  };
};
