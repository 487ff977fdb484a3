import type {
  Attachment,
  Digest,
  DueDate,
  ObjectionEvent,
  ObjectionLevel,
  RaisedObjection,
  RecordedEvent,
} from '@cunjian/contracts';
import type { Projection } from '@cunjian/processing';

export interface ObjectionAnswer {
  readonly level: ObjectionLevel;
  readonly text: Digest;
  readonly at: string;
  readonly office?: string | undefined;
}

/** What was handed in on paper after it was raised. */
export interface ObjectionPaper {
  readonly step: 'escalated' | 'accepted';
  /** The level to which it was taken, or whose answer was accepted. */
  readonly level: ObjectionLevel;
  readonly at: string;
  readonly scan: Attachment;
}

/** Where it stood from that instant on. */
export interface ObjectionState {
  readonly at: string;
  readonly status: 'open' | 'overdue' | 'answered' | 'accepted';
  readonly level: ObjectionLevel;
  readonly due: DueDate;
  readonly escalationDue?: DueDate | undefined;
}

/** As it was raised, but that `due` is the deadline of the level whose turn it is. `division` is the village's. */
export interface ObjectionDocument extends RaisedObjection {
  /** Who handed it in: the objector, or the officer who entered it. */
  readonly raisedBy: string;
  readonly raisedAt: string;
  readonly status: ObjectionState['status'];
  readonly level: ObjectionLevel;
  readonly escalationDue?: DueDate | undefined;
  /** Oldest first, the last one as it is now: what it was as of a time is told by it. */
  readonly states: readonly ObjectionState[];
  readonly answers: readonly ObjectionAnswer[];
  readonly papers: readonly ObjectionPaper[];
  /** Whose turn it is: `body:<id>` at the village, `division:<code>` above it; absent where no reply is due. */
  readonly waitsFor?: string | undefined;
}

export const waitsForBody = (body: string): string => `body:${body}`;
export const waitsForDivision = (division: string): string => `division:${division}`;

const raise = (
  { data }: Extract<ObjectionEvent, { type: 'objection-raised' }>,
  { actor, time }: { readonly actor: string; readonly time: string },
): ObjectionDocument => ({
  ...data,
  raisedBy: actor,
  raisedAt: time,
  status: 'open',
  level: 'village',
  states: [],
  answers: [],
  papers: [],
  waitsFor: waitsForBody(data.body),
});

const withPaper = (
  { papers }: ObjectionDocument,
  step: Omit<ObjectionPaper, 'scan'>,
  scan: Attachment | undefined,
): readonly ObjectionPaper[] => (scan === undefined ? papers : [...papers, { ...step, scan }]);

const next = (document: ObjectionDocument | undefined, recorded: RecordedEvent): ObjectionDocument | undefined => {
  const event = { type: recorded.name, data: recorded.data } as ObjectionEvent;
  if (event.type === 'objection-raised') return raise(event, recorded);
  if (document === undefined) return undefined;
  switch (event.type) {
    case 'objection-answered': {
      const { level, text, escalationDue } = event.data;
      const answer = { level, text, at: recorded.time, office: recorded.office };
      const answers = [...document.answers, answer];
      return { ...document, status: 'answered', answers, escalationDue, waitsFor: undefined };
    }
    case 'objection-escalated': {
      const { level, division, due, scan } = event.data;
      const waitsFor = waitsForDivision(division);
      const papers = withPaper(document, { step: 'escalated', level, at: recorded.time }, scan);
      return { ...document, status: 'open', level, due, escalationDue: undefined, waitsFor, papers };
    }
    case 'objection-accepted': {
      const accepted = { step: 'accepted', level: document.level, at: recorded.time } as const;
      const papers = withPaper(document, accepted, event.data.scan);
      return { ...document, status: 'accepted', waitsFor: undefined, papers };
    }
    case 'objection-overdue':
      return { ...document, status: 'overdue', escalationDue: event.data.escalationDue };
    default:
      return document;
  }
};

/** Key: the objection. In statistics an objection, a question and what is overdue now are counted apart. */
export const objections: Projection<ObjectionDocument> = {
  name: 'publication-objections',
  version: 4,
  events: [
    'objection-raised',
    'objection-answered',
    'objection-escalated',
    'objection-accepted',
    'objection-overdue',
  ] satisfies ObjectionEvent['type'][],
  indexes: [
    ['disclosure', 'raisedAt'],
    ['objector', 'raisedAt'],
    ['waitsFor', 'due.endsAt'],
  ],
  keys: (event) => [(event.data as { objection: string }).objection],
  evolve: (document, recorded) => {
    const changed = next(document, recorded);
    if (changed === undefined) return undefined;
    const { status, level, due, escalationDue, states } = changed;
    return { ...changed, states: [...states, { at: recorded.time, status, level, due, escalationDue }] };
  },
  contribution: ({ division, bodyKind, period, kind, status }) => [
    {
      division,
      bucket: `${bodyKind}|${period}`,
      counts: {
        objections: kind === 'objection' ? 1 : 0,
        questions: kind === 'question' ? 1 : 0,
        overdue: status === 'overdue' ? 1 : 0,
      },
    },
  ],
};
