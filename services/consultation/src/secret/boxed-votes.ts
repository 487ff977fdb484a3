import { choice as choiceSchema, type BallotEvent, type Choice } from '@cunjian/contracts';
import { isRefused } from '@cunjian/kernel';
import { checkBallot, loadOfficerKey, openBallot, type Officer, type OfficerKey } from '@cunjian/secret-ballot';
import { loadStream } from '@cunjian/service-kit/acting';
import { nodeEd25519 } from '@cunjian/tlog/node';
import type { Consultation } from '../consultation-context.ts';
import { boxStream } from './box-parts.ts';
import type { KnownBallot } from './known-ballots.ts';
import { roomsOf } from './secret-rooms.ts';

type Keys = readonly [OfficerKey, OfficerKey];

/** Of the first two officers that stand in the log. */
const keysOf = async (consultation: Consultation, { opened, setting }: KnownBallot): Promise<Keys | undefined> => {
  const keys: OfficerKey[] = [];
  for (const { name, data } of await loadStream(consultation, opened.ballot)) {
    const event = { type: name, data } as BallotEvent;
    if (event.type !== 'key-opened') continue;
    const officer = opened.holders.findIndex(({ office }) => office === event.data.office);
    const key = officer < 0 ? undefined : await loadOfficerKey(setting, officer as Officer, event.data.privateKey);
    if (key !== undefined && !isRefused(key) && keys.every((one) => one.officer !== key.officer)) keys.push(key);
  }
  const [first, second] = keys;
  return first && second && [first, second];
};

const voteIn = async (text: string, { setting }: KnownBallot, keys: Keys): Promise<Choice | undefined> => {
  const checked = await checkBallot(text, setting, nodeEd25519);
  if (isRefused(checked)) throw new Error(`the box held what it should have refused: ${checked.refused[0].code}`);
  const opened = await openBallot(checked, setting, keys);
  const parsed = isRefused(opened) ? undefined : choiceSchema.safeParse(opened.choice);
  return parsed?.success === true ? parsed.data : undefined;
};

/**
 * What the box held, once two officers have opened it; undefined for a ballot that its voter made unreadable, which is an
 * invalid one. Nothing at all where it can't be opened now: an empty list would be a count. A recount does the same
 * (`@cunjian/ballots/recount`).
 */
export const boxedVotes = async (
  consultation: Consultation,
  ballot: string,
): Promise<readonly (Choice | undefined)[] | undefined> => {
  const rooms = roomsOf(consultation);
  const known = isRefused(rooms) ? rooms : await rooms.known(ballot);
  const keys = isRefused(known) ? undefined : await keysOf(consultation, known);
  if (isRefused(known) || keys === undefined) return undefined;
  const votes: (Choice | undefined)[] = [];
  for (const { name, data } of await loadStream(consultation, boxStream(ballot))) {
    const event = { type: name, data } as BallotEvent;
    if (event.type !== 'box-appended') continue;
    // A part at a time: a hundred thousand promises would fill the memory.
    votes.push(...(await Promise.all(event.data.ballots.map((text) => voteIn(text, known, keys)))));
  }
  return votes;
};
