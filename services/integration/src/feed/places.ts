import {
  catalogue,
  isHeadsLog,
  logName,
  parseLogName,
  unsealedStreamPrefix,
  type AuditEvent,
} from '@cunjian/contracts';
import { sealedFields } from '@cunjian/contracts/envelope-fields';
import { createLogPlaces } from '@cunjian/contracts/log-places';
import type { StoredEvent } from '@cunjian/event-store';
import type { Clock } from '@cunjian/kernel';
import { failedEvent, type Sink } from '@cunjian/processing';
import type { CollectionSpec, ReadModelReader, ReadModelStore, Write } from '@cunjian/read-model';
import { createReadGate } from '@cunjian/service-kit';

/** Key: the event's id. Which entry of which log it is. */
export interface Place {
  readonly event: string;
  readonly log: string;
  readonly index: number;
  readonly position: string;
}

/** Key: the division. */
interface LogState {
  readonly epoch: number;
  readonly size: number;
}

const name = 'integration-places';
const version = 1;
const placeSpec: CollectionSpec = { name: `${name}.entries`, version, indexes: [['log', 'index']] };
const logSpec: CollectionSpec = { name: `${name}.logs`, version, indexes: [] };

const startsEpoch = catalogue.wireType('log-epoch-started');
const isSealed = (event: StoredEvent): boolean => !event.stream.startsWith(unsealedStreamPrefix);

/** The divisions whose logs a batch may change. */
const divisionsOf = (events: readonly StoredEvent[]): string[] => [
  ...new Set(
    events.flatMap((event) => {
      const own = isSealed(event) ? [sealedFields(event.bytes).division] : [];
      if (event.type !== startsEpoch) return own;
      const { log } = catalogue.decode(event).data as Extract<AuditEvent, { type: 'log-epoch-started' }>['data'];
      return [...own, log];
    }),
  ),
];

/** Numbers events as the sealer does, so that both find the same entry at an index: a sink of `processing`. */
export const createPlacesSink = (store: ReadModelStore): Sink => {
  const fold = async (events: readonly StoredEvent[]) => {
    const loaded = await store.load(logSpec, divisionsOf(events));
    const states = new Map<string, LogState>();
    const touched = new Map<string, bigint>();
    const stateOf = (division: string): LogState =>
      states.get(division) ?? (loaded.get(division)?.document as LogState | undefined) ?? { epoch: 1, size: 0 };
    const places = createLogPlaces((log) => stateOf(log).epoch);
    const entries: Write[] = [];
    for (const event of events) {
      // Written before a crash that the checkpoint did not survive.
      const counted = (division: string): boolean => (loaded.get(division)?.position ?? -1n) >= event.position;
      const { started, entry } = places.place(event);
      if (started !== undefined && !counted(started.log)) {
        states.set(started.log, { epoch: started.epoch, size: 0 });
        touched.set(started.log, event.position);
      }
      if (entry === undefined || counted(entry.division)) continue;
      const { epoch, size } = stateOf(entry.division);
      const place: Place = { event: event.id, log: entry.log, index: size, position: String(event.position) };
      entries.push({ key: event.id, position: event.position, document: place });
      states.set(entry.division, { epoch, size: size + 1 });
      touched.set(entry.division, event.position);
    }
    const logs = [...touched].map(([key, position]): Write => ({ key, position, document: states.get(key) }));
    return [
      { spec: placeSpec, writes: entries },
      { spec: logSpec, writes: logs },
    ];
  };

  return {
    name,
    version,
    open: () => store.prepare(name, version, [placeSpec, logSpec]),
    take: async ({ events, position }) => {
      try {
        for (const event of events) if (isSealed(event)) sealedFields(event.bytes);
      } catch (error) {
        throw failedEvent(events[0] ?? { id: '', stream: '', revision: 0 }, error);
      }
      await store.commit(name, version, await fold(events), position);
    },
  };
};

export interface Places {
  /** Up to which position events have a place. */
  position(): Promise<bigint>;
  /** Whether all events up to `position` have a place, now or soon; false while very many have none: places are rebuilt. */
  reached(position: bigint): Promise<boolean>;
  of(events: readonly string[]): Promise<ReadonlyMap<string, Place>>;
  /** Entries of a log, `from` inclusive, at most `limit`. */
  entries(log: string, from: number, limit: number): Promise<readonly Place[]>;
  /** Names and sizes of the logs that these divisions write now. */
  sizes(divisions: readonly string[]): Promise<readonly { division: string; log: string; size: number }[]>;
}

/** Longer than a busy machine takes to number what has just come about, shorter than a call may take. */
export const maxPlaceWaitMs = 5_000;

export const readPlaces = (reader: ReadModelReader, clock: Clock): Places => {
  const places = reader.collection<Place>(placeSpec);
  const logs = reader.collection<LogState>(logSpec);
  const gate = createReadGate({ reader, clock, maxReadWaitMs: maxPlaceWaitMs });
  return {
    position: async () => (await reader.checkpoint(name)) ?? 0n,
    reached: async (position) => position === 0n || gate.reached([{ name }], position),
    of: (events) => places.get(events),
    entries: async (log, from, limit) => {
      const order = { by: 'index', direction: 'ascending' } as const;
      const { items } = await places.find({ where: { log, index: { from, to: from + limit } }, order, limit });
      return items.map(({ document }) => document);
    },
    sizes: async (divisions) => {
      const found = await logs.get(divisions);
      return divisions.map((division) => {
        const { epoch, size } = found.get(division) ?? { epoch: 1, size: 0 };
        return { division, log: logName(division, epoch), size };
      });
    },
  };
};

/** Whether the division writes a later epoch now. Not so where places, while they are rebuilt, know of an earlier one yet. */
export const hasEnded = (log: string, current: string): boolean =>
  (parseLogName(log)?.epoch ?? 0) < (parseLogName(current)?.epoch ?? 0);

/** The division whose log it is; undefined for what is no division's. */
export const divisionOfLog = (log: string): string | undefined =>
  isHeadsLog(log) ? undefined : parseLogName(log)?.log;
