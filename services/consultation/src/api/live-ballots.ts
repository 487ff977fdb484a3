import { refuse, type Refused } from '@cunjian/kernel';
import type { Consultation } from '../consultation-context.ts';
import { nextStep, type Begun } from '../proceeding/proceeding.ts';
import { ballotIn, type FoundBallot } from './ballot-look-ups.ts';

/** One after the other, each but the last without a quorum or cancelled. */
const maxBallotsOfProceeding = 50;

/** Whether its count is still to become the step; one that is never taken keeps its tally, and holds nothing up. */
const isAwaited = (state: Begun, { ballot, rule, binding }: FoundBallot['terms']): boolean => {
  const next = nextStep(state);
  const isOfStep = next?.form === 'ballot' && next.decides.some(({ assembly }) => assembly === rule.assembly);
  return isOfStep && (binding || !next.binding) && !state.taken.some((one) => one.ballot === ballot);
};

/** Called ballots of a proceeding that have not yet become its step, cancelled ones left out. */
const liveBallots = async (consultation: Consultation, state: Begun): Promise<readonly FoundBallot[]> => {
  const { proceeding } = state.subject;
  const { items } = await consultation.models.ballots.find({ where: { proceeding }, limit: maxBallotsOfProceeding });
  const found = await Promise.all(items.map(({ key }) => ballotIn(consultation, key)));
  return found.filter(
    (one): one is FoundBallot =>
      one !== undefined &&
      one.state.status !== 'cancelled' &&
      (one.state.status !== 'counted' || isAwaited(state, one.terms)),
  );
};

/** Whether a ballot has opened that is to become its step. */
export const isVoting = async (consultation: Consultation, state: Begun): Promise<boolean> =>
  (await liveBallots(consultation, state)).some((one) => one.state.status !== 'called');

/** Refuses `proceeding.ballot-called`: a step has one ballot at a time. */
export const refuseSecondBallot = async (consultation: Consultation, state: Begun): Promise<Refused | undefined> =>
  (await liveBallots(consultation, state)).length > 0
    ? refuse('proceeding.ballot-called', {}, 'proceeding')
    : undefined;
