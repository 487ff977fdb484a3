import type { Channel } from '@cunjian/contracts';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { mergeChannels, smallChannels, tooFewOnline, type OneChannel } from './channels.ts';

const of = (channel: Channel, present: number): OneChannel => ({
  channel,
  present,
  cast: present,
  valid: present,
  invalid: 0,
});

describe('channels with few voters', () => {
  it('are told, but not those that nobody used', () => {
    expect(smallChannels([of('online', 90), of('paper', 4), of('meeting', 5), of('proxy', 0)], 5)).toEqual(['paper']);
  });
  it('are counted with the next smallest', () => {
    expect(mergeChannels([of('online', 90), of('paper', 4), of('show-of-hands', 7)], 5)).toEqual([
      { channels: ['online'], present: 90, cast: 90, valid: 90, invalid: 0 },
      { channels: ['show-of-hands', 'paper'], present: 11, cast: 11, valid: 11, invalid: 0 },
    ]);
  });
  it('leave nobody exposed, and lose nobody', () => {
    const counts = fc.uniqueArray(
      fc
        .tuple(fc.constantFrom<Channel>('online', 'meeting', 'show-of-hands', 'paper', 'proxy'), fc.nat(12))
        .map(([channel, present]) => of(channel, present)),
      { selector: ({ channel }) => channel },
    );
    fc.assert(
      fc.property(counts, fc.integer({ min: 1, max: 9 }), (all, least) => {
        const merged = mergeChannels(all, least);
        const total = all.reduce((sum, { present }) => sum + present, 0);
        expect(merged.reduce((sum, { present }) => sum + present, 0)).toBe(total);
        expect(merged.length <= 1 || merged.every(({ present }) => present >= least)).toBe(true);
        expect(mergeChannels(all.toReversed(), least)).toEqual(merged);
      }),
    );
  });
});

describe('a secret ballot that is cast online and on paper', () => {
  it.each([
    [0, 0, undefined],
    [0, 3, undefined],
    [1, 0, { small: 'online', voters: 1, least: 5 }],
    [4, 0, { small: 'online', voters: 4, least: 5 }],
    [5, 0, undefined],
    [5, 1, { small: 'paper', voters: 1, least: 5 }],
    [5, 4, { small: 'paper', voters: 4, least: 5 }],
    [5, 5, undefined],
    [4, 4, { small: 'online', voters: 4, least: 5 }],
  ])('with %i tokens and %i papers', (tokens, papers, expected) => {
    expect(tooFewOnline({ tokens, papers }, 5)).toEqual(expected);
  });
  it('hides nothing where the rule asks for no least number', () => {
    expect(tooFewOnline({ tokens: 1, papers: 1 }, 1)).toBeUndefined();
  });
});
