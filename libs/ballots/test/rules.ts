import type { VotingRule } from '@cunjian/contracts';

export const atLeast = (numerator: number, denominator: number) => ({ numerator, denominator, orMore: true });
export const moreThan = (numerator: number, denominator: number) => ({ numerator, denominator, orMore: false });

/** 村民会议: more than half of the adults; more than half of those present. */
export const villagers: VotingRule = {
  assembly: 'villagers',
  rules: [{ rule: 'example', version: 1, status: 'checked', citation: '示例' }],
  quorum: moreThan(1, 2),
  majority: { of: 'present', share: moreThan(1, 2) },
  channels: ['online', 'paper'],
  secrecy: ['open', 'secret'],
  smallestCount: 5,
  voidWhereMoreReturnedThanIssued: true,
};

/** 成员大会: two thirds present, two thirds of all. */
export const collective: VotingRule = {
  ...villagers,
  assembly: 'collective-members',
  quorum: atLeast(2, 3),
  majority: { of: 'members', share: atLeast(2, 3) },
};

/** 选举: more than half of the electors, more than half of the votes cast; in a run-off a third. */
export const electors: VotingRule = {
  ...villagers,
  assembly: 'electors',
  majority: { of: 'cast', share: moreThan(1, 2) },
  runOffMajority: { of: 'cast', share: atLeast(1, 3) },
  channels: ['paper'],
  secrecy: ['secret'],
};
