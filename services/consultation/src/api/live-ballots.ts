import { refuse, type Refused } from '@cunjian/kernel';
import type { Consultation } from '../consultation-context.ts';
import { nextStep, type Begun } from '../proceeding/proceeding.ts';
import type { ProceedingDocument } from '../projections/proceedings.ts';
import { ballotIn, type FoundBallot } from './ballot-look-ups.ts';
import { ballotInTurn, ballotsInTurn } from './ballots-in-turn.ts';
import { proceedingIn } from './proceeding-look-ups.ts';

/** One after the other, each but the last without a quorum or cancelled. */
const maxBallotsOfProceeding = 50;

/** Whether its count is still to become the step; one that is never taken keeps its tally, and holds nothing up. */
const isAwaited = (
  state: Parameters<typeof nextStep>[0] & { readonly taken: readonly { readonly ballot?: string | undefined }[] },
  { ballot, rule, binding }: Pick<FoundBallot['terms'], 'ballot' | 'rule' | 'binding'>,
): boolean => {
  const next = nextStep(state);
  const isOfStep = next?.form === 'ballot' && next.decides.some(({ assembly }) => assembly === rule.assembly);
  return isOfStep && (binding || !next.binding) && !state.taken.some((one) => one.ballot === ballot);
};

/** Called ballots of a proceeding that have not yet become its step, cancelled ones left out. */
const liveBallots = async (consultation: Consultation, state: Begun): Promise<readonly FoundBallot[]> => {
  const { proceeding } = state.subject;
  const [inTurn, { items }] = await Promise.all([
    ballotsInTurn(consultation, 'step', proceeding),
    // Those of earlier releases had other names.
    consultation.models.ballots.find({ where: { proceeding }, limit: maxBallotsOfProceeding }),
  ]);
  const known = new Set(inTurn.map(({ terms }) => terms.ballot));
  const others = items.filter(({ key }) => !known.has(key));
  const found = await Promise.all(others.map(({ key }) => ballotIn(consultation, key)));
  return [...inTurn, ...found].filter(
    (one): one is FoundBallot =>
      one !== undefined &&
      one.state.status !== 'cancelled' &&
      (one.state.status !== 'counted' || isAwaited(state, one.terms)),
  );
};

/** The ballot that a call for a proceeding names: its step has one at a time, until that is cancelled or its step. */
export const ballotOfStep = async (
  consultation: Consultation,
  proceeding: string,
  commandId: string,
): Promise<string> => {
  const state = await proceedingIn(consultation, proceeding);
  return ballotInTurn(
    consultation,
    { turn: 'step', of: proceeding, commandId },
    (ballot) =>
      ballot.status === 'cancelled' ||
      (ballot.status === 'counted' && (state.status === 'none' || !isAwaited(state, ballot.opened))),
  );
};

/** Whether one is called, open, or counted and to become its step. */
export const hasLiveBallot = async (consultation: Consultation, state: Begun): Promise<boolean> =>
  (await liveBallots(consultation, state)).length > 0;

/** Refuses `proceeding.ballot-called`: a step has one ballot at a time. */
export const refuseSecondBallot = async (consultation: Consultation, state: Begun): Promise<Refused | undefined> =>
  (await hasLiveBallot(consultation, state)) ? refuse('proceeding.ballot-called', {}, 'proceeding') : undefined;

/** Of these those with a live ballot, as the read models have it. */
export const withLiveBallots = async (
  { models }: Consultation,
  documents: readonly ProceedingDocument[],
): Promise<ReadonlySet<string>> => {
  const underWay = new Map(documents.flatMap((one) => (one.status === 'under-way' ? [[one.proceeding, one]] : [])));
  const { items } = await models.ballots.find({
    where: { proceeding: { in: [...underWay.keys()] } },
    limit: Math.max(1, underWay.size * maxBallotsOfProceeding),
  });
  const live = items.flatMap(({ document: ballot }) => {
    const of = underWay.get(ballot.proceeding ?? '');
    if (of === undefined || ballot.status === 'cancelled') return [];
    return ballot.status !== 'counted' || isAwaited(of, ballot) ? [of.proceeding] : [];
  });
  return new Set(live);
};
