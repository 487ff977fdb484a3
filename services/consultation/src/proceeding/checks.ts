import type {
  AssemblyKind,
  DeliberationStep,
  DueDate,
  OfficeKind,
  ProcedureStepRule,
  VotingRule,
} from '@cunjian/contracts';
import { isRefused, refuse, type Refused } from '@cunjian/kernel';
import type { CountDays } from '@cunjian/statutes';
import type { Hands } from './command.ts';
import { assemblyNames, citationsOf, stepNames } from './names.ts';
import { isDone, lastDone, nextStep, stepAfter, type Begun } from './proceeding.ts';

const named = (name: string, step: DeliberationStep) => ({
  [name]: step,
  [`${name}Zh`]: stepNames[step].zh,
  [`${name}En`]: stepNames[step].en,
});

/** The citation of the procedure, and of the rules of an assembly where they matter. */
const cited = ({ procedure }: Pick<Begun, 'procedure'>, rules: readonly VotingRule[] = []) => ({
  citation: citationsOf([...rules.flatMap((rule) => rule.rules), ...procedure.rules]),
});

/** The step where it is its turn. Refuses `proceeding.no-such-step`, `proceeding.step-taken`, `proceeding.wrong-order`. */
export const stepInTurn = (state: Begun, step: DeliberationStep): ProcedureStepRule | Refused => {
  const rule = state.procedure.steps.find((one) => one.step === step);
  if (rule === undefined) return refuse('proceeding.no-such-step', { ...named('step', step), ...cited(state) }, 'step');
  if (isDone(state, step)) return refuse('proceeding.step-taken', named('step', step), 'step');
  const next = nextStep(state);
  if (next === undefined || next.step === step) return rule;
  return refuse(
    'proceeding.wrong-order',
    { ...named('step', step), ...named('next', next.step), ...cited(state) },
    'step',
  );
};

/** Refuses `proceeding.not-yours`. */
export const checkActor = (
  state: Begun,
  { step, actors }: ProcedureStepRule,
  officeKind: OfficeKind | undefined,
): Refused | undefined =>
  officeKind !== undefined && actors.includes(officeKind)
    ? undefined
    : refuse('proceeding.not-yours', { ...named('step', step), ...cited(state) });

/** The first day on which a step may be taken, by the least time since the step before it. */
export const earliestDay = (state: Begun, { after }: ProcedureStepRule, countDays: CountDays): DueDate | undefined => {
  const before = lastDone(state);
  if (before === undefined) return undefined;
  if (after === undefined) return undefined;
  return { ...countDays(after, before.on), rules: [...state.procedure.rules] };
};

/** Until when a step is to be taken: a publication or a report has its term. */
export const latestDay = (state: Begun, { within }: ProcedureStepRule, countDays: CountDays): DueDate | undefined => {
  const before = lastDone(state);
  return before === undefined || within === undefined
    ? undefined
    : { ...countDays(within, before.on), rules: [...state.procedure.rules] };
};

/** Refuses `proceeding.step-too-early`: before the step before it, or before the least time since it is over. */
export const checkDay = (
  state: Begun,
  rule: ProcedureStepRule,
  on: string,
  countDays: CountDays,
): Refused | undefined => {
  const before = lastDone(state);
  const earliest = earliestDay(state, rule, countDays)?.lastDay ?? before?.on;
  return earliest === undefined || on >= earliest
    ? undefined
    : refuse('proceeding.step-too-early', { on, earliest, ...named('step', rule.step), ...cited(state) }, 'on');
};

/**
 * Refuses `proceeding.in-past`: a time that counts from this step, as that for comments, would be over before anybody saw
 * it. A meeting was seen, and has its minutes.
 */
export const checkNotInPast = (
  state: Begun,
  { step, form }: ProcedureStepRule,
  { on, today }: { readonly on: string; readonly today: string },
): Refused | undefined =>
  on < today && form !== 'meeting' && stepAfter(state.procedure, step)?.after !== undefined
    ? refuse('proceeding.in-past', { on, today, ...named('step', step), ...cited(state) }, 'on')
    : undefined;

/** The steps that one meeting takes: the one whose turn it is, and the next where both merge. */
export interface StepsOfMeeting {
  readonly first: ProcedureStepRule;
  readonly last: ProcedureStepRule;
}

/** Refuses `proceeding.may-not-merge`. */
export const mergedSteps = (
  state: Begun,
  first: ProcedureStepRule,
  mergeWithNext: boolean,
): StepsOfMeeting | Refused => {
  if (!mergeWithNext) return { first, last: first };
  const last = stepAfter(state.procedure, first.step);
  return first.mayMergeWithNext && last?.form === 'meeting' && first.form === 'meeting'
    ? { first, last }
    : refuse('proceeding.may-not-merge', { ...named('step', first.step), ...cited(state) }, 'mergeWithNext');
};

/** The rule by which an assembly decides at a step. Refuses `proceeding.wrong-body`: the matter is another assembly's. */
export const votingRuleOf = (
  state: Begun,
  { step, decides }: ProcedureStepRule,
  assembly: AssemblyKind,
): VotingRule | Refused => {
  const found = decides.find((rule) => rule.assembly === assembly);
  if (found !== undefined) return found;
  const allowed = decides.map((rule) => assemblyNames[rule.assembly]);
  return refuse(
    'proceeding.wrong-body',
    {
      ...{ assembly, assemblyZh: assemblyNames[assembly].zh, assemblyEn: assemblyNames[assembly].en },
      ...{ allowedZh: allowed.map(({ zh }) => zh).join('、'), allowedEn: allowed.map(({ en }) => en).join(', ') },
      ...{ ...named('step', step), ...cited(state, decides) },
    },
    'assembly',
  );
};

/** Refuses `proceeding.notice-too-short`. */
export const noticeOf = (
  { notice, rules }: VotingRule,
  { on, today, countDays }: { readonly on: string; readonly today: string; readonly countDays: CountDays },
): DueDate | undefined | Refused => {
  if (notice === undefined) return undefined;
  const earliest: DueDate = { ...countDays(notice, today), rules };
  return on < earliest.lastDay
    ? refuse(
        'proceeding.notice-too-short',
        { on, earliest: earliest.lastDay, days: notice.days, citation: citationsOf(rules) },
        'on',
      )
    : earliest;
};

/** Refuses `proceeding.not-called`, `proceeding.other-day`, `proceeding.other-assembly`. */
export const checkCall = (
  { calls }: Begun,
  { step }: ProcedureStepRule,
  { assembly, notice, rules }: VotingRule,
  on: string,
): Refused | undefined => {
  const call = calls.get(step);
  if (call === undefined)
    return notice === undefined
      ? undefined
      : refuse('proceeding.not-called', { ...named('step', step), days: notice.days, citation: citationsOf(rules) });
  if (call.on !== on)
    return refuse('proceeding.other-day', { on, called: call.on, citation: citationsOf(rules) }, 'on');
  if (call.assembly === assembly) return undefined;
  const { zh, en } = assemblyNames[call.assembly];
  return refuse('proceeding.other-assembly', { called: call.assembly, calledZh: zh, calledEn: en }, 'assembly');
};

/** Refuses `proceeding.too-many-present`, `proceeding.too-many-hands`. */
export const checkHands = (members: number, hands: Hands): Refused | undefined => {
  const { present, for: inFavour, against, abstained } = hands;
  if (present > members) return refuse('proceeding.too-many-present', { present, members }, 'hands.present');
  const raised = inFavour + against + abstained;
  return raised > present ? refuse('proceeding.too-many-hands', { raised, present }, 'hands') : undefined;
};

/** The first refusal; undefined where there is none. */
export const firstRefusal = (...checks: readonly (() => unknown)[]): Refused | undefined => {
  for (const check of checks) {
    const found = check();
    if (isRefused(found)) return found;
  }
  return undefined;
};
