import { catalogue } from './all.ts';
import { unsealedStreamPrefix, type AuditEvent } from './audit.ts';
import { sealedFields } from './envelope-fields.ts';
import { logName } from './log-name.ts';

/** What of a stored event decides where it is sealed. */
interface Stored {
  readonly type: string;
  readonly stream: string;
  readonly bytes: Uint8Array;
  readonly position: bigint;
  readonly revision: number;
}

export interface Entry {
  /** The log it is an entry of, by its name in its epoch. */
  readonly log: string;
  readonly division: string;
  /** Of the event, in milliseconds since the epoch. */
  readonly time: number;
}

export interface Placed {
  /** From this event on the log (a division's code, or `heads`) goes by this epoch. */
  readonly started: { readonly log: string; readonly epoch: number } | undefined;
  /** Undefined for an event that is never sealed. */
  readonly entry: Entry | undefined;
}

export interface LogPlaces {
  /** Name of the log (a division's code, or `heads`) in the epoch that it is in now. */
  nameOf(log: string): string;
  /** To be asked for every event in the order of `$all`. An event that starts an epoch of its division is its first entry. */
  place(event: Stored): Placed;
}

const epochStarted = catalogue.wireType('log-epoch-started');

/**
 * Which log each event is an entry of (DESIGN.md decision 9), for whoever follows `$all`: sealer, relay, auditors.
 * `epochOf` tells the epoch that a log was in before; it is asked once for each log.
 */
export const createLogPlaces = (epochOf: (log: string) => number): LogPlaces => {
  const names = new Map<string, string>();
  const nameOf = (log: string): string => {
    let name = names.get(log);
    if (name === undefined) names.set(log, (name = logName(log, epochOf(log))));
    return name;
  };
  const startedBy = (event: Stored): Placed['started'] => {
    if (event.type !== epochStarted) return undefined;
    const { log, epoch } = catalogue.decode(event).data as Extract<AuditEvent, { type: 'log-epoch-started' }>['data'];
    names.set(log, logName(log, epoch));
    return { log, epoch };
  };
  return {
    nameOf,
    place: (event) => {
      const started = startedBy(event);
      if (event.stream.startsWith(unsealedStreamPrefix)) return { started, entry: undefined };
      const { division, time } = sealedFields(event.bytes);
      return { started, entry: { log: nameOf(division), division, time } };
    },
  };
};
