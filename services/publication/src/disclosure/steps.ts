import type { Procedure, ProcedureStep, RuleUse } from '@cunjian/contracts';
import { refuse, type Refused } from '@cunjian/kernel';
import { hasTaken, type Candidate } from './disclosure.ts';

/** As a reader looks it up; a county's default says that it is none. */
export const citationsOf = (rules: readonly RuleUse[]): string => rules.map(({ citation }) => citation).join('；');

/** Where a step stands that the procedure does not name. */
const place: Readonly<Record<ProcedureStep, number>> = {
  confirmation: 0,
  'supervision-opinion': 1,
  'joint-meeting': 2,
  publication: 3,
  posting: 4,
};

/**
 * Steps that must be behind before `step`: those before it in the procedure. A step that the procedure does not ask
 * for may be taken too, in its place, and holds up nothing.
 */
const before = ({ steps }: Procedure, step: ProcedureStep): readonly ProcedureStep[] => {
  const at = steps.indexOf(step);
  if (at >= 0) return steps.slice(0, at);
  return steps.filter((other) => place[other] < place[step]);
};

/** The first step that must be taken before `step` and was not. */
export const missingBefore = (
  procedure: Procedure,
  step: ProcedureStep,
  isTaken: (step: ProcedureStep) => boolean,
): ProcedureStep | undefined => before(procedure, step).find((earlier) => !isTaken(earlier));

/** Refuses `disclosure.step-too-early` {step, missing, citation}; undefined where nothing is in the way. */
export const refuseTooEarly = (candidate: Candidate, step: ProcedureStep): Refused | undefined => {
  const { procedure } = candidate;
  const missing = missingBefore(procedure, step, (earlier) => hasTaken(candidate, earlier));
  return missing === undefined
    ? undefined
    : refuse('disclosure.step-too-early', {
        ...{ step, missing, citation: citationsOf(procedure.rules) },
      });
};
