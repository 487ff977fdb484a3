import { catalogue, headsLog, type AuditEvent } from '@cunjian/contracts';
import { createLogPlaces } from '@cunjian/contracts/log-places';
import type { Batch, StoredEvent } from '@cunjian/event-store';
import { failedEvent, type Sink } from '@cunjian/processing';
import { decodeBase64, entryOf } from '@cunjian/tlog';
import { headEntry, type HeadsAdvanced } from '../heads/heads-entries.ts';
import { originsOf } from '../signing/origins.ts';
import { openLogWriter, type Place } from './log-writer.ts';
import { createNodeHasher } from '@cunjian/tlog/node';

export interface SealerOptions {
  readonly file: string;
  /** The deployment's name. */
  readonly deployment: string;
}

interface Growth {
  readonly leaves: Uint8Array[];
  readonly places: Place[];
}
interface Advance extends HeadsAdvanced {
  /** The heads log's name in its epoch. */
  readonly log: string;
}
interface Sorted {
  readonly logs: ReadonlyMap<string, Growth>;
  readonly epochs: ReadonlyMap<string, number>;
  readonly advances: readonly Advance[];
}

const headsAdvanced = catalogue.wireType('heads-advanced');
const dataOf = (event: StoredEvent) =>
  catalogue.decode(event).data as Extract<AuditEvent, { type: 'heads-advanced' }>['data'];

/**
 * Takes every event into the log of its division, in the order of `$all` (DESIGN.md decision 9), and what an advance
 * of the heads shows into the heads log: a sink of `processing`, to be run in one place only.
 */
export const createSealer = ({ file, deployment }: SealerOptions): Sink & { readonly close: () => void } => {
  const hasher = createNodeHasher();
  const writer = openLogWriter(file, hasher);
  const origins = originsOf(deployment);

  const sort = (events: readonly StoredEvent[]): Sorted => {
    const logs = new Map<string, Growth>();
    const epochs = new Map<string, number>();
    const advances: Advance[] = [];
    const places = createLogPlaces(writer.epochOf);
    const take = (event: StoredEvent): void => {
      if (event.type === headsAdvanced) advances.push({ log: places.nameOf(headsLog), ...dataOf(event) });
      const { started, entry } = places.place(event);
      if (started !== undefined) epochs.set(started.log, started.epoch);
      if (entry === undefined) return;
      const { log, time } = entry;
      let growth = logs.get(log);
      if (growth === undefined) logs.set(log, (growth = { leaves: [], places: [] }));
      growth.leaves.push(hasher.leaf(entryOf(event, hasher)));
      growth.places.push({ position: event.position, time });
    };
    for (const event of events)
      try {
        take(event);
      } catch (error) {
        throw failedEvent(event, error);
      }
    return { logs, epochs, advances };
  };

  const showHeads = ({ log: into, heads }: Advance): void => {
    const entries = heads.map((head) => headEntry(origins, head));
    const size = writer.grow(into, entries.map(hasher.leaf));
    heads.forEach(({ log, size: shown, root }, i) =>
      writer.showHead(log, { size: shown, root: decodeBase64(root) }, size + i),
    );
    entries.forEach((entry, i) => writer.headsEntry(into, size + i, entry));
  };

  return {
    name: 'sealer',
    version: 1,
    open: async () => writer.position(),
    take: async (batch: Batch) => {
      const { logs, epochs, advances } = sort(batch.events);
      writer.transaction(batch.position, () => {
        for (const [log, { leaves, places }] of logs) writer.place(log, writer.grow(log, leaves), places);
        for (const [log, epoch] of epochs) writer.startEpoch(log, epoch);
        for (const advance of advances) showHeads(advance);
      });
    },
    close: () => writer.close(),
  };
};
