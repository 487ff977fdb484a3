import { type Caller, may, resourceOfSubject } from '@cunjian/access';
import { issuersGivenUpAt, writeInOption } from '@cunjian/ballots';
import type { Choice, Digest } from '@cunjian/contracts';
import { isBoxed, isStuck } from '../ballot/ballot.ts';
import type { BallotDocument, ProtocolDocument } from '../projections/ballots.ts';
import type { EntitlementDocument } from '../projections/entitlements.ts';
import type { RollDocument } from '../projections/rolls.ts';

export interface ProtocolView extends Pick<ProtocolDocument, 'channel' | 'differs' | 'agreed'> {
  /** How many of the two have entered it. */
  readonly entered: number;
  readonly isMine: boolean;
}

interface Possible {
  readonly permission: Parameters<typeof may>[1];
  readonly when: (ballot: BallotDocument, roll: RollDocument | undefined, now: string) => boolean;
}

const isOpen = ({ status, times }: BallotDocument, now: string): boolean =>
  status === 'open' && now >= times.opensAt && now < times.closesAt;
const allows = ({ channels }: BallotDocument, ...wanted: readonly string[]): boolean =>
  channels.some((channel) => wanted.includes(channel));
/** With its terms where the state of an open ballot has them. */
const asOpened = (ballot: BallotDocument) => ({ ...ballot, opened: ballot });
const isGivenUp = (ballot: BallotDocument, now: string): boolean =>
  isStuck(asOpened(ballot)) && now >= issuersGivenUpAt(ballot.times.closesAt);
const hasProtocol = (ballot: BallotDocument): boolean => allows(ballot, 'paper', 'show-of-hands', 'meeting');

const possible = {
  cancel: {
    permission: 'ballot.call',
    when: (ballot, _, now) => ballot.status === 'called' || (ballot.status === 'closed' && isGivenUp(ballot, now)),
  },
  'draw-roll': {
    permission: 'ballot.call',
    when: ({ status, times }, roll, now) => status === 'called' && roll === undefined && now >= times.rollAt,
  },
  'object-to-roll': {
    permission: 'roll.object',
    when: ({ status }, roll, now) =>
      status === 'called' &&
      roll?.status === 'drawn' &&
      now < ((roll.objectUntil ?? roll.publishedUntil)?.endsAt ?? now + '~'),
  },
  'decide-objection': {
    permission: 'roll.decide',
    when: (_, roll) => roll?.status === 'drawn' && roll.openObjections > 0,
  },
  'freeze-roll': {
    permission: 'roll.decide',
    when: ({ status }, roll, now) =>
      status === 'called' &&
      roll?.status === 'drawn' &&
      roll.openObjections === 0 &&
      now >= ((roll.objectUntil ?? roll.publishedUntil)?.endsAt ?? ''),
  },
  'lodge-proxy': {
    permission: 'entitlement.issue',
    when: (ballot, roll) =>
      allows(ballot, 'proxy') && roll?.status === 'frozen' && ['called', 'open'].includes(ballot.status),
  },
  'issue-paper': {
    permission: 'entitlement.issue',
    when: (ballot, _, now) => isOpen(ballot, now) && allows(ballot, 'paper'),
  },
  'record-attendance': {
    permission: 'entitlement.issue',
    when: (ballot, _, now) => isOpen(ballot, now) && allows(ballot, 'show-of-hands', 'meeting'),
  },
  'enter-protocol': {
    permission: 'ballot.protocol',
    when: (ballot) => ballot.status === 'closed' && hasProtocol(ballot),
  },
  'lodge-key': {
    permission: 'ballot.hold-key',
    when: (ballot) => ballot.status === 'called' && isBoxed(asOpened(ballot)),
  },
  'take-token': {
    permission: 'ballot.cast',
    when: (ballot, _, now) =>
      isOpen(ballot, now) && isBoxed(asOpened(ballot)) && now < (ballot.times.tokensUntil ?? ''),
  },
  'open-key': {
    permission: 'ballot.hold-key',
    when: (ballot) => ballot.status === 'closed' && isBoxed(asOpened(ballot)) && ballot.boxEmptied,
  },
  cast: {
    permission: 'ballot.cast',
    when: (ballot, _, now) => isOpen(ballot, now) && ballot.secrecy === 'open' && allows(ballot, 'online'),
  },
} as const satisfies Readonly<Record<string, Possible>>;
export type BallotAction = keyof typeof possible;

/** What the caller may do to it now; the deciders have the last word. */
const actionsOf = (
  caller: Caller,
  ballot: BallotDocument,
  roll: RollDocument | undefined,
  now: string,
): readonly BallotAction[] => {
  const resource = resourceOfSubject(ballot);
  return (Object.keys(possible) as BallotAction[]).filter((name) => {
    const { permission, when }: Possible = possible[name];
    return may(caller, permission, resource) && when(ballot, roll, now);
  });
};

const protocolView = ({ person }: Caller, { channel, differs, agreed, enteredBy }: ProtocolDocument): ProtocolView => ({
  ...{ channel, differs, agreed, entered: enteredBy.length },
  isMine: person !== undefined && enteredBy.includes(person),
});

/** Texts are digests until `reveal` has filled them in. */
export interface BallotView extends Omit<BallotDocument, 'protocols' | 'openedPosition' | 'closedPosition'> {
  readonly protocols: readonly ProtocolView[];
  /** 另选他人 of the papers, by the options of the count. */
  readonly writeIns: readonly { readonly option: string; readonly name: Digest; readonly woman: boolean }[];
  readonly roll: RollDocument | undefined;
  readonly actions: readonly BallotAction[];
}

const without = <T extends object, Key extends keyof T>(object: T, ...keys: readonly Key[]): Omit<T, Key> =>
  Object.fromEntries(Object.entries(object).filter(([key]) => !keys.some((one) => one === key))) as Omit<T, Key>;

/** Right to read is asked before. */
export const ballotView = (
  caller: Caller,
  document: BallotDocument,
  roll: RollDocument | undefined,
  now: string,
): BallotView => {
  const { protocols } = document;
  return {
    ...without(document, 'openedPosition', 'closedPosition'),
    protocols: protocols.map((protocol) => protocolView(caller, protocol)),
    writeIns: protocols.flatMap(({ agreed }) =>
      (agreed?.entry.writeIns ?? []).map(({ name, woman }) => ({ option: writeInOption(name), name, woman })),
    ),
    roll,
    actions: actionsOf(caller, document, roll, now),
  };
};

/** What one entry of a roll was granted, as its holder sees it: her receipt. */
export interface MyVote {
  readonly ballot: string;
  readonly person: string;
  readonly form: EntitlementDocument['form'];
  readonly proxy?: string | undefined;
  readonly choice?: Choice | undefined;
  /** When what counts, or counts so far, was handed in. */
  readonly at: string;
  /** Where it stands in the log, for its seal. */
  readonly position: string;
  readonly division: string | undefined;
  /** Until the closing: it is there. After it: it stands before the closing in the log. */
  readonly counts: boolean;
}

export const myVote = (document: EntitlementDocument, ballot: BallotDocument | undefined): MyVote => {
  const { person, form, proxy, is, casts, changedAt, position } = document;
  const closed = ballot?.closedPosition === undefined ? undefined : BigInt(ballot.closedPosition);
  const inTime = casts.filter(({ position }) => closed === undefined || BigInt(position) < closed);
  const last = inTime.at(-1);
  const choice =
    is.form === 'online' ? is.choice : is.form === 'proxy' && is.used?.by === 'online' ? is.used.choice : undefined;
  return {
    ...{ ballot: document.ballot, person, form, proxy, choice },
    at: last?.at ?? changedAt,
    position: last?.position ?? position,
    division: ballot?.division,
    counts: casts.length === 0 ? form !== 'none' : last !== undefined,
  };
};
