import type {
  Arithmetic,
  AssemblyKind,
  Attachment,
  DeliberationStep,
  Digest,
  ResolutionEvent,
  RuleUse,
} from '@cunjian/contracts';
import { refuse, unreachable, type Decider, type Refused } from '@cunjian/kernel';
import { addDays, endOfDay } from '@cunjian/statutes';
import { stepNames } from '../proceeding/names.ts';
import type { ProceedingSubject } from '../proceeding/proceeding.ts';
import { evolve, initialState, nextNumber, type Resolution, type Resolutions } from './resolutions.ts';

/** Look-up: what an assembly decided, as the stream of its proceeding has it now. */
export interface Decided {
  readonly on: string;
  readonly assembly: AssemblyKind;
  readonly arithmetic: Arithmetic;
  readonly ballot?: string | undefined;
  readonly rules: readonly RuleUse[];
}

/** Look-up: the finance disclosure that a report names. */
export interface LinkedDisclosure {
  readonly disclosure: string;
  readonly line?: string | undefined;
  readonly isOut: boolean;
  readonly hasLine: boolean;
}

interface Publishing {
  readonly resolution: string;
  readonly on: string;
  readonly today: string;
  readonly places: readonly string[];
  /** Look-up: the notice boards that the body has now. */
  readonly boards: readonly string[];
  readonly photo?: Attachment | undefined;
}

export type ResolutionCommand =
  | {
      readonly do: 'adopt';
      readonly resolution: string;
      readonly subject: ProceedingSubject;
      /** Undefined where nothing was decided that binds. */
      readonly decided: Decided | undefined;
      readonly title: Digest;
      readonly text: Digest;
      /** Look-up: undefined where that person neither holds an office of the village nor belongs to it. */
      readonly responsible: { readonly person: string; readonly office?: string | undefined } | undefined;
      readonly due: string;
      readonly budget?: number | undefined;
    }
  | ({ readonly do: 'publish' } & Publishing)
  | {
      readonly do: 'report';
      readonly resolution: string;
      readonly report: string;
      readonly text: Digest;
      readonly photos: readonly Attachment[];
      readonly linked?: LinkedDisclosure | undefined;
      readonly spent?: number | undefined;
      readonly done: boolean;
    }
  /** `missing`, a look-up: the step that the procedure asks for before it. */
  | ({ readonly do: 'publish-result'; readonly missing?: DeliberationStep | undefined } & Publishing)
  | {
      readonly do: 'mark-overdue';
      readonly resolution: string;
      readonly which: 'deadline' | 'year';
      readonly now: string;
    };

type CommandOf<Do extends ResolutionCommand['do']> = Extract<ResolutionCommand, { do: Do }>;
type Decision = readonly ResolutionEvent[] | Refused;

const adopt = (command: CommandOf<'adopt'>, state: Resolutions): Decision => {
  const { resolution, subject, decided, title, text, responsible, due, budget } = command;
  const { proceeding, topic, division, body, bodyKind } = subject;
  const earlier = [...state.all.values()].find((one) => one.proceeding === proceeding);
  if (earlier !== undefined) return refuse('resolution.exists', { number: earlier.number });
  if (decided === undefined) return refuse('resolution.not-decided');
  const { on, assembly, arithmetic, ballot, rules } = decided;
  if (responsible === undefined) return refuse('resolution.responsible-unknown', {}, 'responsible');
  if (due < on) return refuse('resolution.due-too-early', { due, on }, 'due');
  return [
    {
      type: 'resolution-adopted',
      data: {
        ...{ resolution, number: nextNumber(state, on.slice(0, 4)), division, body, bodyKind, proceeding, topic },
        ...(ballot === undefined ? {} : { ballot }),
        ...{ title, text, responsible: responsible.person, due },
        ...(responsible.office !== undefined && { responsibleOffice: responsible.office }),
        ...(budget === undefined ? {} : { budget }),
        ...{ assembly, arithmetic, rules: [...rules], adoptedOn: on },
      },
    },
  ];
};

/** Where and when something was put up. Refuses `resolution.unknown-board`, `resolution.in-future`, `resolution.too-early`. */
const checkPublishing = ({ on, today, places, boards }: Publishing, notBefore: string): Refused | undefined => {
  const unknown = boards.length === 0 ? undefined : places.find((place) => !boards.includes(place));
  if (unknown !== undefined)
    return refuse('resolution.unknown-board', { place: unknown, boards: boards.join('、') }, 'places');
  if (on > today) return refuse('resolution.in-future', { on, today }, 'on');
  return on < notBefore ? refuse('resolution.too-early', { on, notBefore }, 'on') : undefined;
};

const publish = (command: CommandOf<'publish'>, state: Resolution): Decision => {
  if (state.status !== 'adopted') return refuse('resolution.already-published', { number: state.number });
  const { resolution, on, places, photo } = command;
  const found = checkPublishing(command, state.adoptedOn);
  if (found !== undefined) return found;
  const { proceeding } = state;
  const shown = { on, places: [...places], ...(photo && { photo }) };
  return [{ type: 'resolution-published', data: { resolution, proceeding, ...shown } }];
};

const report = (command: CommandOf<'report'>, state: Resolution): Decision => {
  if (state.status === 'adopted') return refuse('resolution.not-published', { number: state.number });
  if (state.status === 'concluded') return refuse('resolution.concluded', { number: state.number });
  const { resolution, report, text, photos, linked, spent, done } = command;
  if (linked?.isOut === false)
    return refuse('resolution.unknown-disclosure', { disclosure: linked.disclosure }, 'disclosure');
  if (linked?.line !== undefined && !linked.hasLine)
    return refuse('resolution.unknown-line', { line: linked.line }, 'line');
  if (done && photos.length === 0 && linked === undefined) return refuse('resolution.evidence-missing', {}, 'photos');
  return [
    {
      type: 'resolution-reported',
      data: {
        ...{ resolution, report, text, photos: [...photos], done },
        ...(linked && { disclosure: linked.disclosure }),
        ...(linked?.line !== undefined && { line: linked.line }),
        ...(spent !== undefined && { spent }),
      },
    },
  ];
};

const publishResult = (command: CommandOf<'publish-result'>, state: Resolution): Decision => {
  const { number } = state;
  if (state.status === 'concluded') return refuse('resolution.concluded', { number });
  if (state.status === 'adopted') return refuse('resolution.not-published', { number });
  if (state.status === 'published') return refuse('resolution.not-carried-out', { number });
  const { resolution, on, places, photo, missing } = command;
  if (missing !== undefined) {
    const { zh: missingZh, en: missingEn } = stepNames[missing];
    return refuse('resolution.step-missing', { missing, missingZh, missingEn });
  }
  const found = checkPublishing(command, state.publishedOn);
  if (found !== undefined) return found;
  const { proceeding } = state;
  const shown = { on, places: [...places], ...(photo && { photo }) };
  return [{ type: 'resolution-result-published', data: { resolution, proceeding, ...shown } }];
};

/** The first instant at which it is late. A year counts from the day of the decision. */
export const overdueAt = (
  { adoptedOn, due }: Pick<Resolution, 'adoptedOn' | 'due'>,
  which: 'deadline' | 'year',
): string => endOfDay(which === 'deadline' ? due : addDays(adoptedOn, 365));

/** Carried out, or its result published, in the meantime: nothing is overdue. */
const markOverdue = ({ resolution, which, now }: CommandOf<'mark-overdue'>, state: Resolution): Decision => {
  const isMet =
    which === 'deadline'
      ? state.status === 'carried-out' || state.status === 'concluded'
      : state.status === 'concluded';
  if (isMet || state.overdue.has(which)) return [];
  if (now < overdueAt(state, which)) return refuse('resolution.not-overdue', { due: state.due });
  return [{ type: 'resolution-overdue', data: { resolution, proceeding: state.proceeding, which } }];
};

const decide = (command: ResolutionCommand, resolutions: Resolutions): Decision => {
  if (command.do === 'adopt') return adopt(command, resolutions);
  const state = resolutions.all.get(command.resolution);
  if (state === undefined) return refuse('resolution.unknown');
  switch (command.do) {
    case 'publish':
      return publish(command, state);
    case 'report':
      return report(command, state);
    case 'publish-result':
      return publishResult(command, state);
    case 'mark-overdue':
      return markOverdue(command, state);
    default:
      return unreachable(command);
  }
};

/** 决议: all resolutions of one body, from the decision to the published result. */
export const resolutionsDecider: Decider<ResolutionCommand, Resolutions, ResolutionEvent> = {
  initialState,
  decide,
  evolve,
};
