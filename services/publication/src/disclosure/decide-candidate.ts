import type { DisclosureEvent, DueDate, ProcedureStep, DisclosureSubject } from '@cunjian/contracts';
import { refuse, unreachable, type Refused } from '@cunjian/kernel';
import type { DisclosureCommand } from './command.ts';
import { isOver } from './period.ts';
import { hasTaken, meetingOf, opinionOf, type Candidate } from './disclosure.ts';
import { refuseTooEarly } from './steps.ts';

type Decision = readonly DisclosureEvent[] | Refused;
type CommandOf<Do extends DisclosureCommand['do']> = Extract<DisclosureCommand, { do: Do }>;

/** Commands on a version that is not out yet. */
export type CandidateCommand = CommandOf<
  | 'revise'
  | 'discard'
  | 'undo-import'
  | 'confirm'
  | 'submit'
  | 'give-opinion'
  | 'lapse-opinion'
  | 'return'
  | 'record-meeting'
  | 'publish'
>;

const stageOf = (candidate: Candidate): 'draft' | 'under-review' | ProcedureStep =>
  candidate.stage === 'in-procedure' ? (candidate.taken.at(-1)?.step ?? 'draft') : candidate.stage;

const refuseChange = (candidate: Candidate): Refused | undefined =>
  candidate.stage === 'draft' ? undefined : refuse('disclosure.not-a-draft', { stage: stageOf(candidate) });

/** Back to what was there before the last import; where it drafted, the draft goes. */
const undoImport = ({ disclosure }: DisclosureSubject, candidate: Candidate): Decision => {
  if (candidate.stage !== 'draft') return refuse('disclosure.not-a-draft', { stage: stageOf(candidate) });
  if (candidate.imported === undefined) return refuse('disclosure.nothing-imported');
  const { before } = candidate.imported;
  return before === undefined
    ? [{ type: 'disclosure-discarded', data: { disclosure, version: candidate.version } }]
    : [{ type: 'disclosure-revised', data: { disclosure, content: before } }];
};

/** Once is enough, nothing goes on while the supervisors are at it, and no step before those that the rule puts first. */
const refuseStep = (candidate: Candidate, step: ProcedureStep): Refused | undefined => {
  if (hasTaken(candidate, step)) return refuse('disclosure.step-taken', { step });
  if (candidate.stage === 'under-review') return refuse('disclosure.under-review', { until: candidate.due.lastDay });
  return refuseTooEarly(candidate, step);
};

const refuseRunning = ({ period, to }: DisclosureSubject, today: string): Refused | undefined =>
  isOver({ period, to }, today) ? undefined : refuse('disclosure.period-running', { period, to, today });

const submit = (command: CommandOf<'submit'>, subject: DisclosureSubject, candidate: Candidate): Decision => {
  const { within, rules } = candidate.procedure.opinion;
  const due: DueDate = { ...command.countDays(within, command.today), rules };
  return (
    refuseStep(candidate, 'supervision-opinion') ?? [
      { type: 'opinion-requested', data: { disclosure: subject.disclosure, version: candidate.version, due } },
    ]
  );
};

const giveOpinion = (
  command: CommandOf<'give-opinion'>,
  subject: DisclosureSubject,
  candidate: Candidate,
): Decision => {
  if (candidate.stage !== 'under-review') return refuse('disclosure.no-opinion-requested');
  const { verdict, reasons } = command;
  if (verdict === 'object' && reasons === undefined) return refuse('disclosure.reasons-missing', {}, 'reasons');
  const { disclosure } = subject;
  const why = reasons === undefined ? {} : { reasons };
  return [{ type: 'opinion-given', data: { disclosure, version: candidate.version, verdict, ...why } }];
};

const lapseOpinion = (
  { now }: CommandOf<'lapse-opinion'>,
  subject: DisclosureSubject,
  candidate: Candidate,
): Decision => {
  // Given, returned or published in the meantime: nothing is left to lapse.
  if (candidate.stage !== 'under-review') return [];
  if (now < candidate.due.endsAt) return refuse('disclosure.opinion-not-overdue', { until: candidate.due.lastDay });
  return [{ type: 'opinion-lapsed', data: { disclosure: subject.disclosure, version: candidate.version } }];
};

const goBack = ({ reason }: CommandOf<'return'>, subject: DisclosureSubject, candidate: Candidate): Decision => {
  if (candidate.stage === 'draft') return refuse('disclosure.is-a-draft');
  const why = reason === undefined ? {} : { reason };
  return [
    { type: 'disclosure-returned', data: { disclosure: subject.disclosure, version: candidate.version, ...why } },
  ];
};

const recordMeeting = (
  command: CommandOf<'record-meeting'>,
  subject: DisclosureSubject,
  candidate: Candidate,
): Decision => {
  const { meeting, today } = command;
  if (meeting.heldOn > today)
    return refuse('disclosure.meeting-in-future', { heldOn: meeting.heldOn, today }, 'heldOn');
  return (
    refuseStep(candidate, 'joint-meeting') ?? [
      {
        type: 'joint-meeting-recorded',
        data: { disclosure: subject.disclosure, version: candidate.version, ...meeting },
      },
    ]
  );
};

const publish = (command: CommandOf<'publish'>, subject: DisclosureSubject, candidate: Candidate): Decision => {
  const refused = refuseStep(candidate, 'publication') ?? refuseRunning(subject, command.today);
  if (refused !== undefined) return refused;
  const { version, content, procedure, reason } = candidate;
  const { countsFrom, within, rules } = procedure.objection;
  const opinion = opinionOf(candidate);
  const meeting = meetingOf(candidate);
  return [
    {
      type: 'disclosure-published',
      data: {
        ...subject,
        version,
        content,
        procedure,
        ...(reason === undefined ? {} : { reason }),
        ...(opinion === undefined ? {} : { opinion }),
        ...(meeting === undefined ? {} : { meeting }),
        ...(countsFrom === 'publication'
          ? { objectionsDue: { ...command.countDays(within, command.today), rules } }
          : {}),
      },
    },
  ];
};

export const decideCandidate = (
  command: CandidateCommand,
  subject: DisclosureSubject,
  candidate: Candidate,
): Decision => {
  const { disclosure } = subject;
  const { version } = candidate;
  switch (command.do) {
    case 'revise': {
      const { content, importedFrom } = command;
      const imported = importedFrom === undefined ? {} : { importedFrom };
      return refuseChange(candidate) ?? [{ type: 'disclosure-revised', data: { disclosure, content, ...imported } }];
    }
    case 'discard':
      return refuseChange(candidate) ?? [{ type: 'disclosure-discarded', data: { disclosure, version } }];
    case 'undo-import':
      return undoImport(subject, candidate);
    case 'confirm':
      return (
        refuseStep(candidate, 'confirmation') ??
        refuseRunning(subject, command.today) ?? [{ type: 'disclosure-confirmed', data: { disclosure, version } }]
      );
    case 'submit':
      return submit(command, subject, candidate);
    case 'give-opinion':
      return giveOpinion(command, subject, candidate);
    case 'lapse-opinion':
      return lapseOpinion(command, subject, candidate);
    case 'return':
      return goBack(command, subject, candidate);
    case 'record-meeting':
      return recordMeeting(command, subject, candidate);
    case 'publish':
      return publish(command, subject, candidate);
    default:
      return unreachable(command);
  }
};
