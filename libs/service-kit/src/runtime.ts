import { accessProjections, createCallerResolver } from '@cunjian/access';
import type { BlobStore } from '@cunjian/blob-store';
import type { Catalogue } from '@cunjian/contracts';
import { createCommandHandler, type CommandHandler, type EventStore } from '@cunjian/event-store';
import type { Clock, Random } from '@cunjian/kernel';
import type { ReadRecord, Vault } from '@cunjian/personal-data';
import type { ReadModelReader } from '@cunjian/read-model';
import { createGrantLag } from './grant-lag.ts';
import type { Health } from './health.ts';
import type { Log } from './log.ts';
import type { Metrics } from './metrics.ts';
import type { ResolveCaller } from './procedures.ts';
import { tracedHandle, tracedStore } from './tracing/traced-writes.ts';
import type { RightOfWay } from './right-of-way.ts';
import { createReadGate, type ReadGate } from './read-gate.ts';

/** Access fails closed where the access read models lag further behind. */
export const defaultMaxGrantLagMs = 60_000;

/** What all services of a process have in common. */
export interface SharedStores {
  readonly store: EventStore;
  readonly blobs: BlobStore;
  readonly clock: Clock;
  readonly random: Random;
  readonly catalogue: Catalogue;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly health: Health;
  /** Requests go before the background thread. */
  readonly rightOfWay: RightOfWay;
  /** Closes what was opened, each once. */
  close(): Promise<void>;
}

/** What one service works with; `createServiceRuntime` opens it on embedded stores. */
export interface ServiceRuntime extends SharedStores {
  readonly service: string;
  readonly handle: CommandHandler['handle'];
  /** This service's read models, the access ones among them; written by its projector, in another thread. */
  readonly readModels: ReadModelReader;
  readonly vault: Vault;
  /** What officials read of personal data. */
  readonly readRecord: ReadRecord;
  readonly resolveCaller: ResolveCaller;
  readonly readGate: ReadGate;
}

export type ServiceStores = Pick<ServiceRuntime, 'readModels' | 'vault' | 'readRecord'>;

/** Puts a service's own stores and the shared ones together; the same for every adapter. */
export const assembleRuntime = (
  service: string,
  shared: SharedStores,
  stores: ServiceStores,
  limits: { readonly maxGrantLagMs?: number; readonly maxReadWaitMs?: number } = {},
): Omit<ServiceRuntime, 'close'> => {
  const { clock, random, catalogue, log } = shared;
  const store = tracedStore(shared.store);
  const { readModels: reader } = stores;
  return {
    ...shared,
    ...stores,
    store,
    service,
    log: log.child({ service }),
    handle: tracedHandle(createCommandHandler({ store, catalogue, random, clock }).handle),
    resolveCaller: createCallerResolver({
      reader,
      clock,
      maxGrantLagMs: limits.maxGrantLagMs ?? defaultMaxGrantLagMs,
      lag: createGrantLag({ reader, store, catalogue, clock }),
      standing: async () => (await Promise.all(accessProjections.map(({ name }) => reader.checkpoint(name)))).join(' '),
    }),
    readGate: createReadGate({
      reader,
      clock,
      ...(limits.maxReadWaitMs === undefined ? {} : { maxReadWaitMs: limits.maxReadWaitMs }),
    }),
  };
};
