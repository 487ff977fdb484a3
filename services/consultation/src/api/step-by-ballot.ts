import type { AssemblyKind, Matter, VotingRule } from '@cunjian/contracts';
import { isRefused, refuse, type Refused } from '@cunjian/kernel';
import { countDays } from '@cunjian/statutes';
import type { Consultation } from '../consultation-context.ts';
import { checkDay, stepInTurn, votingRuleOf } from '../proceeding/checks.ts';
import { nextStep } from '../proceeding/proceeding.ts';
import { refuseSecondBallot } from './live-ballots.ts';
import { proceedingIn } from './proceeding-look-ups.ts';

export interface BallotForStep {
  readonly proceeding: string;
  readonly body: string;
  readonly matter: Matter;
  readonly assembly: AssemblyKind;
  readonly group?: string | undefined;
  /** The day on which it opens. */
  readonly on: string;
}

/**
 * By which rule a ballot takes the step whose turn it is: the one that was fixed when the procedure began. Refuses where
 * it is not the turn of a ballot, as `stepInTurn`, `checkDay` and `votingRuleOf` do, `proceeding.other-subject`, and
 * `proceeding.ballot-called` where it has one already.
 */
export const stepByBallot = async (
  consultation: Consultation,
  { proceeding, body, matter, assembly, group, on }: BallotForStep,
): Promise<{ readonly rule: VotingRule; readonly binding: boolean; readonly topic: string } | Refused> => {
  const state = await proceedingIn(consultation, proceeding);
  if (state.status === 'none') return refuse('proceeding.unknown', {}, 'proceeding');
  if (state.status === 'ended') return refuse('proceeding.ended', {}, 'proceeding');
  const { subject, procedure } = state;
  if (subject.body !== body || subject.matter !== matter || subject.group !== group)
    return refuse('proceeding.other-subject', {}, 'proceeding');
  const byBallot = procedure.steps.find(({ form }) => form === 'ballot');
  const next = nextStep(state);
  if (byBallot === undefined || next === undefined) return refuse('proceeding.no-ballot', {}, 'proceeding');
  const step = stepInTurn(state, next.form === 'ballot' ? next.step : byBallot.step);
  if (isRefused(step)) return step;
  const early = checkDay(state, step, on, countDays);
  if (early !== undefined) return early;
  const rule = votingRuleOf(state, step, assembly);
  if (isRefused(rule)) return rule;
  return (await refuseSecondBallot(consultation, state)) ?? { rule, binding: step.binding, topic: subject.topic };
};
