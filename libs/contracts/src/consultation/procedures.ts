import { z } from 'zod';
import { ruleTerm, ruleUse } from '../disclosure-procedure.ts';
import { officeKinds } from '../offices.ts';
import { assemblyKinds, share, votingRule } from './voting.ts';

export const procedureKinds = [
  'four-deliberations', // 四议两公开, in Zhejiang 五议两公开
  'simple-consultation', // 协商: discussion and a poll that binds nobody
  'collective-decision', // 成员大会
  'household-consultation', // 书面征求户意见
  'group-decision', // 村民小组会议
  'election', // 村民委员会选举、罢免、补选
] as const;
export type ProcedureKind = (typeof procedureKinds)[number];

export const deliberationSteps = [
  'party-branch-proposes',
  'committees-consult',
  'comments-invited', // 公开征求意见, before a vote on the collective's assets
  'discussion',
  'party-members-deliberate',
  'assembly-decides',
  'decision-published',
  'villagers-appraise',
  'result-published',
] as const;
export type DeliberationStep = (typeof deliberationSteps)[number];

/** One step as the rule has it. */
export const procedureStep = z.object({
  step: z.enum(deliberationSteps),
  /** `meeting`: minutes and a show of hands; `ballot`: a ballot of this service; the others are acts. */
  form: z.enum(['meeting', 'ballot', 'discussion', 'publication', 'report']),
  /** How it decides; where several assemblies may, the one that calls the meeting chooses among them. */
  decides: z.array(votingRule),
  /** Who may record or call it. */
  actors: z.array(z.enum(officeKinds)).min(1),
  /** The least time since the step before it ended. */
  after: ruleTerm.optional(),
  /** At most: a publication, or a report. */
  within: ruleTerm.optional(),
  mayMergeWithNext: z.boolean(),
  binding: z.boolean(),
});
export type ProcedureStepRule = Readonly<z.infer<typeof procedureStep>>;

/** A procedure by the rules in force for its body when it was begun. */
export const procedureRule = z.object({
  kind: z.enum(procedureKinds),
  rules: z.array(ruleUse),
  /** In the order in which they are taken. */
  steps: z.array(procedureStep).min(1),
});
export type ProcedureRule = Readonly<z.infer<typeof procedureRule>>;

/** Of whom a part can oblige the committee to call an assembly. */
export const demandOf = ['adults', 'representatives', 'collective-members'] as const;
export type DemandOf = (typeof demandOf)[number];

/** Who can oblige the committee to call an assembly, and by when it must meet. */
export const demandRule = z.object({
  rules: z.array(ruleUse),
  assembly: z.enum(assemblyKinds),
  thresholds: z.array(
    z.object({
      of: z.enum(demandOf),
      share,
    }),
  ),
  callWithin: ruleTerm,
});
export type DemandRule = Readonly<z.infer<typeof demandRule>>;
