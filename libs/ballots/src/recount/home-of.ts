import type { BallotEvent, EntitlementEvent } from '@cunjian/contracts';

export type EventOfBallot = BallotEvent | EntitlementEvent;
export type EventName = EventOfBallot['type'];

const beside: readonly (readonly [start: string, stream: string])[] = [
  ['roll-', 'roll-'],
  ['box-appended', 'box-'],
  ['key-lodged', 'keys-'],
];

/** Of one person each: where they belong is told with the person, where they are read. */
const ofPersons: ReadonlySet<EventName> = new Set<EventName>([
  ...(['ballot-cast', 'token-requested', 'token-granted', 'token-lapsed', 'paper-issued'] as const),
  ...(['proxy-lodged', 'entitlement-revoked', 'attendance-recorded'] as const),
  ...(['token-acknowledged', 'token-disputed', 'token-dispute-overdue', 'token-dispute-decided'] as const),
]);

/** The one stream in which such an event of a ballot stands; undefined where each person has one. */
export const homeOf = (name: EventName, ballot: string): string | undefined => {
  if (ofPersons.has(name)) return undefined;
  const [, stream = ''] = beside.find(([start]) => name.startsWith(start)) ?? [];
  return `${stream}${ballot}`;
};
