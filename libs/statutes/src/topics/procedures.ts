import { assemblyKinds, deliberationSteps, matters } from '@cunjian/contracts';
import { z } from 'zod';
import { officeKinds } from '../kinds.ts';
import { may, must } from './parameter.ts';

const forms = ['meeting', 'ballot', 'discussion', 'publication', 'report'] as const;
const step = z.enum(deliberationSteps);
const byStep = <S extends z.ZodType>(value: S) => may.fixed(z.partialRecord(step, value).readonly());

/** A procedure as data: its steps in their order, and of each what it is, who decides and who may act. */
const procedure = () => ({
  steps: may.union(...deliberationSteps),
  forms: byStep(z.enum(forms)),
  /** Assemblies that may take the step. */
  assemblies: byStep(z.array(z.enum(assemblyKinds)).readonly()),
  actors: byStep(z.array(z.enum(officeKinds)).readonly()),
  /** Steps that may be taken together with the next one. */
  mayMergeWithNext: may.fixed(z.array(step).readonly()),
  /** Steps whose result binds nobody. */
  withoutForce: may.fixed(z.array(step).readonly()),
  /** Where not every matter may take this way. */
  matters: may.fixed(z.array(z.enum(matters)).readonly()),
  publishDecisionWithin: may.shorter(),
});

export const procedureTopics = {
  /** 四议两公开, in Zhejiang 五议两公开. */
  'deliberation.procedure': procedure(),
  /** 协商. */
  'procedure.simple-consultation': procedure(),
  /** 成员大会. */
  'procedure.collective-decision': procedure(),
  /** 书面征求户意见. */
  'procedure.household-consultation': procedure(),
  /** 村民小组会议. */
  'procedure.group-decision': procedure(),
  /** 选举、罢免、补选. */
  'procedure.election': procedure(),
  /** 议题: who proposes and supports one, by residence or by household registration. */
  'consultation.topic': { by: must.union('registration', 'residence') },
  /** A poll that binds nobody. */
  'consultation.poll': {
    passesWithOfCast: must.fixed(
      z.object({ numerator: z.int().min(0).max(1_000), denominator: z.int().min(1).max(1_000), orMore: z.boolean() }),
    ),
    channels: must.union('online', 'meeting', 'show-of-hands', 'paper'),
    secrecy: must.union('open', 'secret'),
    smallestCount: must.fixed(z.int().min(1)),
  },
  /** 提建议. */
  'suggestion.answer': { answerWithin: must.shorter() },
  /** 复核: the supervision committee on a folded comment. */
  'comment.appeal': { decideWithin: must.shorter() },
  /** 领票核实: the supervision committee on a token that its voter says she did not take. */
  'token.dispute': { decideWithin: must.shorter() },
};
