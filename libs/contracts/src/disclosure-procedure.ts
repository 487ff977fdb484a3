import { z } from 'zod';
import { civilDate } from './registry.ts';

const id = z.string().min(1).max(200);

/** A rule that a step was taken under, so that a reader can check it years later. */
export const ruleUse = z.object({
  rule: id,
  version: z.int(),
  status: z.enum(['checked', 'carried-over', 'county-default']),
  citation: z.string(),
});
export type RuleUse = z.infer<typeof ruleUse>;

export const dueDate = z.object({
  lastDay: civilDate,
  /** The first instant that is too late. */
  endsAt: z.iso.datetime(),
  rules: z.array(ruleUse),
});
export type DueDate = z.infer<typeof dueDate>;

/** How a rule counts days, as in `Term` of `@cunjian/statutes`. */
export const ruleTerm = z.object({
  days: z.int(),
  unit: z.enum(['calendar', 'working']),
  firstDayCounts: z.boolean(),
  holidayAtEnd: z.enum(['next-working-day', 'none']),
});
export type RuleTerm = z.infer<typeof ruleTerm>;

/** The steps that a rule may ask for, in the order in which they can be taken. */
export const procedureSteps = [
  'confirmation',
  'supervision-opinion',
  'joint-meeting',
  'publication',
  'posting',
] as const;
export type ProcedureStep = (typeof procedureSteps)[number];

export const objectionLevels = ['village', 'town', 'county', 'city'] as const;
export type ObjectionLevel = (typeof objectionLevels)[number];

const rules = { rules: z.array(ruleUse) };

/** The procedure of one disclosure, by the rules in force for its body when it was drafted. */
export const procedure = z.object({
  /** In the order in which they are taken. */
  steps: z.array(z.enum(procedureSteps)),
  ...rules,
  opinion: z.object({
    reviewer: z.enum(['supervision-committee', 'board-of-supervisors']),
    /** From submission. */
    within: ruleTerm,
    ...rules,
  }),
  posting: z.object({ boards: z.enum(['village', 'natural-village']), stays: ruleTerm, ...rules }),
  objection: z.object({
    within: ruleTerm,
    /** Whether the window runs from publication online or from the posting. */
    countsFrom: z.enum(['publication', 'posting']),
    replyWithin: ruleTerm,
    ...rules,
  }),
  escalation: z.object({
    levels: z.array(z.enum(['town', 'county', 'city'])),
    /** From the reply, or from the end of its term where none came. */
    raiseWithin: ruleTerm,
    /** At each level, from the day it is raised there. */
    decideWithin: ruleTerm,
    ...rules,
  }),
});
export type Procedure = z.infer<typeof procedure>;
