import { z } from 'zod';
import { ruleTerm, ruleUse } from '../disclosure-procedure.ts';

const count = z.int().min(0);
const id = z.string().min(1).max(200);

/** Who decides. Each is drawn from a roll of its own (DOMAIN.md): mixing two of them up is the likeliest bug. */
export const assemblyKinds = [
  'villagers', // 村民会议: villagers aged 18 and over
  'households', // 村民会议 by households' representatives 户代表
  'representatives', // 村民代表会议
  'group', // 村民小组会议
  'party-members', // 党员大会
  'party-branch', // 党支部委员会
  'committees', // 村两委
  'collective-members', // 成员大会
  'collective-delegates', // 成员代表大会
  'electors', // 选民: roll of the villagers' committee's election
] as const;
export type AssemblyKind = (typeof assemblyKinds)[number];

/** What is decided on; some matters are reserved to one assembly. */
export const matters = [
  'general',
  'public-works',
  'budget',
  'covenants', // 村规民约
  'land',
  'homesteads',
  'compensation',
  'mergers',
  'collective-assets',
  'collective-charter',
  'collective-membership',
  'collective-distribution',
  'collective-merger',
  'election',
] as const;
export type Matter = (typeof matters)[number];

export const channels = ['online', 'meeting', 'show-of-hands', 'paper', 'proxy'] as const;
export type Channel = (typeof channels)[number];

/** As `Share` of `@cunjian/statutes`: reached, or exceeded where `orMore` is false. */
export const share = z.object({
  numerator: z.int().min(0).max(1_000),
  denominator: z.int().min(1).max(1_000),
  orMore: z.boolean(),
});

/** How one assembly decides one matter, by the rules in force when it was called. Kept in the event, so it never changes. */
export const votingRule = z.object({
  assembly: z.enum(assemblyKinds),
  rules: z.array(ruleUse),
  /** Of the members. Absent where nothing but the majority counts. */
  quorum: share.optional(),
  /** What the majority is of: all members, those present, the votes cast (valid ones and invalid ones). */
  majority: z.object({ of: z.enum(['members', 'present', 'cast']), share }),
  /** Run-off: what the winner needs there. */
  runOffMajority: z.object({ of: z.enum(['members', 'present', 'cast']), share }).optional(),
  /** From the call to the day of the meeting, or of the opening. */
  notice: ruleTerm.optional(),
  /** How long the roll is published before it is frozen. */
  rollPublished: ruleTerm.optional(),
  objectWithin: ruleTerm.optional(),
  decideWithin: ruleTerm.optional(),
  channels: z.array(z.enum(channels)).min(1),
  secrecy: z.array(z.enum(['open', 'secret'])).min(1),
  proxies: z
    .object({
      perPerson: z.int().min(0),
      withinHouseholdOnly: z.boolean(),
      nearRelativesOnly: z.boolean(),
      candidatesExcluded: z.boolean(),
      /** Before the day of the meeting or of the opening. */
      lodgedBefore: ruleTerm.optional(),
      announcedOrVoid: z.boolean(),
    })
    .optional(),
  /** A channel of a secret ballot with fewer voters is not counted apart. */
  smallestCount: z.int().min(1),
  voidWhereMoreReturnedThanIssued: z.boolean(),
});
export type VotingRule = Readonly<z.infer<typeof votingRule>>;

export const outcomes = [
  'adopted',
  'rejected',
  'no-quorum',
  'void', // more papers came back than went out
  'chosen', // of several options, or all seats filled
  'none-chosen', // no option reached the majority
  'seats-vacant', // fewer elected than seats: a run-off follows
  'tie',
] as const;
export type Outcome = (typeof outcomes)[number];

/** The count, and what follows from it by the rule; anybody recomputes it. */
export const arithmetic = z.object({
  members: count,
  present: count,
  /** The smallest number present that would have been a quorum; 0 where the rule asks for none. */
  quorumNeeded: count,
  quorate: z.boolean(),
  cast: count,
  valid: count,
  invalid: count,
  abstained: count,
  /** For and against where the question is yes or no, else by option; in the order of the question. */
  votes: z.array(z.object({ option: id, votes: count })),
  /** What the majority is of, how many that are, and the smallest number that passes. */
  majorityOf: z.enum(['members', 'present', 'cast']),
  base: count,
  needed: count,
  outcome: z.enum(outcomes),
  /** Options chosen or candidates elected, in the order of their votes. */
  chosen: z.array(id),
});
export type Arithmetic = Readonly<z.infer<typeof arithmetic>>;
