import { decideOutcome } from '@cunjian/ballots';
import type { Arithmetic, OfficeKind, ProceedingEvent, ProcedureStepRule } from '@cunjian/contracts';
import { isRefused, refuse, unreachable, type Decider, type Refused } from '@cunjian/kernel';
import {
  checkActor,
  checkCall,
  checkDay,
  checkHands,
  checkNotInPast,
  firstRefusal,
  mergedSteps,
  noticeOf,
  stepInTurn,
  votingRuleOf,
  type StepsOfMeeting,
} from './checks.ts';
import type { CommandOf, ProceedingCommand } from './command.ts';
import { citationsOf, stepNames } from './names.ts';
import {
  decidingStep,
  evolve,
  initialState,
  isDone,
  nextStep,
  stepAfter,
  type Begun,
  type Proceeding,
} from './proceeding.ts';

type Decision = readonly ProceedingEvent[] | Refused;
type StepTaken = Extract<ProceedingEvent, { type: 'step-taken' }>;
type UnderWay = Extract<Proceeding, { status: 'under-way' }>;

const begin = ({ subject, procedure, today }: CommandOf<'begin'>): Decision => [
  { type: 'proceeding-begun', data: { ...subject, on: today, procedure } },
];

const callMeeting = (command: CommandOf<'call-meeting'>, state: Begun): Decision => {
  const { step, assembly, on, place, agenda, today, countDays, officeKind } = command;
  const rule = stepInTurn(state, step);
  if (isRefused(rule)) return rule;
  if (rule.form !== 'meeting') return refuseOtherForm(rule);
  const denied = checkActor(state, rule, officeKind) ?? checkDay(state, rule, on, countDays);
  if (denied !== undefined) return denied;
  if (on < today) return refuse('proceeding.called-in-past', { on, today }, 'on');
  // A joint meeting is one of the body of the next step.
  const next = rule.mayMergeWithNext ? stepAfter(state.procedure, step) : undefined;
  const voting = votingRuleOf(state, { ...rule, decides: [...rule.decides, ...(next?.decides ?? [])] }, assembly);
  if (isRefused(voting)) return voting;
  const earliest = noticeOf(voting, { on, today, countDays });
  if (isRefused(earliest)) return earliest;
  const { proceeding } = state.subject;
  const notice = earliest === undefined ? {} : { earliest };
  return [
    { type: 'meeting-called', data: { proceeding, step, assembly, on, place, agenda, calledOn: today, ...notice } },
  ];
};

const refuseOtherForm = ({ step, form }: ProcedureStepRule): Refused => {
  const { zh: stepZh, en: stepEn } = stepNames[step];
  return refuse(form === 'ballot' ? 'proceeding.by-ballot' : 'proceeding.no-meeting', { step, stepZh, stepEn }, 'step');
};

const carries = ({ outcome }: Arithmetic): boolean => outcome === 'adopted' || outcome === 'chosen';
/** Decided against: a meeting without a quorum, or a void count, decided nothing. */
const rejects = ({ outcome }: Arithmetic): boolean => outcome === 'rejected' || outcome === 'none-chosen';

/** What follows from a step: the end where it was the last one, or where a step that binds was rejected. */
const following = (state: Begun, taken: StepTaken, { binding }: ProcedureStepRule): ProceedingEvent[] => {
  const { proceeding } = state.subject;
  const { step, passed, arithmetic } = taken.data;
  if (arithmetic !== undefined && binding && rejects(arithmetic))
    return [{ type: 'proceeding-ended', data: { proceeding, outcome: 'rejected' } }];
  return passed && stepAfter(state.procedure, step) === undefined
    ? [{ type: 'proceeding-ended', data: { proceeding, outcome: 'completed' } }]
    : [];
};

const goesOn = (arithmetic: Arithmetic, { binding }: ProcedureStepRule): boolean =>
  carries(arithmetic) || (!binding && rejects(arithmetic));

const holdMeeting = (
  { on, minutes, text, meeting, officeKind }: CommandOf<'record'>,
  state: Begun,
  { first, last }: StepsOfMeeting,
): Decision => {
  if (meeting === undefined) return refuse('proceeding.hands-missing', {}, 'hands');
  const { assembly, members, hands } = meeting;
  const voting = votingRuleOf(state, last, assembly);
  if (isRefused(voting)) return voting;
  const found = firstRefusal(
    () => checkActor(state, last, officeKind),
    () => checkCall(state, first, voting, on),
    () => checkHands(members, hands),
    () => (minutes === undefined ? refuse('proceeding.minutes-missing', {}, 'minutes') : undefined),
  );
  if (found !== undefined) return found;
  const { present, for: inFavour, against, abstained } = hands;
  const cast = inFavour + against + abstained;
  const arithmetic = decideOutcome({
    ...{ rule: voting, question: { kind: 'yes-no' }, members, present, cast, valid: cast, invalid: 0, abstained },
    votes: [
      { option: 'for', votes: inFavour },
      { option: 'against', votes: against },
    ],
  });
  const { proceeding } = state.subject;
  const passed = goesOn(arithmetic, last);
  const papers = { ...(minutes && { minutes }), ...(text && { text }) };
  const taken: StepTaken = {
    type: 'step-taken',
    data: { proceeding, step: last.step, merged: false, on, assembly, arithmetic, ...papers, passed },
  };
  const before: StepTaken[] =
    first === last
      ? []
      : [{ type: 'step-taken', data: { proceeding, step: first.step, merged: true, on, assembly, passed } }];
  return [...before, taken, ...following(state, taken, last)];
};

const act = ({ on, minutes, text }: CommandOf<'record'>, state: Begun, rule: ProcedureStepRule): Decision => {
  const { step, form } = rule;
  const { zh: stepZh, en: stepEn } = stepNames[step];
  const ofResolution = step === 'decision-published' || step === 'result-published';
  if (ofResolution && decidingStep(state.procedure) !== undefined)
    return refuse('proceeding.by-resolution', { step, stepZh, stepEn }, 'step');
  if (form === 'discussion' && text === undefined) return refuse('proceeding.text-missing', { stepZh, stepEn }, 'text');
  const { proceeding } = state.subject;
  const papers = { ...(minutes && { minutes }), ...(text && { text }) };
  const taken: StepTaken = {
    type: 'step-taken',
    data: { proceeding, step, merged: false, on, ...papers, passed: true },
  };
  return [taken, ...following(state, taken, rule)];
};

const record = (command: CommandOf<'record'>, state: Begun): Decision => {
  const { step, on, today, countDays, officeKind, mergeWithNext } = command;
  const first = stepInTurn(state, step);
  if (isRefused(first)) return first;
  if (first.form === 'ballot') return refuseOtherForm(first);
  const steps = mergedSteps(state, first, mergeWithNext);
  if (isRefused(steps)) return steps;
  const denied =
    checkActor(state, first, officeKind) ??
    checkDay(state, first, on, countDays) ??
    checkNotInPast(state, first, { on, today });
  if (denied !== undefined) return denied;
  if (on > today) return refuse('proceeding.in-future', { on, today }, 'on');
  return first.form === 'meeting' ? holdMeeting(command, state, steps) : act(command, state, first);
};

/** A ballot that was counted when it was not its turn, or of another assembly, changes nothing here: its tally stands. */
const takeBallot = ({ ballot, assembly, arithmetic, on }: CommandOf<'take-ballot'>, state: UnderWay): Decision => {
  const rule = nextStep(state);
  if (rule?.form !== 'ballot' || !rule.decides.some((one) => one.assembly === assembly)) return [];
  const { proceeding } = state.subject;
  const passed = goesOn(arithmetic, rule);
  const taken: StepTaken = {
    type: 'step-taken',
    data: { proceeding, step: rule.step, merged: false, on, assembly, arithmetic, ballot, passed },
  };
  return [taken, ...following(state, taken, rule)];
};

const takePublication = ({ step, on }: CommandOf<'take-publication'>, state: UnderWay): Decision => {
  const rule = nextStep(state);
  if (rule?.step !== step) return [];
  const { proceeding } = state.subject;
  const taken: StepTaken = { type: 'step-taken', data: { proceeding, step, merged: false, on, passed: true } };
  return [taken, ...following(state, taken, rule)];
};

const mayAbandon = ({ procedure }: Begun, officeKind: OfficeKind | undefined): boolean =>
  officeKind !== undefined && procedure.steps.some(({ actors }) => actors.includes(officeKind));

const abandon = ({ reason, ballotUnderWay, officeKind }: CommandOf<'abandon'>, state: Begun): Decision => {
  const { procedure, subject } = state;
  const citation = citationsOf(procedure.rules);
  if (!mayAbandon(state, officeKind)) return refuse('proceeding.not-yours-to-abandon', { citation });
  const deciding = decidingStep(procedure);
  // What an assembly decided is carried out, and its result published.
  if (deciding !== undefined && isDone(state, deciding.step)) return refuse('proceeding.decided', { citation });
  // Nobody ends it who may not like how the vote goes.
  if (ballotUnderWay) return refuse('proceeding.ballot-under-way');
  return [{ type: 'proceeding-ended', data: { proceeding: subject.proceeding, outcome: 'abandoned', reason } }];
};

const decide = (command: ProceedingCommand, state: Proceeding): Decision => {
  if (command.do === 'begin') return state.status === 'none' ? begin(command) : refuse('proceeding.exists');
  if (state.status === 'none') return refuse('proceeding.unknown');
  const isEnded = state.status === 'ended';
  switch (command.do) {
    case 'call-meeting':
      return isEnded ? refuse('proceeding.ended') : callMeeting(command, state);
    case 'record':
      return isEnded ? refuse('proceeding.ended') : record(command, state);
    case 'abandon':
      return isEnded ? refuse('proceeding.ended') : abandon(command, state);
    case 'take-ballot':
      return isEnded ? [] : takeBallot(command, state);
    case 'take-publication':
      return isEnded ? [] : takePublication(command, state);
    default:
      return unreachable(command);
  }
};

/** One topic's way through a procedure, step by step, by the rules in force when it began. */
export const proceedingDecider: Decider<ProceedingCommand, Proceeding, ProceedingEvent> = {
  initialState,
  decide,
  evolve,
};
