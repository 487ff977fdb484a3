import type { ProceedingEvent, RecordedEvent, ResolutionEvent } from '@cunjian/contracts';
import { homeOf, type EventName, type EventOfBallot } from './home-of.ts';

/** An event of a log whose hashes were checked before: `where` names its entry in findings, as in `entry 1234`. */
export interface OpenedEvent extends Pick<RecordedEvent, 'subject' | 'revision' | 'time' | 'name' | 'data'> {
  readonly where: string;
}

export type { EventName };
export type DataOf<Name extends EventName> = Extract<EventOfBallot, { type: Name }>['data'];
type BegunProceeding = Extract<ProceedingEvent, { type: 'proceeding-begun' }>['data'];
type UseOfCount = Extract<ProceedingEvent | ResolutionEvent, { type: 'step-taken' | 'resolution-adopted' }>;

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

const entryNames: readonly EventName[] = [
  'ballot-called',
  'ballot-opened',
  'ballot-cancelled',
  'key-lodged',
  'token-acknowledged',
  'token-disputed',
  'token-dispute-overdue',
  'token-dispute-decided',
  'tokens-closed',
  'channel-called-off',
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
  'token-lapsed',
  'paper-issued',
  'proxy-lodged',
  'entitlement-revoked',
  'attendance-recorded',
];

/** Another ballot of the same log, as it opened and what came of it. */
export interface OtherBallot {
  readonly opened: DataOf<'ballot-opened'>;
  readonly counted?: Pick<DataOf<'ballot-counted'>, 'arithmetic'> & { readonly at: number };
}

/** What names a ballot as decided by its count. */
export interface UsedCount {
  readonly event: UseOfCount;
  readonly at: number;
  readonly where: string;
}

/** All events of one ballot, in the order of the log. */
export interface BallotLog {
  readonly ballot: string;
  readonly all: readonly AnyEntry[];
  /** Of its streams or by its name, but not both: nobody who keeps to the streams reads the same. */
  readonly strays: readonly { readonly name: string; readonly stream: string; readonly where: string }[];
  readonly uses: readonly UsedCount[];
  of<Name extends EventName>(name: Name): readonly Entry<Name>[];
  /** One that was opened, if it is in the log: a run-off names the election before it. */
  other(ballot: string): OtherBallot | undefined;
  /** The procedure that a ballot is a step of, by its id, and when it was begun. */
  proceeding(id: string): (Pick<BegunProceeding, 'procedure'> & { readonly time: string }) | undefined;
}

const known: ReadonlySet<string> = new Set(entryNames);

const isNamedAs =
  <Name extends EventName>(name: Name) =>
  (entry: AnyEntry): entry is AnyEntry & Entry<Name> =>
    entry.name === name;

const withOther = (others: Map<string, OtherBallot>, name: string, data: unknown, at: number): void => {
  if (name === 'ballot-opened') {
    const opened = data as DataOf<'ballot-opened'>;
    if (!others.has(opened.ballot)) others.set(opened.ballot, { opened });
  } else if (name === 'ballot-counted') {
    const { ballot, arithmetic } = data as DataOf<'ballot-counted'>;
    const other = others.get(ballot);
    if (other !== undefined && other.counted === undefined)
      others.set(ballot, { ...other, counted: { arithmetic, at } });
  }
};

const isUse = (name: string): name is UseOfCount['type'] => name === 'step-taken' || name === 'resolution-adopted';

/** Reads a log once; of other ballots it keeps the opening and the tally. */
export const ballotLogOf = (events: Iterable<OpenedEvent>, ballot: string): BallotLog => {
  const all: AnyEntry[] = [];
  const strays: BallotLog['strays'][number][] = [];
  const uses: UsedCount[] = [];
  const proceedings = new Map<string, Pick<BegunProceeding, 'procedure'> & { readonly time: string }>();
  const others = new Map<string, OtherBallot>();
  let at = 0;
  for (const { where, subject, revision, time, name, data } of events) {
    at++;
    if (name === 'proceeding-begun') {
      const { proceeding, procedure } = data as BegunProceeding;
      proceedings.set(proceeding, { procedure, time });
    }
    withOther(others, name, data, at);
    const isNamed = (data as { ballot?: unknown }).ballot === ballot;
    if (isNamed && isUse(name)) uses.push({ event: { type: name, data } as UseOfCount, at, where });
    if (!known.has(name)) continue;
    const home = homeOf(name as EventName, ballot);
    const isHome = home === undefined ? isNamed : subject === home;
    if (isNamed && isHome) all.push({ name, data, at, where, stream: subject, revision, time } as AnyEntry);
    else if (isNamed || (isHome && home !== undefined)) strays.push({ name, stream: subject, where });
  }
  return {
    ...{ ballot, all, strays, uses },
    of: (name) => all.filter(isNamedAs(name)),
    other: (id) => others.get(id),
    proceeding: (id) => proceedings.get(id),
  };
};
