import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEventStoreDb, type EventStoreDb, type EventStoreDbOptions } from '@cunjian/event-store/eventstoredb';
import type { Random } from '@cunjian/kernel';
import {
  startEventStoreDbDouble,
  type DoubleOptions,
  type EventStoreDbDouble,
} from '../src/eventstoredb-double/index.ts';
import { machineClock } from '../src/eventstoredb-double/machine-clock.ts';
import { createSeededRandom } from '../src/seeded-random.ts';

let seeds = 0;
/** Another sequence for each store, as the processes of a deployment have. */
const newRandom = (): Random => createSeededRandom(++seeds);

/** The largest request of the contract suite; a real server has to be told too (`MaxAppendSize`). */
export const contractAppendBytes = 4 * 1024 * 1024;

export interface RunningDouble {
  readonly double: EventStoreDbDouble;
  readonly open: (options?: Partial<EventStoreDbOptions>) => Promise<EventStoreDb>;
  /** Stops it and starts it again on what it kept, on the same port. */
  readonly restart: (options?: Partial<DoubleOptions>) => Promise<EventStoreDbDouble>;
  readonly dispose: () => Promise<void>;
}

/** A double on a folder of its own, and stores on it, all closed by `dispose`. */
export const runDouble = async (options: Partial<DoubleOptions> = {}): Promise<RunningDouble> => {
  const folder = await mkdtemp(join(tmpdir(), 'cunjian-eventstoredb-double-'));
  const start = (more: Partial<DoubleOptions>) =>
    startEventStoreDbDouble({ folder, port: 0, clock: machineClock, nodeEnv: 'test', ...options, ...more });
  let double = await start({});
  const { port, connectionString } = double;
  const stores: EventStoreDb[] = [];
  return {
    double,
    open: async (more = {}) => {
      const store = await openEventStoreDb({
        connectionString,
        clock: machineClock,
        random: newRandom(),
        backoff: { firstDelayMs: 5, maxDelayMs: 50 },
        ...more,
      });
      stores.push(store);
      return store;
    },
    restart: async (more = {}) => {
      await double.stop();
      return (double = await start({ port, ...more }));
    },
    dispose: async () => {
      await Promise.all(stores.map((store) => store.close()));
      await double.stop();
      await rm(folder, { recursive: true });
    },
  };
};
