import { convertToCommandError, EventStoreDBClient, isCommandError } from '@eventstore/db-client';
import grpc from '@eventstore/db-client/generated/streams_grpc_pb.js';
import type { AppendReq, AppendResp, ReadReq, ReadResp } from '@eventstore/db-client/generated/streams_pb.js';
import type { ClientReadableStream } from '@grpc/grpc-js';
import type { ConnectionSettings } from './connection-string.ts';
import { createTurns, type Turns } from './gate.ts';

const { StreamsClient } = grpc;

type GatherOptions = {
  readonly deadlineMs: number;
  readonly requiresLeader: boolean;
  /** Called for each response; `false` ends the call, and what came so far is the answer. */
  readonly take: (response: ReadResp) => boolean;
};

/**
 * The client's channel, discovery, credentials and reconnection, with calls of our own on top, by the stubs that the
 * client generates. Its own calls re-serialise JSON, read without a deadline, cannot filter a read of `$all`, and share
 * one table of pending appends between all connections of a process (docs/adr/0014).
 */
export class Connection extends EventStoreDBClient {
  readonly target: string;
  readonly #turns: Turns;

  constructor(settings: ConnectionSettings, maxInFlight: number) {
    // Each of the three is one of the constructor's overloads; their union is none.
    super(settings.server as { endpoint: string }, settings.channel, settings.credentials);
    this.target = settings.name;
    this.#turns = createTurns(maxInFlight);
  }

  /** One request, answered once; its deadline begins with its turn. Rejects with the client's errors. */
  append(messages: Iterable<AppendReq>, deadlineMs: number): Promise<AppendResp> {
    return this.#turns(() => this.#append(messages, deadlineMs));
  }

  #append(messages: Iterable<AppendReq>, deadlineMs: number): Promise<AppendResp> {
    return this.execute(
      StreamsClient,
      'append',
      (client) =>
        new Promise((resolve, reject) => {
          const call = client.append(
            ...this.callArguments({ requiresLeader: true, deadline: deadlineMs }),
            (error, response) => (error === null ? resolve(response) : reject(asCommandError(error))),
          );
          call.on('error', (error: Error) => reject(asCommandError(error)));
          for (const message of messages) call.write(message);
          call.end();
        }),
    );
  }

  /** Reads until the server ends or `take` has enough. */
  async gather(request: ReadReq, { deadlineMs, requiresLeader, take }: GatherOptions): Promise<void> {
    const create = this.GRPCStreamCreator(StreamsClient, 'read', (client) =>
      client.read(request, ...this.callArguments({ requiresLeader, deadline: deadlineMs })),
    );
    const call = await create();
    await new Promise<void>((resolve, reject) => {
      let enough = false;
      call.on('data', (response: ReadResp) => {
        // What was on its way still comes after a cancellation.
        if (enough || take(response)) return;
        enough = true;
        resolve();
        call.cancel();
      });
      call.on('end', resolve);
      call.on('error', (error: Error) => reject(asCommandError(error)));
    });
  }

  /** A call that ends only with its subscription; its end, without an error too, is for the caller to look after. */
  subscribe(request: ReadReq): Promise<ClientReadableStream<ReadResp>> {
    const create = this.GRPCStreamCreator(StreamsClient, 'subscribe', (client) =>
      client.read(request, ...this.callArguments({}, { deadline: Infinity })),
    );
    return create();
  }

  async close(): Promise<void> {
    await this.dispose();
    // Rejects where no server was ever found: then there is nothing to close.
    await this.getChannel().then(
      (channel) => channel.close(),
      () => undefined,
    );
  }
}

/** As the client's own error, which tells a leader from a deadline; others as they are. */
export const asCommandError = (error: Error): Error =>
  isCommandError(error) ? error : (convertToCommandError(error) ?? error);
