import type { VotingRule } from '@cunjian/contracts';
import type { RuleBook } from '../rule-book.ts';
import { ask, usesOf, type RuleQuestion } from '../uses.ts';

type Proxies = NonNullable<VotingRule['proxies']>;

/**
 * 选举、罢免、补选: by law on paper, in a secret writing place. Turnout is of those on the roll, the majority of the votes
 * cast, of the run-off too. Undefined where no rule is in force.
 */
export const electionRule = (book: RuleBook, question: RuleQuestion): VotingRule | undefined => {
  const [roll, ballot, proxy] = [
    ask(book, 'election.roll', question),
    ask(book, 'election.ballot', question),
    ask(book, 'election.proxies', question),
  ];
  const { turnout, winner, runOffWinner, channels, secrecy, smallestCount = 1 } = ballot.parameters;
  const { publishedBefore, objectWithin, decideWithin } = roll.parameters;
  if (turnout === undefined || winner === undefined || channels === undefined || secrecy === undefined)
    return undefined;
  const { perPerson = 0, lodgedBefore } = proxy.parameters;
  const proxies: Proxies | undefined =
    perPerson === 0
      ? undefined
      : {
          perPerson,
          withinHouseholdOnly: false,
          nearRelativesOnly: proxy.parameters.nearRelativesOnly === true,
          candidatesExcluded: proxy.parameters.candidatesExcluded === true,
          ...(lodgedBefore && { lodgedBefore }),
          announcedOrVoid: proxy.parameters.announcedOrVoid === true,
        };
  return {
    assembly: 'electors',
    rules: usesOf(roll, ballot, proxy),
    quorum: turnout,
    majority: { of: 'cast', share: winner },
    ...(runOffWinner && { runOffMajority: { of: 'cast', share: runOffWinner } }),
    ...(publishedBefore && { rollPublished: publishedBefore }),
    ...(objectWithin && { objectWithin }),
    ...(decideWithin && { decideWithin }),
    channels: proxies === undefined ? [...channels] : [...channels, 'proxy'],
    secrecy: [...secrecy],
    ...(proxies && { proxies }),
    smallestCount,
    voidWhereMoreReturnedThanIssued: ballot.parameters.voidWhereMoreReturnedThanIssued === true,
  };
};
