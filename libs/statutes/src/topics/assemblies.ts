import { z } from 'zod';
import { may } from './parameter.ts';

/** Meetings and how they decide. No county default: without a rule there is no quorum to invent. */
export const assemblyTopics = {
  /** 村民会议. Either quorum is enough. */
  'assembly.villagers': {
    quorumOfAdults: may.shareAtLeast(),
    quorumOfHouseholds: may.shareAtLeast(),
    passesWithOfPresent: may.shareAtLeast(),
    notice: may.longer(),
    calledByAdults: may.rightOf(),
    calledByRepresentatives: may.rightOf(),
  },
  /** 村民代表会议. */
  'assembly.representatives': {
    householdsPerRepresentativeFrom: may.fixed(z.int().min(1)),
    householdsPerRepresentativeTo: may.fixed(z.int().min(1)),
    meets: may.scale('year', 'half-year', 'quarter', 'month'),
    calledByRepresentatives: may.rightOf(),
    quorum: may.shareAtLeast(),
    passesWithOfPresent: may.shareAtLeast(),
    notice: may.longer(),
    /** Matters of the villagers' assembly alone: it can't delegate them. */
    reservedToVillagers: may.union('land', 'homesteads', 'compensation', 'mergers'),
  },
  /** 村民小组会议. Either quorum is enough. */
  'assembly.group': {
    quorumOfAdults: may.shareAtLeast(),
    quorumOfHouseholds: may.shareAtLeast(),
    passesWithOfPresent: may.shareAtLeast(),
  },
  /** 党员大会. */
  'assembly.party-members': {
    quorumOfVoting: may.shareAtLeast(),
    /** Of the voting members due to attend 应到会, not of those present. */
    passesWithOfDue: may.shareAtLeast(),
  },
  /** 成员大会 of a collective economic organisation. */
  'assembly.collective-members': {
    quorumOfMembers: may.shareAtLeast(),
    passesWithOfAll: may.shareAtLeast(),
    passesWithOfAllWhereSpecial: may.shareAtLeast(),
    onlineAttendanceCounts: may.demand(),
    notice: may.longer(),
    /** A written proxy 书面委托 is given within the household only. */
    proxyWithinHouseholdOnly: may.demand(),
  },
  /** 成员代表大会. */
  'assembly.collective-delegates': {
    delegates: may.atLeast(),
    quorum: may.shareAtLeast(),
    passesWithOfAll: may.shareAtLeast(),
    /** How many of the members' matters can't be delegated. */
    mattersReservedToMembers: may.atLeast(),
  },
  /** 四议两公开, in Zhejiang 五议两公开: the steps in their order. */
  'deliberation.procedure': {
    steps: may.union(
      'party-branch-proposes',
      'committees-consult',
      'party-members-deliberate',
      'assembly-decides',
      'decision-published',
      'villagers-appraise',
      'result-published',
    ),
    firstTwoMayMerge: may.fixed(z.boolean()),
  },
};
