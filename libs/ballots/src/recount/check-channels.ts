import { tooFewOnline, type ChosenWays } from '../channels.ts';
import { isCastOnline, type OpenedEntry } from './check-terms.ts';
import type { BallotLog } from './ballot-log.ts';
import type { Find } from './finding.ts';

/** What nobody may have put into the box. */
const checkBox = (log: BallotLog, find: Find): void => {
  for (const { data, where } of log.of('box-appended'))
    if (data.ballots.length > 0) find('box.called-off', where, { ballots: data.ballots.length });
};

/**
 * That a secret ballot was cast online if and only if neither those who held a token when the tokens were closed nor those
 * who had a paper were too few. Where nothing was cast online, the box is empty.
 */
export const checkChannels = (log: BallotLog, frame: OpenedEntry, chosen: ChosenWays, find: Find): void => {
  const { rule } = frame.opened;
  const [closed] = log.of('tokens-closed');
  const [off] = log.of('channel-called-off');
  const few = isCastOnline(frame.opened) && closed !== undefined ? tooFewOnline(chosen, rule.smallestCount) : undefined;
  const params = { ...chosen, least: rule.smallestCount };
  if (off !== undefined) {
    checkBox(log, find);
    const { channel, small, voters, least } = off.data;
    if (few === undefined || closed === undefined || off.at < closed.at)
      find('channel.called-off-without-cause', off.where, params);
    else if (channel !== 'online' || small !== few.small || voters !== few.voters || least !== few.least)
      find('channel.called-off-otherwise', off.where, { small, voters, found: few.voters, least: few.least });
  } else if (few !== undefined && frame.closedAt !== Infinity)
    find('channel.not-called-off', closed?.where ?? '', params);
};
