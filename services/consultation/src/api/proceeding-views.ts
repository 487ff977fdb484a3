import { type Caller, may, resourceOfSubject } from '@cunjian/access';
import type { AssemblyKind, DeliberationStep, DueDate, ProcedureStepRule } from '@cunjian/contracts';
import { countDays } from '@cunjian/statutes';
import { earliestDay, latestDay } from '../proceeding/checks.ts';
import { isDone, nextStep } from '../proceeding/proceeding.ts';
import type { MeetingCalled, ProceedingDocument, StepRecorded } from '../projections/proceedings.ts';
import { isOverdue, isWithoutResult, type ResolutionDocument } from '../projections/resolutions.ts';
import {
  proceedingActions,
  resolutionActions,
  type ProceedingAction,
  type ResolutionAction,
} from './proceeding-actions.ts';

export interface StepView extends Pick<ProcedureStepRule, 'step' | 'form' | 'binding' | 'mayMergeWithNext' | 'actors'> {
  readonly state: 'done' | 'next' | 'ahead' | 'left-out';
  /** Assemblies that may decide it, each with its rule. */
  readonly decides: ProcedureStepRule['decides'];
  /** Of the step whose turn it is: the first day on which it may be taken, and the last one where there is a term. */
  readonly earliest?: DueDate | undefined;
  readonly due?: DueDate | undefined;
  readonly call?: MeetingCalled | undefined;
  /** Every time that it was taken, with what came of it. */
  readonly taken: readonly StepRecorded[];
}

/** Texts are digests until `reveal` has filled them in. */
export interface ProceedingView extends Omit<ProceedingDocument, 'procedure' | 'calls' | 'taken'> {
  readonly kind: ProceedingDocument['procedure']['kind'];
  readonly rules: ProceedingDocument['procedure']['rules'];
  readonly steps: readonly StepView[];
  readonly next?: DeliberationStep | undefined;
  readonly resolution?: string | undefined;
  readonly actions: readonly ProceedingAction[];
}

const stepView = (document: ProceedingDocument, rule: ProcedureStepRule, next: ProcedureStepRule | undefined) => {
  const { step, form, binding, mayMergeWithNext, actors, decides } = rule;
  const begun = {
    ...document,
    subject: document,
    calls: new Map<DeliberationStep, { assembly: AssemblyKind; on: string }>(),
  };
  const done = isDone(document, step);
  const isNext = !done && document.status === 'under-way' && next?.step === step;
  const ahead = document.status === 'under-way' ? 'ahead' : 'left-out';
  const state: StepView['state'] = done ? 'done' : isNext ? 'next' : ahead;
  return {
    ...{ step, form, binding, mayMergeWithNext, actors, decides, state },
    earliest: isNext ? earliestDay(begun, rule, countDays) : undefined,
    due: isNext ? latestDay(begun, rule, countDays) : undefined,
    call: document.calls.find((one) => one.step === step),
    taken: document.taken.filter((one) => one.step === step),
  };
};

export const proceedingView = (
  caller: Caller,
  document: ProceedingDocument,
  { resolution, hasLiveBallot }: { readonly resolution: string | undefined; readonly hasLiveBallot: boolean },
): ProceedingView | undefined => {
  if (!may(caller, 'proceeding.read', resourceOfSubject(document))) return undefined;
  const { proceeding, topic, division, body, bodyKind, matter, group, on, procedure } = document;
  const { begunAt, status, endedAt, reason } = document;
  const next = document.status === 'under-way' ? nextStep(document) : undefined;
  return {
    ...{ proceeding, topic, division, body, bodyKind, matter, group, on, begunAt, status, endedAt, reason },
    ...{ kind: procedure.kind, rules: procedure.rules, next: next?.step, resolution },
    steps: procedure.steps.map((rule) => stepView(document, rule, next)),
    actions: proceedingActions(caller, document, { adopted: resolution !== undefined, hasLiveBallot }),
  };
};

export interface ResolutionView extends ResolutionDocument {
  readonly overdue: boolean;
  /** A year old, and no result is published. */
  readonly withoutResult: boolean;
  /** Until when the decision is to be published, while it is not. */
  readonly publishDue?: DueDate | undefined;
  readonly actions: readonly ResolutionAction[];
}

/** Until when its publication is due, by the term of the procedure, from the day of the decision. */
const publishDue = (
  { status, adoptedOn }: ResolutionDocument,
  procedure: ProceedingDocument['procedure'] | undefined,
): DueDate | undefined => {
  const within = procedure?.steps.find(({ step }) => step === 'decision-published')?.within;
  return status !== 'adopted' || within === undefined || procedure === undefined
    ? undefined
    : { ...countDays(within, adoptedOn), rules: [...procedure.rules] };
};

export const resolutionView = (
  caller: Caller,
  document: ResolutionDocument,
  procedure: ProceedingDocument['procedure'] | undefined,
): ResolutionView | undefined =>
  may(caller, 'proceeding.read', resourceOfSubject(document))
    ? {
        ...document,
        overdue: isOverdue(document),
        withoutResult: isWithoutResult(document),
        publishDue: publishDue(document, procedure),
        actions: resolutionActions(caller, document),
      }
    : undefined;
