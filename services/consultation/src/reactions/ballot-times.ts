import type { BallotEvent, BallotTimes } from '@cunjian/contracts';
import type { Deadline, Reaction } from '@cunjian/processing';

interface BallotDeadline extends Deadline {
  readonly ballot: string;
}

const eventOf = ({ name, data }: { readonly name: string; readonly data: unknown }) =>
  ({ type: name, data }) as BallotEvent;

/** A deadline of one kind: set by an event that has the times, cleared by those that make it pointless. */
const at = (
  name: string,
  command: string,
  setBy: 'ballot-called' | 'ballot-opened',
  time: (times: BallotTimes) => string | undefined,
  clearedBy: readonly BallotEvent['type'][],
): Reaction<BallotDeadline> => ({
  name: `consultation-${name}`,
  events: [setBy, ...clearedBy],
  deadlines: (recorded) => {
    const event = eventOf(recorded);
    const { ballot } = event.data;
    if (event.type !== setBy) return { clear: [ballot] };
    const due = time((event.data as { times: BallotTimes }).times);
    return due === undefined ? {} : { set: [{ key: ballot, at: due, ballot }] };
  },
  onDeadline: ({ ballot }) => [{ type: command, data: { ballot } }],
});

/** A ballot opens and closes at its times, by the clock and by nobody's hand. */
export const openBallots = at('open-ballots', 'open-ballot', 'ballot-called', ({ opensAt }) => opensAt, [
  'ballot-opened',
  'ballot-cancelled',
]);
export const closeBallots = at('close-ballots', 'close-ballot', 'ballot-opened', ({ closesAt }) => closesAt, [
  'ballot-closed',
  'ballot-cancelled',
]);

interface RollDeadline extends Deadline {
  readonly ballot: string;
}

/** A roll is frozen when objections are over and decided; where the rule publishes none, by act. */
export const freezeRolls: Reaction<RollDeadline> = {
  name: 'consultation-freeze-rolls',
  events: ['roll-drawn', 'roll-objection-decided', 'roll-frozen'],
  // The last objection may be decided after their deadline.
  react: (recorded) => {
    const event = eventOf(recorded);
    return event.type === 'roll-objection-decided'
      ? [{ type: 'freeze-roll', data: { ballot: event.data.ballot } }]
      : [];
  },
  deadlines: (recorded) => {
    const event = eventOf(recorded);
    if (event.type === 'roll-frozen') return { clear: [event.data.ballot] };
    if (event.type !== 'roll-drawn') return {};
    const { ballot, objectUntil, publishedUntil } = event.data;
    const due = (objectUntil ?? publishedUntil)?.endsAt;
    return due === undefined ? {} : { set: [{ key: ballot, at: due, ballot }] };
  },
  onDeadline: ({ ballot }) => [{ type: 'freeze-roll', data: { ballot } }],
};

/** Counted as soon as everything that counts is there: closed, protocols agreed, the box emptied and its keys opened. */
export const countBallots: Reaction = {
  name: 'consultation-count-ballots',
  events: ['ballot-closed', 'protocol-settled', 'tokens-closed', 'channel-called-off', 'box-emptied', 'key-opened'],
  react: ({ data }) => [{ type: 'count-ballot', data: { ballot: (data as { ballot: string }).ballot } }],
};
