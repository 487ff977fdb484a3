import type { BallotEvent, Channel, Choice, ProtocolEntry } from '@cunjian/contracts';
import { mergeChannels } from './channels.ts';
import { addCounts, countVotes, type Count } from './count.ts';
import { decideOutcome } from './outcome.ts';
import { countOfProtocol, writeInOption } from './protocol.ts';

type DataOf<Type extends BallotEvent['type']> = Extract<BallotEvent, { type: Type }>['data'];

/** A ballot as it was opened. */
export type OpenedBallot = DataOf<'ballot-opened'>;
export type CountedBallot = DataOf<'ballot-counted'>;
/** Channels that are counted by hand, each with its protocol. */
export type ProtocolChannel = DataOf<'protocol-entered'>['channel'];
/** Protocols of which two entries agree. */
export type AgreedProtocols = Readonly<Partial<Record<ProtocolChannel, ProtocolEntry>>>;

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

type Terms = Pick<OpenedBallot, 'ballot' | 'question' | 'rule' | 'secrecy' | 'roll'>;

const ofChannels = ({ question }: Terms, agreed: AgreedProtocols, granted: Granted): readonly OfChannel[] => {
  const { online, byProxy, papers, hands } = granted;
  const counted: OfChannel[] = [
    { channel: 'online', present: online.length, count: countVotes(question, online) },
    { channel: 'proxy', present: byProxy.length, count: countVotes(question, byProxy) },
  ];
  const { paper, 'show-of-hands': shown } = agreed;
  // Whoever took a paper and kept it did not vote; more papers than went out are no more people.
  if (paper !== undefined)
    counted.push({
      channel: 'paper',
      present: Math.min(paper.returned, papers),
      count: countOfProtocol(question, paper),
    });
  if (shown !== undefined)
    counted.push({ channel: 'show-of-hands', present: hands, count: countOfProtocol(question, shown) });
  return counted;
};

/** 计票: a function of the log alone, so anybody who has it counts the same. Every protocol that is needed has been agreed. */
export const tallyBallot = (opened: Terms, agreed: AgreedProtocols, granted: Granted): CountedBallot => {
  const { ballot, question, rule, secrecy, roll } = opened;
  const byChannel = ofChannels(opened, agreed, granted);
  const total = addCounts(
    question,
    byChannel.map(({ count }) => count),
  );
  const { paper } = agreed;
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
