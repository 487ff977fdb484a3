import { type Action, type Caller, may, resourceOfSubject } from '@cunjian/access';
import type { ProcedureStep } from '@cunjian/contracts';
import { isOver } from '../disclosure/period.ts';
import { missingBefore } from '../disclosure/steps.ts';
import { currentVersion, windowState, type DisclosureDocument } from '../projections/disclosure-document.ts';
import type { ObjectionDocument } from '../projections/objections.ts';

/** Whether a step may be taken now on the version in preparation: the decider's own rule, seen from the read model. */
const canTake = ({ candidate }: DisclosureDocument, step: ProcedureStep): boolean => {
  if (candidate === undefined || candidate.stage === 'under-review') return false;
  const isTaken = (step: ProcedureStep) => candidate.steps.some((taken) => taken.step === step);
  return !isTaken(step) && missingBefore(candidate.procedure, step, isTaken) === undefined;
};

const isOut = (document: DisclosureDocument): boolean => {
  const latest = currentVersion(document);
  return latest !== undefined && latest.withdrawnAt === undefined;
};

interface Possible {
  readonly permission: Action;
  readonly when: (document: DisclosureDocument, today: string) => boolean;
}

const isDraft = ({ candidate }: DisclosureDocument): boolean => candidate?.stage === 'draft';

const possible = {
  revise: { permission: 'disclosure.draft', when: isDraft },
  discard: { permission: 'disclosure.draft', when: isDraft },
  confirm: {
    permission: 'disclosure.confirm',
    when: (document, today) => isOver(document, today) && canTake(document, 'confirmation'),
  },
  return: {
    permission: 'disclosure.submit',
    when: ({ candidate }) => candidate !== undefined && candidate.stage !== 'draft',
  },
  submit: { permission: 'disclosure.submit', when: (document) => canTake(document, 'supervision-opinion') },
  'give-opinion': {
    permission: 'disclosure.opinion',
    when: ({ candidate }) => candidate?.stage === 'under-review',
  },
  'record-meeting': { permission: 'disclosure.meeting', when: (document) => canTake(document, 'joint-meeting') },
  publish: {
    permission: 'disclosure.publish',
    when: (document, today) => isOver(document, today) && canTake(document, 'publication'),
  },
  post: { permission: 'disclosure.post', when: isOut },
  correct: {
    permission: 'disclosure.correct',
    when: ({ versions, candidate }) => versions.length > 0 && candidate === undefined,
  },
  withdraw: { permission: 'disclosure.withdraw', when: isOut },
  object: {
    permission: 'objection.raise',
    when: (document) => {
      const latest = currentVersion(document);
      return latest !== undefined && windowState(latest) !== 'closed';
    },
  },
  ask: { permission: 'objection.raise', when: isOut },
} as const satisfies Readonly<Record<string, Possible>>;

export type DisclosureAction = keyof typeof possible;

/** What the caller may do to it on that day; the decider has the last word. */
export const disclosureActions = (
  caller: Caller,
  document: DisclosureDocument,
  today: string,
): readonly DisclosureAction[] => {
  const resource = resourceOfSubject(document);
  return (Object.keys(possible) as DisclosureAction[]).filter((name) => {
    const { permission, when }: Possible = possible[name];
    return when(document, today) && may(caller, permission, resource);
  });
};

export type ObjectionAction = 'answer' | 'accept' | 'escalate';

export const isOwn = ({ person }: Caller, { objector, raisedBy }: ObjectionDocument): boolean =>
  person !== undefined && person === (objector ?? raisedBy);

export const objectionActions = (caller: Caller, document: ObjectionDocument): readonly ObjectionAction[] => {
  const { status, level, escalationDue, waitsFor } = document;
  const actions: ObjectionAction[] = [];
  const answers =
    level === 'village'
      ? may(caller, 'objection.answer', resourceOfSubject(document))
      : caller.acting !== undefined &&
        waitsFor === `division:${caller.acting.division}` &&
        may(caller, 'objection.answer-above', { division: document.division });
  if (answers && (status === 'open' || status === 'overdue')) actions.push('answer');
  if (isOwn(caller, document)) {
    if (status === 'answered') actions.push('accept');
    if ((status === 'answered' || status === 'overdue') && escalationDue !== undefined) actions.push('escalate');
  }
  return actions;
};
