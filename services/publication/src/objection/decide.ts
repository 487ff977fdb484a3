import type {
  Attachment,
  Digest,
  DueDate,
  ObjectionEvent,
  ObjectionLevel,
  RaisedObjection,
  Procedure,
  RuleTerm,
} from '@cunjian/contracts';
import { refuse, unreachable, type Decider, type Refused } from '@cunjian/kernel';
import { evolve, initialState, type Objection } from './objection.ts';

/** For the texts of refusals. */
export const levelNames: Readonly<Record<ObjectionLevel, string>> = {
  village: '村',
  town: '乡镇（街道）',
  county: '县（市、区）',
  city: '市',
};

type Escalation = Pick<Procedure, 'escalation'>;
type HigherLevel = Exclude<ObjectionLevel, 'village'>;

interface Clock {
  readonly today: string;
  readonly countDays: (term: RuleTerm, from: string) => Omit<DueDate, 'rules'>;
}

/** Look-up: the version that is out, as its stream has it now. */
export interface Objected extends Pick<
  RaisedObjection,
  'disclosure' | 'version' | 'body' | 'bodyKind' | 'division' | 'period'
> {
  /** Ids of its lines. */
  readonly lines: ReadonlySet<string>;
  readonly windowClosed: boolean;
  readonly procedure: Procedure;
}

export type ObjectionCommand =
  | ({ readonly do: 'raise'; readonly against: Objected } & Pick<
      RaisedObjection,
      'objection' | 'kind' | 'line' | 'text' | 'objector' | 'withheld' | 'channel' | 'scan'
    > &
      Clock)
  | ({ readonly do: 'answer'; readonly level: ObjectionLevel; readonly text: Digest } & Clock & Escalation)
  | { readonly do: 'accept'; readonly scan?: Attachment | undefined }
  | ({
      readonly do: 'escalate';
      /** Look-up: the division of each higher level. */
      readonly divisions: Readonly<Partial<Record<HigherLevel, string>>>;
      readonly scan?: Attachment | undefined;
    } & Clock &
      Escalation)
  | ({ readonly do: 'mark-overdue'; readonly now: string } & Clock & Escalation);

type CommandOf<Do extends ObjectionCommand['do']> = Extract<ObjectionCommand, { do: Do }>;
type Decision = readonly ObjectionEvent[] | Refused;
type Raised = Exclude<Objection, { status: 'none' }>;

const raise = (command: CommandOf<'raise'>): Decision => {
  const { objection, against, kind, line, text, objector, withheld, channel, scan, today, countDays } = command;
  const { disclosure, version, body, bodyKind, division, period, lines, windowClosed, procedure } = against;
  if (kind === 'objection' && windowClosed) return refuse('objection.window-closed', {}, 'kind');
  if (line !== undefined && !lines.has(line)) return refuse('objection.unknown-line', { line }, 'line');
  if (channel === 'paper' && scan === undefined) return refuse('objection.scan-missing', {}, 'scan');
  const { replyWithin, rules } = procedure.objection;
  return [
    {
      type: 'objection-raised',
      data: {
        ...{ objection, disclosure, version, body, bodyKind, division, period, kind, text, withheld, channel },
        ...(line === undefined ? {} : { line }),
        ...(objector === undefined ? {} : { objector }),
        ...(scan === undefined ? {} : { scan }),
        due: { ...countDays(replyWithin, today), rules },
      },
    },
  ];
};

const levelAbove = (level: ObjectionLevel, { escalation }: Escalation): HigherLevel | undefined =>
  escalation.levels[level === 'village' ? 0 : escalation.levels.indexOf(level) + 1];

/** Until when the next level may be asked; absent where there is none. */
const escalationDue = (level: ObjectionLevel, command: Clock & Escalation): { escalationDue?: DueDate } => {
  const { raiseWithin, rules } = command.escalation;
  return levelAbove(level, command) === undefined
    ? {}
    : { escalationDue: { ...command.countDays(raiseWithin, command.today), rules } };
};

const refuseHigherLevel = (level: ObjectionLevel): Refused =>
  refuse('objection.no-higher-level', { level, levelZh: levelNames[level] });

const answer = (command: CommandOf<'answer'>, state: Raised): Decision => {
  if (state.status !== 'open' && state.status !== 'overdue') return refuse('objection.already-answered');
  const { objection, level } = state;
  if (command.level !== level) return refuse('objection.other-level', { level, levelZh: levelNames[level] });
  return [
    { type: 'objection-answered', data: { objection, text: command.text, level, ...escalationDue(level, command) } },
  ];
};

const escalate = (command: CommandOf<'escalate'>, state: Raised): Decision => {
  if (state.status === 'accepted') return refuse('objection.already-accepted');
  if (state.status === 'open') return refuse('objection.reply-not-due', { until: state.due.lastDay });
  const level = levelAbove(state.level, command);
  const division = level === undefined ? undefined : command.divisions[level];
  if (level === undefined || division === undefined) return refuseHigherLevel(state.level);
  const { today, countDays, scan, escalation } = command;
  const until = state.escalationDue?.lastDay;
  if (until !== undefined && today > until) return refuse('objection.escalation-too-late', { until });
  const due: DueDate = { ...countDays(escalation.decideWithin, today), rules: escalation.rules };
  const paper = scan === undefined ? {} : { scan };
  return [{ type: 'objection-escalated', data: { objection: state.objection, level, division, due, ...paper } }];
};

const markOverdue = (command: CommandOf<'mark-overdue'>, state: Raised): Decision => {
  // Answered in the meantime: nothing is overdue.
  if (state.status !== 'open') return [];
  const { objection, level, due } = state;
  if (command.now < due.endsAt) return refuse('objection.reply-not-due', { until: due.lastDay });
  return [{ type: 'objection-overdue', data: { objection, level, ...escalationDue(level, command) } }];
};

const decide = (command: ObjectionCommand, state: Objection): Decision => {
  if (command.do === 'raise') return state.status === 'none' ? raise(command) : refuse('objection.exists');
  if (state.status === 'none') return refuse('objection.unknown');
  switch (command.do) {
    case 'answer':
      return answer(command, state);
    case 'accept': {
      if (state.status === 'accepted') return refuse('objection.already-accepted');
      if (state.status !== 'answered') return refuse('objection.not-answered');
      const paper = command.scan === undefined ? {} : { scan: command.scan };
      return [{ type: 'objection-accepted', data: { objection: state.objection, ...paper } }];
    }
    case 'escalate':
      return escalate(command, state);
    case 'mark-overdue':
      return markOverdue(command, state);
    default:
      return unreachable(command);
  }
};

/** 异议: one objection or question, from its being raised to the last level that answers. */
export const objectionDecider: Decider<ObjectionCommand, Objection, ObjectionEvent> = {
  initialState,
  decide,
  evolve,
};
