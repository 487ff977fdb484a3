import { describe, expect, it } from '@jest/globals';
import { before, found, move, named } from '../../test/tampered.ts';
import { ballot, type Draft } from '../../test/village-history.ts';

const stepOf = (drafts: readonly Draft[], over: object = {}): Draft => {
  const { arithmetic } = named(drafts, 'ballot-counted').data;
  const data = { proceeding: 'proceeding-1', step: 'assembly-decides', merged: false, on: '2026-03-25', passed: true };
  return {
    ...{ stream: 'proceeding-1', time: '2026-03-25T02:00:01.000Z', name: 'step-taken' },
    data: { ...data, ballot, arithmetic, ...over },
  };
};
const resolved = (drafts: readonly Draft[], over: object = {}): Draft => ({
  ...{ stream: 'resolutions-1', time: '2026-03-26T00:00:00.000Z', name: 'resolution-adopted' },
  data: { ballot, arithmetic: named(drafts, 'ballot-counted').data['arithmetic'], ...over },
});
const altered = (drafts: readonly Draft[], over: object) => ({
  arithmetic: { ...(named(drafts, 'ballot-counted').data['arithmetic'] as object), ...over },
});

describe('what was made of a count', () => {
  it('follows from it', async () => {
    expect(await found((drafts) => drafts.push(stepOf(drafts), resolved(drafts)))).toEqual([]);
  });
  it.each([
    ['another outcome', { outcome: 'rejected' }],
    ['another majority', { needed: 5 }],
    ['another quorum', { quorumNeeded: 9 }],
    ['other votes', { votes: [{ option: 'for', votes: 10 }] }],
    ['other members', { members: 11 }],
  ])('is told where it has %s', async (_, over) => {
    expect(await found((drafts) => drafts.push(stepOf(drafts, altered(drafts, over))))).toEqual(['use.differs']);
    expect(await found((drafts) => drafts.push(resolved(drafts, altered(drafts, over))))).toEqual(['use.differs']);
  });
  it('is told where a step was held for missed that was carried', async () => {
    expect(await found((drafts) => drafts.push(stepOf(drafts, { passed: false })))).toEqual(['use.against-the-tally']);
  });
  it('is told where a rejected matter became a resolution', async () => {
    const codes = await found((drafts) => {
      Object.assign(named(drafts, 'ballot-counted').data, altered(drafts, { outcome: 'rejected', chosen: [] }));
      drafts.push(resolved(drafts));
    });
    expect(codes).toEqual(['use.against-the-tally', 'tally.differs']);
  });
  it('is told where there was no count yet', async () => {
    expect(await found((drafts) => before(drafts, 'ballot-counted', stepOf(drafts)))).toEqual(['use.before-the-tally']);
  });
});

describe('a tally', () => {
  it.each([
    ['outcome', { outcome: 'rejected' }],
    ['needed', { needed: 4 }],
    ['base', { base: 9 }],
    ['quorumNeeded', { quorumNeeded: 1 }],
    ['members', { members: 9 }],
    ['chosen', { chosen: ['against'] }],
    ['abstained', { abstained: 0 }],
  ])('is told where its %s was altered', async (_, over) => {
    const tamper = (drafts: Draft[]) => void Object.assign(named(drafts, 'ballot-counted').data, altered(drafts, over));
    expect(await found(tamper)).toEqual(['tally.differs']);
  });
  it('is told where what it counts was settled after it', async () => {
    const codes = await found((drafts) => move(drafts, named(drafts, 'ballot-counted'), 'protocol-settled'));
    expect(codes).toEqual(['tally.before-its-parts']);
  });
});
