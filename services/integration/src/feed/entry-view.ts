import { may, mayOpen, resourcesOf, type Caller } from '@cunjian/access';
import { logOrigin, type Catalogue, type RecordedEvent } from '@cunjian/contracts';
import type { StoredEvent } from '@cunjian/event-store';
import type { Clock } from '@cunjian/kernel';
import type { ReadModelReader } from '@cunjian/read-model';
import { commitmentOf } from '@cunjian/tlog';
import type { Place } from './places.ts';

/** An entry of a division log as an integrator gets it: opened by right, else the commitment alone. */
export interface EntryView {
  readonly log: string;
  /** The log's name in its checkpoints. */
  readonly origin: string;
  readonly index: number;
  /** Of the event. */
  readonly id: string;
  /** SHA-256(salt ‖ event), Base64. */
  readonly commitment: string;
  readonly opening?: {
    readonly name: string;
    /** Wire type, with its version. */
    readonly type: string;
    readonly time: string;
    /** Of the event in the store, for `atLeast`. Of an entry that is not opened it would tell when it came about. */
    readonly position: string;
    /** The event's canonical JSON, verbatim: its hash depends on every byte. */
    readonly event: string;
    /** Base64. */
    readonly salt: string;
  };
}

export interface ViewOptions {
  readonly readModels: Pick<ReadModelReader, 'collection'>;
  readonly catalogue: Catalogue;
  readonly deployment: string;
  readonly clock: Pick<Clock, 'now'>;
}

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

const viewOf = (deployment: string, { log, index }: Place, stored: StoredEvent): EntryView => ({
  log,
  index,
  origin: logOrigin(deployment, log),
  id: stored.id,
  commitment: base64(commitmentOf(stored)),
});

const opened = (view: EntryView, stored: StoredEvent, { name, type, time }: RecordedEvent): EntryView => ({
  ...view,
  opening: {
    name,
    type,
    time,
    position: String(stored.position),
    event: new TextDecoder().decode(stored.bytes),
    salt: base64(stored.salt),
  },
});

export interface Placed {
  readonly place: Place;
  readonly stored: StoredEvent;
}

/**
 * What a caller is given of entries, in their order. Where types are named: what she may read of these; an entry that she
 * may not read, or not yet, is left out then, since it being given would tell its type.
 */
export const viewEntries = async (
  { readModels, catalogue, deployment, clock }: ViewOptions,
  caller: Caller,
  entries: readonly Placed[],
  types: readonly string[],
): Promise<readonly EntryView[]> => {
  const decoded = entries.map(({ stored }) => catalogue.decode(stored));
  const resourceOf = await resourcesOf(readModels, decoded);
  const right = { caller, may: (resource: Parameters<typeof may>[2]) => may(caller, 'log.openings', resource) };
  const now = clock.now();
  return entries.flatMap(({ place, stored }, i) => {
    const event = decoded[i];
    if (event === undefined) return [];
    const view = viewOf(deployment, place, stored);
    if (!mayOpen(right, event, resourceOf(event), now)) return types.length === 0 ? [view] : [];
    return types.length === 0 || types.includes(event.name) ? [opened(view, stored, event)] : [];
  });
};
