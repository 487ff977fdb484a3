import { type Caller, may, resourceOfSubject } from '@cunjian/access';
import type { OfficeKind, ProcedureStepRule } from '@cunjian/contracts';
import { decidingStep, isDone, nextStep } from '../proceeding/proceeding.ts';
import type { ProceedingDocument } from '../projections/proceedings.ts';
import type { ResolutionDocument } from '../projections/resolutions.ts';

export type ProceedingAction = 'call-meeting' | 'record-step' | 'call-ballot' | 'adopt' | 'abandon';
export type ResolutionAction = 'publish' | 'report' | 'publish-result';

const acts = ({ actors }: ProcedureStepRule, kind: OfficeKind | undefined): boolean =>
  kind !== undefined && actors.includes(kind);

/** Whether the step is recorded as such: a ballot is counted, and a resolution published, elsewhere. */
const isRecorded = ({ procedure }: ProceedingDocument, { step, form }: ProcedureStepRule): boolean =>
  form !== 'ballot' &&
  (decidingStep(procedure) === undefined || (step !== 'decision-published' && step !== 'result-published'));

/** Whether it has a resolution already, and a ballot that is called, open, or still to become its step. */
export interface ProceedingState {
  readonly adopted: boolean;
  readonly hasLiveBallot: boolean;
}

/** What the caller may do to it now; the decider has the last word. */
export const proceedingActions = (
  caller: Caller,
  document: ProceedingDocument,
  { adopted, hasLiveBallot }: ProceedingState,
): readonly ProceedingAction[] => {
  const resource = resourceOfSubject(document);
  const next = nextStep(document);
  const actions: ProceedingAction[] = [];
  const deciding = decidingStep(document.procedure);
  const isDecided = deciding !== undefined && isDone(document, deciding.step);
  if (isDecided && !adopted && may(caller, 'resolution.adopt', resource)) actions.push('adopt');
  if (document.status !== 'under-way' || !may(caller, 'proceeding.record', resource)) return actions;
  const kind = caller.acting?.kind;
  if (next !== undefined && acts(next, kind)) {
    if (next.form === 'meeting') actions.push('call-meeting');
    if (next.form === 'ballot' && !hasLiveBallot) actions.push('call-ballot');
    if (isRecorded(document, next)) actions.push('record-step');
  }
  if (!isDecided && !hasLiveBallot && document.procedure.steps.some((step) => acts(step, kind)))
    actions.push('abandon');
  return actions;
};

export const resolutionActions = (caller: Caller, document: ResolutionDocument): readonly ResolutionAction[] => {
  const resource = resourceOfSubject(document);
  const { status } = document;
  const actions: ResolutionAction[] = [];
  const publishes = may(caller, 'resolution.publish', resource);
  if (publishes && status === 'adopted') actions.push('publish');
  if (may(caller, 'resolution.report', resource) && (status === 'published' || status === 'carried-out'))
    actions.push('report');
  if (publishes && status === 'carried-out') actions.push('publish-result');
  return actions;
};
