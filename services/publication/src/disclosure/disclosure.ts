import type {
  Digest,
  DisclosureContent,
  DisclosureEvent,
  DisclosureSubject,
  DueDate,
  JointMeeting,
  Opinion,
  Procedure,
  ProcedureStep,
} from '@cunjian/contracts';
import { unreachable } from '@cunjian/kernel';

/** Steps taken since the draft was closed, in the order in which they were taken. */
export type StepTaken =
  | { readonly step: 'confirmation' }
  | { readonly step: 'supervision-opinion'; readonly opinion: Opinion }
  | { readonly step: 'joint-meeting'; readonly meeting: JointMeeting };

interface CandidateOf {
  readonly version: number;
  readonly content: DisclosureContent;
  readonly procedure: Procedure;
  /** Of a correction. */
  readonly reason?: Digest;
}
/** Set while nothing was changed since an import: what was there before it, or nothing where it drafted. */
interface Imported {
  readonly before?: DisclosureContent;
}

/** A version on its way out. While it is a draft nothing has been done with it, and only then may it change. */
export type Candidate =
  | (CandidateOf & { readonly stage: 'draft'; readonly imported?: Imported })
  | (CandidateOf & { readonly stage: 'in-procedure'; readonly taken: readonly StepTaken[] })
  | (CandidateOf & { readonly stage: 'under-review'; readonly taken: readonly StepTaken[]; readonly due: DueDate });

export type Window =
  { readonly is: 'not-begun' } | { readonly is: 'open'; readonly due: DueDate } | { readonly is: 'closed' };

/** The version that went out last. */
export interface Published {
  readonly version: number;
  readonly content: DisclosureContent;
  readonly procedure: Procedure;
  readonly window: Window;
  /** Places where its sheet was posted. */
  readonly posted: readonly string[];
}

/**
 * `correcting`: a published or withdrawn version stays visible while its successor runs through the steps.
 * Where a draft was discarded the period may be drafted anew.
 */
export type Disclosure =
  | { readonly status: 'none' }
  | { readonly status: 'discarded'; readonly subject: DisclosureSubject }
  | { readonly status: 'preparing'; readonly subject: DisclosureSubject; readonly candidate: Candidate }
  | { readonly status: 'published'; readonly subject: DisclosureSubject; readonly published: Published }
  | { readonly status: 'withdrawn'; readonly subject: DisclosureSubject; readonly published: Published }
  | {
      readonly status: 'correcting';
      readonly subject: DisclosureSubject;
      readonly published: Published;
      readonly standing: 'published' | 'withdrawn';
      readonly candidate: Candidate;
    };

export const initialState: Disclosure = { status: 'none' };

export const hasTaken = (candidate: Candidate, step: ProcedureStep): boolean =>
  candidate.stage !== 'draft' && candidate.taken.some((taken) => taken.step === step);

export const opinionOf = (candidate: Candidate): Opinion | undefined =>
  candidate.stage === 'draft'
    ? undefined
    : candidate.taken.flatMap((taken) => (taken.step === 'supervision-opinion' ? [taken.opinion] : []))[0];

export const meetingOf = (candidate: Candidate): JointMeeting | undefined =>
  candidate.stage === 'draft'
    ? undefined
    : candidate.taken.flatMap((taken) => (taken.step === 'joint-meeting' ? [taken.meeting] : []))[0];

const draft = ({ version, content, procedure, reason }: CandidateOf, imported?: Imported): Candidate => ({
  stage: 'draft',
  ...(imported === undefined ? {} : { imported }),
  version,
  content,
  procedure,
  ...(reason === undefined ? {} : { reason }),
});

const take = (candidate: Candidate, step: StepTaken): Candidate => {
  const { version, content, procedure, reason } = candidate;
  const taken = [...(candidate.stage === 'draft' ? [] : candidate.taken), step];
  return {
    ...draft({ version, content, procedure, ...(reason === undefined ? {} : { reason }) }),
    stage: 'in-procedure',
    taken,
  };
};

const evolveCandidate = (candidate: Candidate, event: DisclosureEvent): Candidate => {
  switch (event.type) {
    case 'disclosure-revised':
      return draft(
        { ...candidate, content: event.data.content },
        event.data.importedFrom === undefined ? undefined : { before: candidate.content },
      );
    case 'disclosure-returned':
      return draft(candidate);
    case 'disclosure-confirmed':
      return take(candidate, { step: 'confirmation' });
    case 'opinion-requested':
      return {
        ...candidate,
        stage: 'under-review',
        taken: candidate.stage === 'draft' ? [] : candidate.taken,
        due: event.data.due,
      };
    case 'opinion-given': {
      const { verdict, reasons } = event.data;
      const opinion = { verdict, ...(reasons === undefined ? {} : { reasons }) };
      return take(candidate, { step: 'supervision-opinion', opinion });
    }
    case 'opinion-lapsed':
      return take(candidate, { step: 'supervision-opinion', opinion: { verdict: 'silent' } });
    case 'joint-meeting-recorded': {
      const { heldOn, present, minutes } = event.data;
      const meeting = { heldOn, present, ...(minutes === undefined ? {} : { minutes }) };
      return take(candidate, { step: 'joint-meeting', meeting });
    }
    default:
      return candidate;
  }
};

const windowUntil = (due: DueDate | undefined, otherwise: Window): Window =>
  due === undefined ? otherwise : { is: 'open', due };

const evolvePublished = (published: Published, event: DisclosureEvent): Published => {
  switch (event.type) {
    case 'disclosure-posted': {
      const { place, objectionsDue } = event.data;
      return {
        ...published,
        posted: [...new Set([...published.posted, place])],
        window: windowUntil(objectionsDue, published.window),
      };
    }
    case 'objection-window-closed':
      return { ...published, window: { is: 'closed' } };
    default:
      return published;
  }
};

const publish = (
  subject: DisclosureSubject,
  event: Extract<DisclosureEvent, { type: 'disclosure-published' }>,
): Disclosure => {
  const { version, content, procedure, objectionsDue } = event.data;
  const window = windowUntil(objectionsDue, { is: 'not-begun' });
  return { status: 'published', subject, published: { version, content, procedure, window, posted: [] } };
};

const begin = (event: Extract<DisclosureEvent, { type: 'disclosure-drafted' }>): Disclosure => {
  const { disclosure, body, bodyKind, division, period, from, to, title, content, procedure } = event.data;
  const subject = { disclosure, body, bodyKind, division, period, from, to, ...(title === undefined ? {} : { title }) };
  const imported = event.data.importedFrom === undefined ? undefined : {};
  return { status: 'preparing', subject, candidate: draft({ version: 1, content, procedure }, imported) };
};

const correct = (
  state: Extract<Disclosure, { status: 'published' | 'withdrawn' }>,
  event: Extract<DisclosureEvent, { type: 'disclosure-corrected' }>,
): Disclosure => {
  const { subject, published, status: standing } = state;
  return { status: 'correcting', subject, published, standing, candidate: draft(event.data) };
};

/** Total: an event that does not belong into a state leaves it as it is. */
export const evolve = (state: Disclosure, event: DisclosureEvent): Disclosure => {
  switch (state.status) {
    case 'none':
    case 'discarded':
      return event.type === 'disclosure-drafted' ? begin(event) : state;
    case 'preparing':
      if (event.type === 'disclosure-discarded') return { status: 'discarded', subject: state.subject };
      if (event.type === 'disclosure-published') return publish(state.subject, event);
      return { ...state, candidate: evolveCandidate(state.candidate, event) };
    case 'published':
    case 'withdrawn':
      if (event.type === 'disclosure-corrected') return correct(state, event);
      if (event.type === 'disclosure-withdrawn') return { ...state, status: 'withdrawn' };
      return { ...state, published: evolvePublished(state.published, event) };
    case 'correcting': {
      const { subject, published, standing } = state;
      if (event.type === 'disclosure-discarded') return { status: standing, subject, published };
      if (event.type === 'disclosure-published') return publish(subject, event);
      if (event.type === 'disclosure-withdrawn') return { ...state, standing: 'withdrawn' };
      return {
        ...state,
        published: evolvePublished(published, event),
        candidate: evolveCandidate(state.candidate, event),
      };
    }
    default:
      return unreachable(state);
  }
};
