import { createLogPlaces } from '@cunjian/contracts/log-places';
import type { StoredEvent } from '@cunjian/event-store';

/** How far the log of a division has got, and what of it went where. */
export interface Chain {
  readonly division: string;
  /** The epoch that its log is in. */
  readonly epoch: number;
  /** Entries that its log has in this epoch: the index of the next. */
  readonly size: number;
  /** By service: index of the last entry whose event it wrote. */
  readonly last: Readonly<Record<string, number>>;
}

/** An event with its place in the log of its division. */
export interface Link {
  readonly event: StoredEvent;
  readonly division: string;
  /** Name of the log in its epoch. */
  readonly log: string;
  readonly index: number;
  /** That wrote the event. */
  readonly service: string;
  /** Index of the last entry before it in the same log that came from the same service. */
  readonly previous: number | undefined;
}

const serviceName = /^cunjian\.([a-z-]+)\./;

export const serviceOf = (type: string): string => {
  const service = serviceName.exec(type)?.[1];
  if (service === undefined) throw new Error(`${type} names no service`);
  return service;
};

const beginning = (division: string, epoch = 1): Chain => ({ division, epoch, size: 0, last: {} });

/**
 * Takes events in the order of `$all` and gives their links; undefined for an event that is never sealed. `chainOf` and
 * `keep` are where the chains are between batches.
 */
export const createLinker = (
  chainOf: (division: string) => Chain | undefined,
  keep: (chain: Chain, event: StoredEvent) => void,
) => {
  const { place } = createLogPlaces((log) => chainOf(log)?.epoch ?? 1);
  return (event: StoredEvent): Link | undefined => {
    const { started, entry } = place(event);
    if (entry === undefined) return undefined;
    const { division, log } = entry;
    const chain =
      started === undefined ? (chainOf(division) ?? beginning(division)) : beginning(division, started.epoch);
    const service = serviceOf(event.type);
    const previous = chain.last[service];
    keep({ ...chain, size: chain.size + 1, last: { ...chain.last, [service]: chain.size } }, event);
    return { event, division, log, index: chain.size, service, previous };
  };
};
