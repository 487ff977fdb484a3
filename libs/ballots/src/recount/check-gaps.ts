import type { BallotLog } from './ballot-log.ts';
import type { Find } from './finding.ts';

/** Two people enter a protocol: their entries are for themselves and for auditors. */
export const entriesOfProtocol = 2;

/** Events of the ballot's own stream that this reader was not given. */
export const withheldOf = ({ all, ballot }: BallotLog): number => {
  const own = all.filter(({ stream }) => stream === ballot);
  return Math.max(-1, ...own.map(({ revision }) => revision)) + 1 - own.length;
};

/**
 * How many of them may be entries of protocols: two for each pair that was settled, and where none has agreed yet, one that
 * waits for its second.
 */
const mayBeWithheld = (log: BallotLog): number => {
  const settled = log.of('protocol-settled');
  const waiting = (['paper', 'show-of-hands'] as const).filter((channel) =>
    settled.every(({ data }) => data.channel !== channel || !data.agreed),
  );
  return settled.length * entriesOfProtocol + waiting.length - log.of('protocol-entered').length;
};

/** Revisions of a stream have no gap, so an event that was left out of an export shows. */
export const checkGaps = (log: BallotLog, find: Find): void => {
  const revisions = new Map<string, number>();
  const isExplained = withheldOf(log) <= mayBeWithheld(log);
  for (const { stream, revision, where } of log.all) {
    const expected = (revisions.get(stream) ?? -1) + 1;
    const isGap = revision !== expected && !(stream === log.ballot && revision > expected && isExplained);
    if (isGap) find('log.gap', where, { stream, revision, expected });
    revisions.set(stream, revision);
  }
};
