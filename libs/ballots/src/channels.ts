import { channels as channelOrder, type BallotEvent, type Channel } from '@cunjian/contracts';

/** Votes are not told by channel: the numbers of those who came and what they handed in are. */
export type ChannelCount = Extract<BallotEvent, { type: 'ballot-counted' }>['data']['channels'][number];

export interface OneChannel extends Omit<ChannelCount, 'channels'> {
  readonly channel: Channel;
}

/** Channels of a secret ballot whose voters are too few to be counted apart; nobody there is no danger to anybody. */
export const smallChannels = (
  counts: readonly Pick<OneChannel, 'channel' | 'present'>[],
  smallestCount: number,
): readonly Channel[] =>
  counts.filter(({ present }) => present > 0 && present < smallestCount).map(({ channel }) => channel);

/** Who has chosen what when the tokens of a secret ballot are closed. */
export interface ChosenWays {
  /** Tokens that both issuers signed. */
  readonly tokens: number;
  /** Given out and not taken back. */
  readonly papers: number;
}

/** Which channel too few have chosen, and how many that are. */
export type TooFew = Pick<Extract<BallotEvent, { type: 'channel-called-off' }>['data'], 'small' | 'voters' | 'least'>;

/**
 * Whether a secret ballot can be cast online beside papers. Everybody opens the box after the count, and the papers are
 * what is left of the total: so neither may be of fewer than the rule's least, or all vote on paper.
 */
export const tooFewOnline = ({ tokens, papers }: ChosenWays, smallestCount: number): TooFew | undefined => {
  if (tokens === 0) return undefined;
  const ways = [
    { channel: 'online', present: tokens },
    { channel: 'paper', present: papers },
  ] as const;
  const [small] = smallChannels(ways, smallestCount);
  return small && { small, voters: small === 'online' ? tokens : papers, least: smallestCount };
};

const dayMs = 86_400_000;
/** Issuers are asked daily for so long; a ballot that lacks keys to be counted can be called off then, and called again. */
export const daysForIssuers = 60;

/** From when on nobody waits for issuers, or for officers who hold its keys; RFC 3339. */
export const issuersGivenUpAt = (closesAt: string): string =>
  new Date(Date.parse(closesAt) + daysForIssuers * dayMs).toISOString();

const inOrder = (a: Channel, b: Channel): number => channelOrder.indexOf(a) - channelOrder.indexOf(b);

const together = (a: ChannelCount, b: ChannelCount): ChannelCount => ({
  channels: [...a.channels, ...b.channels].sort(inOrder),
  present: a.present + b.present,
  cast: a.cast + b.cast,
  valid: a.valid + b.valid,
  invalid: a.invalid + b.invalid,
});

/**
 * The channels as they are published: where fewer than `smallestCount` used one, it goes with the next smallest, until
 * none is too small or one is left. Channels that nobody used are left out.
 */
export const mergeChannels = (counts: readonly OneChannel[], smallestCount: number): readonly ChannelCount[] => {
  const bySize = (a: ChannelCount, b: ChannelCount): number =>
    a.present - b.present || inOrder(a.channels[0] ?? 'online', b.channels[0] ?? 'online');
  let merged = counts
    .filter(({ present, cast }) => present > 0 || cast > 0)
    .map(({ channel, ...count }): ChannelCount => ({ channels: [channel], ...count }))
    .sort(bySize);
  for (;;) {
    const [smallest, next, ...rest] = merged;
    if (smallest === undefined || next === undefined || smallest.present >= smallestCount) break;
    merged = [together(smallest, next), ...rest].sort(bySize);
  }
  return merged.sort((a, b) => inOrder(a.channels[0] ?? 'online', b.channels[0] ?? 'online'));
};
