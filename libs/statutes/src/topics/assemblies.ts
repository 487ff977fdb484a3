import { channels, matters } from '@cunjian/contracts';
import { z } from 'zod';
import { may } from './parameter.ts';

const matterList = () => may.fixed(z.array(z.enum(matters)).readonly());

/** How its ballots are held; of an election, the law on elections says it. */
const conduct = () => ({
  channels: may.fixed(z.array(z.enum(channels)).readonly()),
  secrecy: may.fixed(z.array(z.enum(['open', 'secret'])).readonly()),
  /** A channel of a secret ballot with fewer voters is not counted apart. */
  smallestCount: may.atLeast(),
  /** Before it is frozen. */
  rollPublished: may.longer(),
  objectWithin: may.longer(),
  decideWithin: may.shorter(),
});

/** 书面委托. None where no rule says how many one person may hold. */
const proxies = () => ({
  proxiesPerPerson: may.atMost(),
  /** A written proxy 书面委托 is given within the household only. */
  proxyWithinHouseholdOnly: may.demand(),
  /** Before the day of the meeting, or of the opening. */
  proxyLodgedBefore: may.longer(),
  proxyAnnouncedOrVoid: may.demand(),
});

/** Meetings and how they decide. No county default for quorum and majority of an assembly: without a rule there is none to invent. */
export const assemblyTopics = {
  /** Matters that bodies of this kind decide at all: those of the collective are not the village's, nor the other way round. */
  'assembly.matters': { decides: matterList() },
  /** 村民会议. Either quorum is enough. */
  'assembly.villagers': {
    quorumOfAdults: may.shareAtLeast(),
    quorumOfHouseholds: may.shareAtLeast(),
    passesWithOfPresent: may.shareAtLeast(),
    notice: may.longer(),
    calledByAdults: may.rightOf(),
    calledByRepresentatives: may.rightOf(),
    /** Asked for by so many, it meets within this time. */
    meetsWithin: may.shorter(),
    ...conduct(),
    ...proxies(),
  },
  /** 村民代表会议. */
  'assembly.representatives': {
    householdsPerRepresentativeFrom: may.fixed(z.int().min(1)),
    householdsPerRepresentativeTo: may.fixed(z.int().min(1)),
    meets: may.scale('year', 'half-year', 'quarter', 'month'),
    calledByRepresentatives: may.rightOf(),
    meetsWithin: may.shorter(),
    quorum: may.shareAtLeast(),
    passesWithOfPresent: may.shareAtLeast(),
    notice: may.longer(),
    /** Matters of the villagers' assembly alone: it can't delegate them. */
    reservedToVillagers: may.union('land', 'homesteads', 'compensation', 'mergers'),
    ...conduct(),
  },
  /** 村民小组会议. Either quorum is enough. */
  'assembly.group': {
    quorumOfAdults: may.shareAtLeast(),
    quorumOfHouseholds: may.shareAtLeast(),
    passesWithOfPresent: may.shareAtLeast(),
    notice: may.longer(),
    decides: matterList(),
    ...conduct(),
  },
  /** 党员大会. */
  'assembly.party-members': {
    quorumOfVoting: may.shareAtLeast(),
    /** Of the voting members due to attend 应到会, not of those present. */
    passesWithOfDue: may.shareAtLeast(),
    notice: may.longer(),
    ...conduct(),
  },
  /** 党支部委员会, 村两委: they propose and consult, and decide nothing for the village. */
  'assembly.party-branch': { quorum: may.shareAtLeast(), passesWithOfPresent: may.shareAtLeast(), ...conduct() },
  'assembly.committees': { quorum: may.shareAtLeast(), passesWithOfPresent: may.shareAtLeast(), ...conduct() },
  /** 成员大会 of a collective economic organisation. */
  'assembly.collective-members': {
    quorumOfMembers: may.shareAtLeast(),
    passesWithOfAll: may.shareAtLeast(),
    passesWithOfAllWhereSpecial: may.shareAtLeast(),
    specialMatters: may.union(...matters),
    onlineAttendanceCounts: may.demand(),
    notice: may.longer(),
    calledByMembers: may.rightOf(),
    meetsWithin: may.shorter(),
    ...conduct(),
    ...proxies(),
  },
  /** 成员代表大会. */
  'assembly.collective-delegates': {
    delegates: may.atLeast(),
    quorum: may.shareAtLeast(),
    passesWithOfAll: may.shareAtLeast(),
    notice: may.longer(),
    /** How many of the members' matters can't be delegated, and which. */
    mattersReservedToMembers: may.atLeast(),
    reservedToMembers: may.union(...matters),
    ...conduct(),
  },
};
