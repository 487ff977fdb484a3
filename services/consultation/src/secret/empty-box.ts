import { isRefused, refuse, type Refused } from '@cunjian/kernel';
import type { DispatchedCommand } from '@cunjian/processing';
import { carryOut, derivedUuid, foldHistory, loadStream } from '@cunjian/service-kit/acting';
import { circleOf } from '@cunjian/access';
import { ballotDecider } from '../ballot/decide.ts';
import type { Consultation } from '../consultation-context.ts';
import { boxPartsDecider, boxStream, partSize } from './box-parts.ts';
import type { KnownBallot } from './known-ballots.ts';
import { roomsOf, type SecretRooms } from './secret-rooms.ts';

const whereOf = ({ opened }: KnownBallot) => {
  const { division, body } = opened;
  return { division, body, audience: circleOf(opened) };
};

/** All ballots of the box, in the order of their hashes, many to an event. */
const appendParts = async (
  consultation: Consultation,
  { box }: SecretRooms,
  known: KnownBallot,
  command: DispatchedCommand,
): Promise<{ readonly count: number; readonly parts: number } | Refused> => {
  const { ballot } = known.opened;
  const limit = partSize(known.size.ballotBytes);
  let after: string | undefined;
  let count = 0;
  for (let part = 0; ; part++) {
    const page = await box.page(ballot, after, limit);
    if (page.length === 0) return { count, parts: part };
    const commandId = derivedUuid('box part', ballot, String(part));
    const carried = await carryOut(
      consultation,
      { ...command, commandId },
      {
        stream: boxStream(ballot),
        decider: boxPartsDecider,
        command: { ballot, part, ballots: page.map(({ text }) => text) },
        ...whereOf(known),
      },
    );
    if (isRefused(carried)) return carried;
    count += page.length;
    after = page.at(-1)?.tokenHash;
  }
};

/**
 * After the closing: takes nothing more, appends what the box holds, says so, and takes the box away. May be repeated
 * after a crash at any point.
 */
export const emptyBox = async (consultation: Consultation, command: DispatchedCommand): Promise<'done' | Refused> => {
  const secret = roomsOf(consultation);
  if (isRefused(secret)) return 'done';
  const { ballot } = command.data as { readonly ballot: string };
  const known = await secret.known(ballot);
  // Open ballots, and secret ones on paper alone, have no box.
  if (isRefused(known)) return known.refused[0].code === 'ballot.no-tokens' ? 'done' : known;
  const state = foldHistory(ballotDecider, await loadStream(consultation, ballot));
  if (state.status === 'open') return refuse('ballot.still-open', { at: known.opened.times.closesAt });
  await secret.casting.end(ballot);
  if (state.status === 'closed' && !state.boxEmptied) {
    const appended = await appendParts(consultation, secret, known, command);
    if (isRefused(appended)) return appended;
    const emptied = await carryOut(consultation, command, {
      ...{ stream: ballot, decider: ballotDecider, command: { do: 'empty-box', ...appended } },
      ...whereOf(known),
    });
    if (isRefused(emptied)) return emptied;
  }
  // What no event has is kept, whatever led there.
  const isAppended = state.status === 'closed' || (state.status === 'counted' && state.boxEmptied);
  if (isAppended || (await secret.box.page(ballot, undefined, 1)).length === 0) await secret.box.remove(ballot);
  return 'done';
};
