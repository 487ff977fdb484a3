import type {
  Arithmetic,
  AssemblyKind,
  DeliberationStep,
  ProceedingEvent,
  ProcedureRule,
  ProcedureStepRule,
} from '@cunjian/contracts';
import { unreachable } from '@cunjian/kernel';

type Beginning = Extract<ProceedingEvent, { type: 'proceeding-begun' }>['data'];

/** What it is about: the rules of its procedure stand beside it. */
export type ProceedingSubject = Omit<Beginning, 'procedure' | 'on'>;

/** A meeting that was called and not held yet. */
export interface Called {
  readonly assembly: AssemblyKind;
  readonly on: string;
}

export interface Taken {
  readonly step: DeliberationStep;
  readonly on: string;
  readonly passed: boolean;
  readonly assembly?: AssemblyKind | undefined;
  readonly arithmetic?: Arithmetic | undefined;
  readonly ballot?: string | undefined;
}

export interface Begun {
  readonly subject: ProceedingSubject;
  readonly procedure: ProcedureRule;
  /** By step. */
  readonly calls: ReadonlyMap<DeliberationStep, Called>;
  /** In the order in which they were taken, those that did not pass among them. */
  readonly taken: readonly Taken[];
}

export type Proceeding =
  | { readonly status: 'none' }
  | (Begun & { readonly status: 'under-way' })
  | (Begun & { readonly status: 'ended'; readonly outcome: 'completed' | 'rejected' | 'abandoned' });

export const initialState: Proceeding = { status: 'none' };

/** A step that did not pass may be tried again: by another meeting, called anew. */
const withoutCall = (calls: Begun['calls'], step: DeliberationStep): Begun['calls'] =>
  new Map([...calls].filter(([called]) => called !== step));

/** Total: an event that does not belong into a state leaves it as it is. */
export const evolve = (state: Proceeding, event: ProceedingEvent): Proceeding => {
  if (state.status === 'none') {
    if (event.type !== 'proceeding-begun') return state;
    const { proceeding, topic, division, body, bodyKind, matter, group, procedure } = event.data;
    const subject = { proceeding, topic, division, body, bodyKind, matter, ...(group && { group }) };
    return { status: 'under-way', subject, procedure, calls: new Map(), taken: [] };
  }
  switch (event.type) {
    case 'proceeding-begun':
      return state;
    case 'meeting-called': {
      const { step, assembly, on } = event.data;
      return { ...state, calls: new Map([...state.calls, [step, { assembly, on }]]) };
    }
    case 'step-taken': {
      const { step, on, passed, assembly, arithmetic, ballot } = event.data;
      const taken = [...state.taken, { step, on, passed, assembly, arithmetic, ballot }];
      return { ...state, calls: withoutCall(state.calls, step), taken };
    }
    case 'proceeding-ended':
      return { ...state, status: 'ended', outcome: event.data.outcome };
    default:
      return unreachable(event);
  }
};

export const isDone = ({ taken }: Pick<Begun, 'taken'>, step: DeliberationStep): boolean =>
  taken.some((one) => one.step === step && one.passed);

/** The step whose turn it is; undefined where all are done. */
export const nextStep = ({ procedure, taken }: Pick<Begun, 'procedure' | 'taken'>): ProcedureStepRule | undefined =>
  procedure.steps.find(({ step }) => !isDone({ taken }, step));

/** The step after one. */
export const stepAfter = ({ steps }: ProcedureRule, step: DeliberationStep): ProcedureStepRule | undefined =>
  steps[steps.findIndex((one) => one.step === step) + 1];

/** The step that makes a resolution, where the procedure has one that binds. */
export const decidingStep = ({ steps }: ProcedureRule): ProcedureStepRule | undefined =>
  steps.find(({ step, binding }) => step === 'assembly-decides' && binding);

/** The day on which the step before was taken: what the least time until the next one runs from. */
export const lastDone = ({ taken }: Pick<Begun, 'taken'>): Taken | undefined => taken.findLast(({ passed }) => passed);
