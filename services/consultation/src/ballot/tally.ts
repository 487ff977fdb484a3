import {
  addCounts,
  countOfProtocol,
  countVotes,
  decideOutcome,
  mergeChannels,
  writeInOption,
  type Count,
} from '@cunjian/ballots';
import type { Channel, Choice } from '@cunjian/contracts';
import type { CountedBallot, OpenedTerms, ProtocolChannel, Protocols } from './ballot.ts';

/** What the streams of the entitlements, and the box of a secret ballot, hold at the closing. */
export interface Granted {
  /** Of an open ballot: cast by the voters themselves. Of a secret one: out of the box; undefined where it can't be read. */
  readonly online: readonly (Choice | undefined)[];
  /** Cast online by proxies. */
  readonly byProxy: readonly Choice[];
  /** Papers given out and not taken back, to voters and to proxies. */
  readonly papers: number;
  /** Who came to the meeting, themselves or by proxy. */
  readonly hands: number;
}

interface OfChannel {
  readonly channel: Channel;
  /** Who took part by this channel. */
  readonly present: number;
  readonly count: Count;
}

/** Protocols that are still to be entered, and agreed, before anything can be counted. */
export const awaitedProtocols = (protocols: Protocols, { papers, hands }: Granted): readonly ProtocolChannel[] => {
  const awaited: ProtocolChannel[] = [];
  if (papers > 0 && protocols.paper?.agreed === undefined) awaited.push('paper');
  if (hands > 0 && protocols['show-of-hands']?.agreed === undefined) awaited.push('show-of-hands');
  return awaited;
};

const ofChannels = ({ question }: OpenedTerms, protocols: Protocols, granted: Granted): readonly OfChannel[] => {
  const { online, byProxy, papers, hands } = granted;
  const counted: OfChannel[] = [
    { channel: 'online', present: online.length, count: countVotes(question, online) },
    { channel: 'proxy', present: byProxy.length, count: countVotes(question, byProxy) },
  ];
  const paper = protocols.paper?.agreed;
  // Whoever took a paper and kept it did not vote; more papers than went out are no more people.
  if (paper !== undefined)
    counted.push({
      channel: 'paper',
      present: Math.min(paper.returned, papers),
      count: countOfProtocol(question, paper),
    });
  const shown = protocols['show-of-hands']?.agreed;
  if (shown !== undefined)
    counted.push({ channel: 'show-of-hands', present: hands, count: countOfProtocol(question, shown) });
  return counted;
};

/** 计票: a function of the log alone, so anybody who has it counts the same. */
export const tally = (opened: OpenedTerms, protocols: Protocols, granted: Granted): CountedBallot => {
  const { ballot, question, rule, secrecy, roll } = opened;
  const byChannel = ofChannels(opened, protocols, granted);
  const total = addCounts(
    question,
    byChannel.map(({ count }) => count),
  );
  const paper = protocols.paper?.agreed;
  const arithmetic = decideOutcome({
    ...{ rule, question, members: roll.count, ...total },
    present: byChannel.reduce((sum, { present }) => sum + present, 0),
    papers: paper === undefined ? undefined : { issued: granted.papers, returned: paper.returned },
    womenWrittenIn: (paper?.writeIns ?? []).flatMap(({ name, woman }) => (woman ? [writeInOption(name)] : [])),
  });
  const channels = mergeChannels(
    byChannel.map(({ channel, present, count: { cast, valid, invalid } }) => ({
      ...{ channel, present, cast, valid, invalid },
    })),
    // The ballots of an open vote have names: nothing is hidden by adding them up.
    secrecy === 'secret' ? rule.smallestCount : 0,
  );
  return { ballot, channels: channels.map((one) => ({ ...one, channels: [...one.channels] })), arithmetic };
};
