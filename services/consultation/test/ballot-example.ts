import type { Choice, VotingRule } from '@cunjian/contracts';
import { calendarDays } from '@cunjian/statutes';
import type { BallotTerms } from '../src/ballot/ballot.ts';
import type { Right } from '../src/entitlement/command.ts';
import { committee, village } from './people.ts';

export const digestOfWord = (word: string) => word.padEnd(43, 'x') as never;

export const rule: VotingRule = {
  assembly: 'villagers',
  rules: [{ rule: 'r', version: 1, status: 'checked', citation: '某法第一条' }],
  quorum: { numerator: 1, denominator: 2, orMore: false },
  majority: { of: 'present', share: { numerator: 1, denominator: 2, orMore: false } },
  notice: calendarDays(10),
  channels: ['online', 'show-of-hands', 'paper', 'proxy'],
  secrecy: ['open', 'secret'],
  proxies: {
    ...{ perPerson: 2, withinHouseholdOnly: false, nearRelativesOnly: true, candidatesExcluded: true },
    ...{ lodgedBefore: calendarDays(3), announcedOrVoid: true },
  },
  smallestCount: 5,
  voidWhereMoreReturnedThanIssued: true,
};

export const terms: BallotTerms = {
  ...{ ballot: 'ballot-1', division: village, body: committee, bodyKind: 'villagers-committee', matter: 'general' },
  ...{ title: digestOfWord('title'), text: digestOfWord('text'), question: { kind: 'yes-no' }, secrecy: 'open', rule },
  channels: ['online', 'show-of-hands', 'paper', 'proxy'],
  times: {
    rollAt: '2026-04-10T02:00:00.000Z',
    opensAt: '2026-05-01T01:00:00.000Z',
    closesAt: '2026-05-02T01:00:00.000Z',
  },
  binding: true,
};

export const secretTerms: BallotTerms = {
  ...terms,
  secrecy: 'secret',
  channels: ['online', 'paper', 'proxy'],
  times: { ...terms.times, tokensUntil: '2026-05-01T12:00:00.000Z' },
};

export const right: Right = {
  ...{ ballot: 'ballot-1', person: 'p', isOnRoll: true, status: 'open', terms, now: '2026-05-01T02:00:00.000Z' },
};

export const vote = (answer: 'for' | 'against' | 'abstain'): Choice => ({ kind: 'yes-no', answer });
