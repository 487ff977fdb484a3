import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '@cunjian/kernel';
import { Server, ServerCredentials, type handleUnaryCall } from '@grpc/grpc-js';
import gossipService from '@eventstore/db-client/generated/gossip_grpc_pb.js';
import gossip from '@eventstore/db-client/generated/gossip_pb.js';
import type { ClusterInfo } from '@eventstore/db-client/generated/gossip_pb.js';
import featuresService from '@eventstore/db-client/generated/serverfeatures_grpc_pb.js';
import features from '@eventstore/db-client/generated/serverfeatures_pb.js';
import type { SupportedMethods } from '@eventstore/db-client/generated/serverfeatures_pb.js';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import type { Empty } from '@eventstore/db-client/generated/shared_pb.js';
import streamsService from '@eventstore/db-client/generated/streams_grpc_pb.js';
import { randomUUID } from 'node:crypto';
import { createAppendService } from './append-service.ts';
import { createAppend } from './appends.ts';
import { createFaults, type DoubleFault } from './faults.ts';
import { createReadService } from './read-service.ts';
import { createMisbehave } from './service.ts';
import { openTransactionLog } from './transaction-log.ts';

/** The server's default; `MaxAppendSize` there. */
export const defaultMaxAppendBytes = 1_024 * 1_024;
/** What the client asks for before it chooses between ways of doing a thing. */
const serverVersion = '24.10.0-double';

export interface DoubleOptions {
  /** Where its events are kept; made where there is none. */
  readonly folder: string;
  /** 0: any that is free. */
  readonly port: number;
  readonly clock: Clock;
  readonly maxAppendBytes?: number;
  /** The environment that says whether this is production. */
  readonly nodeEnv: string | undefined;
}

export interface EventStoreDbDouble {
  readonly port: number;
  readonly connectionString: string;
  inject(fault: DoubleFault): void;
  disconnectAll(): void;
  stop(): Promise<void>;
}

const member = (port: number) =>
  new gossip.MemberInfo()
    .setInstanceId(new shared.UUID().setString(randomUUID()))
    .setTimeStamp('0')
    .setState(gossip.MemberInfo.VNodeState.LEADER)
    .setIsAlive(true)
    .setHttpEndPoint(new gossip.EndPoint().setAddress('127.0.0.1').setPort(port));

/** What the double can do; it leaves out BatchAppend, so that the client appends one by one. */
const supportedMethods = (): SupportedMethods => {
  const methods = ['read', 'append', 'delete', 'tombstone'].map((name) =>
    new features.SupportedMethod().setServiceName('event_store.client.streams.streams').setMethodName(name),
  );
  return new features.SupportedMethods().setMethodsList(methods).setEventStoreServerVersion(serverVersion);
};

/**
 * A double of an EventStoreDB server: its protocol, on events that the SQLite adapter keeps. For tests and for trying
 * the distributed deployment on a machine without the server; not a database. Refuses to run in production.
 */
export const startEventStoreDbDouble = async (options: DoubleOptions): Promise<EventStoreDbDouble> => {
  if (options.nodeEnv === 'production')
    throw new Error('the EventStoreDB double is no database: run EventStoreDB or KurrentDB in production');
  mkdirSync(options.folder, { recursive: true });
  const log = await openTransactionLog(join(options.folder, 'eventstoredb-double.sqlite'));
  const server = new Server({ 'grpc.max_receive_message_length': -1 });
  const closing = new AbortController();
  const faults = createFaults();
  let port = 0;
  const disconnectAll = () => server.drain(`127.0.0.1:${port}`, 0);
  const misbehave = createMisbehave(faults, options.clock, disconnectAll);
  const appendService = createAppendService({
    log,
    append: createAppend(log),
    misbehave,
    nowMs: options.clock.now,
    maxAppendBytes: options.maxAppendBytes ?? defaultMaxAppendBytes,
  });
  const readGossip: handleUnaryCall<Empty, ClusterInfo> = (_, callback) =>
    callback(null, new gossip.ClusterInfo().setMembersList([member(port)]));
  const readFeatures: handleUnaryCall<Empty, SupportedMethods> = (_, callback) => callback(null, supportedMethods());

  server.addService(streamsService.StreamsService, {
    ...appendService,
    ...createReadService(log, misbehave, closing.signal),
  });
  server.addService(gossipService.GossipService, { read: readGossip });
  server.addService(featuresService.ServerFeaturesService, { getSupportedMethods: readFeatures });
  port = await new Promise<number>((resolve, reject) => {
    server.bindAsync(`127.0.0.1:${options.port}`, ServerCredentials.createInsecure(), (error, bound) =>
      error === null ? resolve(bound) : reject(error),
    );
  }).catch(async (error: unknown) => {
    await log.close();
    throw error;
  });

  return {
    port,
    connectionString: `esdb://127.0.0.1:${port}?tls=false`,
    inject: faults.inject,
    disconnectAll,
    stop: async () => {
      closing.abort();
      server.forceShutdown();
      await log.close();
    },
  };
};
