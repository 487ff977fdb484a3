import { channels } from '@cunjian/contracts';
import { z } from 'zod';
import { may } from './parameter.ts';

/** 村民委员会选举. */
export const electionTopics = {
  'election.roll': {
    heldByElectionCommittee: may.demand(),
    /** 户籍在村且居住; 户籍在村、外出、登记参选; 居住一年以上并经同意. */
    classes: may.fixed(
      z.array(z.enum(['registered-resident', 'registered-away-declared', 'resident-year-accepted'])).readonly(),
    ),
    /** A person is on the roll of one village only. */
    oneRegistration: may.demand(),
    /** Before the day of the election, with names. */
    publishedBefore: may.longer(),
    objectWithin: may.longer(),
    decideWithin: may.shorter(),
  },
  'election.ballot': {
    /** Of those on the roll. */
    turnout: may.shareAtLeast(),
    /** Of the votes cast. */
    winner: may.shareAtLeast(),
    /** Of the votes cast, in a run-off 另行选举. */
    runOffWinner: may.shareAtLeast(),
    secretWritingPlace: may.demand(),
    publicCount: may.demand(),
    voidWhereMoreReturnedThanIssued: may.demand(),
    seatsForWomen: may.atLeast(),
    relativesRecused: may.demand(),
    /** By law on paper alone. */
    channels: may.fixed(z.array(z.enum(channels)).readonly()),
    secrecy: may.fixed(z.array(z.enum(['open', 'secret'])).readonly()),
    /** Papers from a place with fewer voters are counted with those of another. */
    smallestCount: may.atLeast(),
    /** Where votes may be cast; no other way is allowed. */
    places: may.fixed(z.array(z.enum(['meeting', 'station', 'approved-mobile-box'])).readonly()),
  },
  'election.proxies': {
    perPerson: may.atMost(),
    nearRelativesOnly: may.demand(),
    candidatesExcluded: may.demand(),
    /** Before the day of the election. */
    lodgedBefore: may.longer(),
    /** A proxy that was not announced is void. */
    announcedOrVoid: may.demand(),
  },
};
