import type { BallotLog } from './ballot-log.ts';
import type { Find } from './finding.ts';

/** Two people enter a protocol: their entries are for themselves and for auditors. */
export const entriesOfProtocol = 2;

/** Events of the ballot's own stream that this reader was not given. */
export const withheldOf = ({ all, ballot }: BallotLog): number => {
  const own = all.filter(({ stream }) => stream === ballot);
  return Math.max(-1, ...own.map(({ revision }) => revision)) + 1 - own.length;
};

/** Who used what is counted by hand: nobody enters a protocol of none. */
const grantedBy = { paper: 'paper-issued', 'show-of-hands': 'attendance-recorded' } as const;

/** Channels whose protocol was not agreed yet: an entry of one may wait for its second. None does once all is counted. */
const waitingIn = (log: BallotLog): number => {
  if (log.of('ballot-counted').length > 0) return 0;
  const agreed = new Set(log.of('protocol-settled').flatMap(({ data }) => (data.agreed ? [data.channel] : [])));
  return (['paper', 'show-of-hands'] as const).filter(
    (channel) => !agreed.has(channel) && log.of(grantedBy[channel]).length > 0,
  ).length;
};

/** How many of them may be entries of protocols: two for each pair that was settled, and what waits for its second. */
const mayBeWithheld = (log: BallotLog): number =>
  log.of('protocol-settled').length * entriesOfProtocol + waitingIn(log) - log.of('protocol-entered').length;

/** Revisions of a stream have no gap, so an event that was left out of an export shows. */
export const checkGaps = (log: BallotLog, find: Find): void => {
  const revisions = new Map<string, number>();
  let mayLack = false;
  for (const { stream, revision, name, where } of log.all) {
    const expected = (revisions.get(stream) ?? -1) + 1;
    const isGap = revision !== expected && !(stream === log.ballot && revision > expected && mayLack);
    if (isGap) find('log.gap', where, { stream, revision, expected });
    revisions.set(stream, revision);
    // Nothing is counted by hand before the closing.
    if (name === 'ballot-closed') mayLack = withheldOf(log) <= mayBeWithheld(log);
  }
};
