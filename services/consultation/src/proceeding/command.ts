import type {
  Arithmetic,
  AssemblyKind,
  Attachment,
  DeliberationStep,
  Digest,
  OfficeKind,
  ProcedureRule,
} from '@cunjian/contracts';
import type { CountDays } from '@cunjian/statutes';
import type { ProceedingSubject } from './proceeding.ts';

/** Those for and against, and those who said that they abstain, counted by a show of hands. */
export interface Hands {
  readonly present: number;
  readonly for: number;
  readonly against: number;
  readonly abstained: number;
}

interface Acted {
  readonly step: DeliberationStep;
  /** YYYY-MM-DD in Asia/Shanghai. */
  readonly today: string;
  readonly countDays: CountDays;
  /** Look-up: the office that the caller acts in. */
  readonly officeKind?: OfficeKind | undefined;
}

export interface CallMeeting extends Acted {
  readonly do: 'call-meeting';
  readonly assembly: AssemblyKind;
  readonly on: string;
  readonly place: Digest;
  readonly agenda: Digest;
}

export interface RecordStep extends Acted {
  readonly do: 'record';
  readonly on: string;
  /** Both at one meeting, where the rule lets them merge; what was decided is the next step's. */
  readonly mergeWithNext: boolean;
  readonly minutes?: Attachment | undefined;
  readonly text?: Digest | undefined;
  /** Of a meeting. */
  readonly meeting?: {
    readonly assembly: AssemblyKind;
    /** Look-up: how many belong to it; of the party branch, as entered. */
    readonly members: number;
    readonly hands: Hands;
  };
}

/** Digests stand for everything that a person wrote; clock, calendar, rules and look-ups come along. */
export type ProceedingCommand =
  | {
      readonly do: 'begin';
      readonly subject: ProceedingSubject;
      readonly procedure: ProcedureRule;
      readonly today: string;
    }
  | CallMeeting
  | RecordStep
  /** A ballot of this procedure was counted. */
  | {
      readonly do: 'take-ballot';
      readonly ballot: string;
      readonly assembly: AssemblyKind;
      readonly arithmetic: Arithmetic;
      readonly on: string;
    }
  /** Its resolution, or the result of it, was published. */
  | { readonly do: 'take-publication'; readonly step: DeliberationStep; readonly on: string }
  | {
      readonly do: 'abandon';
      readonly reason: Digest;
      /** Look-up: whether a ballot of it was called that is neither cancelled nor its step. */
      readonly ballotUnderWay: boolean;
      readonly officeKind?: OfficeKind | undefined;
    };

export type CommandOf<Do extends ProceedingCommand['do']> = Extract<ProceedingCommand, { do: Do }>;
