import type { BallotEvent, EntitlementEvent, ProceedingEvent, RecordedEvent } from '@cunjian/contracts';

/** An event of a log whose hashes were checked before: `where` names its entry in findings, as in `entry 1234`. */
export interface OpenedEvent extends Pick<RecordedEvent, 'subject' | 'revision' | 'time' | 'name' | 'data'> {
  readonly where: string;
}

type EventOfBallot = BallotEvent | EntitlementEvent;
export type EventName = EventOfBallot['type'];
export type DataOf<Name extends EventName> = Extract<EventOfBallot, { type: Name }>['data'];
type BegunProceeding = Extract<ProceedingEvent, { type: 'proceeding-begun' }>['data'];

/** One event of a ballot, `at` its place in the log. */
export interface Entry<Name extends EventName> {
  readonly name: Name;
  readonly data: DataOf<Name>;
  readonly at: number;
  readonly where: string;
  readonly stream: string;
  readonly revision: number;
  readonly time: string;
}
export type AnyEntry = { readonly [Name in EventName]: Entry<Name> }[EventName];

export const entryNames: readonly EventName[] = [
  'ballot-called',
  'ballot-opened',
  'ballot-cancelled',
  'tokens-closed',
  'ballot-closed',
  'box-emptied',
  'key-opened',
  'protocol-entered',
  'protocol-settled',
  'ballot-counted',
  'box-appended',
  'roll-drawn',
  'roll-listed',
  'roll-objected',
  'roll-objection-decided',
  'roll-frozen',
  'ballot-cast',
  'token-requested',
  'token-granted',
  'paper-issued',
  'proxy-lodged',
  'entitlement-revoked',
  'attendance-recorded',
];

/** All events of one ballot, in the order of the log. */
export interface BallotLog {
  readonly ballot: string;
  readonly all: readonly AnyEntry[];
  of<Name extends EventName>(name: Name): readonly Entry<Name>[];
  /** The procedure that a ballot is a step of, by its id, and when it was begun. */
  proceeding(id: string): (Pick<BegunProceeding, 'procedure'> & { readonly time: string }) | undefined;
}

const known: ReadonlySet<string> = new Set(entryNames);

const isNamed =
  <Name extends EventName>(name: Name) =>
  (entry: AnyEntry): entry is AnyEntry & Entry<Name> =>
    entry.name === name;

/** Reads a log once; what belongs to other ballots is left out. */
export const ballotLogOf = (events: Iterable<OpenedEvent>, ballot: string): BallotLog => {
  const all: AnyEntry[] = [];
  const proceedings = new Map<string, Pick<BegunProceeding, 'procedure'> & { readonly time: string }>();
  let at = 0;
  for (const { where, subject, revision, time, name, data } of events) {
    at++;
    if (name === 'proceeding-begun') {
      const { proceeding, procedure } = data as BegunProceeding;
      proceedings.set(proceeding, { procedure, time });
    }
    if (!known.has(name) || (data as { ballot?: unknown }).ballot !== ballot) continue;
    all.push({ name, data, at, where, stream: subject, revision, time } as AnyEntry);
  }
  return {
    ballot,
    all,
    of: (name) => all.filter(isNamed(name)),
    proceeding: (id) => proceedings.get(id),
  };
};
