import { daysForIssuers } from '@cunjian/ballots';
import type { BallotTimes, ConsultationEvent } from '@cunjian/contracts';
import type { Deadline, Reaction } from '@cunjian/processing';

interface OfBallot extends Deadline {
  readonly ballot: string;
}

/** What an issuer was asked for is signed, also where the process ended before it was. Tried once: she asks again, and the closing does. */
export const grantTokens: Reaction = {
  name: 'consultation-grant-tokens',
  events: ['token-requested'],
  react: ({ data }) => {
    const { ballot, person } = data as { readonly ballot: string; readonly person: string };
    return [{ type: 'grant-token', data: { ballot, person } }];
  },
};

const minuteMs = 60_000;
const dayMinutes = 24 * 60;
/** Until it is back, or another from its backup; after that the ballot may be called off by hand. */
const dailyTries = daysForIssuers;
/** After the window: an issuer in other hands may be away; the casting waits for it, and nothing else does. */
const triesAfterMs: readonly number[] = [
  ...[0, 1, 10, 30, 60, 3 * 60, 6 * 60],
  ...Array.from({ length: dailyTries }, (_, days) => (days + 1) * dayMinutes),
].map((minutes) => minutes * minuteMs);

/**
 * When the issuers are asked to end: from the end of the window on, ever later, once more before the closing; and again
 * from the closing on, daily at last, as nothing is counted before both have stated what they signed.
 */
const triesOf = ({ tokensUntil, closesAt }: BallotTimes): readonly string[] => {
  if (tokensUntil === undefined) return [];
  const [from, closing] = [Date.parse(tokensUntil), Date.parse(closesAt)];
  const last = closing - minuteMs;
  const before = triesAfterMs.map((after) => from + after).filter((time) => time < last);
  const late = triesAfterMs.map((after) => closing + after);
  return [...before, Math.max(last, from), ...late].map((time) => new Date(time).toISOString());
};

const maxTries = 2 * triesAfterMs.length + 1;
const keyOf = (ballot: string, attempt: number): string => `${ballot} ${attempt}`;

/** Tokens are given until they are cast: the two are never told apart by their times. */
export const closeTokenWindow: Reaction<OfBallot> = {
  name: 'consultation-close-tokens',
  events: ['ballot-opened', 'tokens-closed', 'ballot-cancelled'],
  deadlines: ({ name, data }) => {
    const event = { type: name, data } as ConsultationEvent;
    if (event.type === 'tokens-closed' || event.type === 'ballot-cancelled')
      return { clear: Array.from({ length: maxTries }, (_, attempt) => keyOf(event.data.ballot, attempt)) };
    if (event.type !== 'ballot-opened' || event.data.issuers.length === 0) return {};
    const { ballot, times } = event.data;
    return { set: triesOf(times).map((at, attempt) => ({ key: keyOf(ballot, attempt), at, ballot })) };
  },
  onDeadline: ({ ballot }) => [{ type: 'close-tokens', data: { ballot } }],
};

/** Too few of one channel are told by what they vote: then all vote on paper. */
export const settleChannels: Reaction = {
  name: 'consultation-settle-channels',
  events: ['tokens-closed'],
  react: ({ data }) => {
    const { ballot } = data as { readonly ballot: string };
    return [{ type: 'settle-channels', data: { ballot } }];
  },
};

/** What was cast in secret becomes events once nothing more is cast. */
export const emptyBoxes: Reaction = {
  name: 'consultation-empty-boxes',
  events: ['ballot-closed'],
  react: ({ data }) => {
    const { ballot } = data as { readonly ballot: string };
    return [{ type: 'empty-box', data: { ballot } }];
  },
};
